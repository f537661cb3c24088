package io.hufu.crypto.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.pki.RevocationStatus.State;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OcspResponseTest {
  private static final Clock CLOCK = Clock.fixed(Pilot.AT, ZoneOffset.UTC);
  private static final Instant LIST_MADE = Pilot.AT.minusSeconds(60);
  private static final Instant WEEK_LATER = Pilot.AT.plusSeconds(7 * 86_400);

  private final Pilot pilot;
  private final Certificate ca;
  private final Certificate signer;
  private Crl list;

  OcspResponseTest() throws Exception {
    pilot = new Pilot(SignatureAlgorithm.SM2_SM3);
    ca = pilot.ca.certificate();
    signer = pilot.signer.certificate();
    list = new CrlBuilder(LIST_MADE, WEEK_LATER, 1).signedBy(pilot.ca);
  }

  private byte[] answer(SigningKey key) {
    return new OcspResponder(key, ca, () -> list, CLOCK).respond(OcspResponse.request(signer, ca));
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void the_ca_says_good(SignatureAlgorithm algorithm) throws Exception {
    Pilot other = new Pilot(algorithm);
    Crl none = new CrlBuilder(LIST_MADE, WEEK_LATER, 1).signedBy(other.ca);
    Certificate issuer = other.ca.certificate();
    OcspResponder responder = new OcspResponder(other.ca, issuer, () -> none, CLOCK);

    byte[] request = OcspResponse.request(other.signer.certificate(), issuer);
    OcspResponse response = OcspResponse.parse(responder.respond(request));

    assertThat(response.isSignedFor(issuer)).isTrue();
    assertThat(response.producedAt()).isEqualTo(Pilot.AT);
    assertThat(response.statusOf(other.signer.certificate(), issuer))
        .isEqualTo(new RevocationStatus(State.GOOD, null, null, false, LIST_MADE, WEEK_LATER));
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256"})
  void a_request_is_hashed_in_the_suite_of_the_ca(SignatureAlgorithm algorithm) throws Exception {
    Pilot other = new Pilot(algorithm);
    byte[] request = OcspResponse.request(other.signer.certificate(), other.ca.certificate());
    String oid =
        Request.getInstance(
                OCSPRequest.getInstance(request).getTbsRequest().getRequestList().getObjectAt(0))
            .getReqCert()
            .getHashAlgorithm()
            .getAlgorithm()
            .getId();
    assertThat(oid).isEqualTo(algorithm.suite().hash().oid());
  }

  @Test
  void a_revoked_certificate_carries_date_and_reason() throws Exception {
    Instant at = Pilot.AT.minusSeconds(86_400);
    Instant suspected = at.minusSeconds(86_400);
    list =
        new CrlBuilder(LIST_MADE, WEEK_LATER, 2)
            .revoke(signer.serial(), at, CRLReason.keyCompromise, suspected)
            .signedBy(pilot.ca);
    OcspResponse response = OcspResponse.parse(answer(pilot.ca));
    assertThat(response.statusOf(signer, ca))
        .isEqualTo(new RevocationStatus(State.REVOKED, at, suspected, true, LIST_MADE, WEEK_LATER));
  }

  @Test
  void a_responder_that_the_ca_certified_may_answer() throws Exception {
    SigningKey responder = Pilot.issue(pilot.ca, Profile.OCSP_RESPONDER, "CN=OCSP,C=CN");
    OcspResponse response = OcspResponse.parse(answer(responder));
    assertThat(response.isSignedFor(ca)).isTrue();
    assertThat(response.statusOf(signer, ca).state()).isEqualTo(State.GOOD);
  }

  @Test
  void a_responder_of_another_ca_may_not_answer() throws Exception {
    SigningKey other = Pilot.issue(pilot.root, Profile.CA, "CN=另一CA,C=CN");
    SigningKey responder = Pilot.issue(other, Profile.OCSP_RESPONDER, "CN=OCSP,C=CN");
    assertThat(OcspResponse.parse(answer(responder)).isSignedFor(ca)).isFalse();
  }

  @Test
  void a_responder_of_a_namesake_may_not_answer() throws Exception {
    SigningKey namesake = Pilot.issue(pilot.root, Profile.CA, ca.subject());
    SigningKey responder = Pilot.issue(namesake, Profile.OCSP_RESPONDER, "CN=OCSP,C=CN");
    assertThat(OcspResponse.parse(answer(responder)).isSignedFor(ca)).isFalse();
  }

  @Test
  void a_signer_without_the_purpose_may_not_answer() throws Exception {
    assertThatThrownBy(() -> answer(pilot.signer)).isInstanceOf(IllegalArgumentException.class);
    SigningKey sly = new Impostor(pilot.ca).withoutPurpose();
    OcspResponse response = OcspResponse.parse(Impostor.answer(sly, signer, ca));
    assertThat(response.isSignedFor(ca)).isFalse();
  }

  @Test
  void a_responder_whose_certificate_had_expired_may_not_answer() throws Exception {
    SigningKey responder = SigningKey.generate(SignatureAlgorithm.SM2_SM3, Pilot.RANDOM);
    Certificate expired =
        new CertificateBuilder(Profile.OCSP_RESPONDER, "CN=OCSP,C=CN", responder.verificationKey())
            .validity(Pilot.FROM, Pilot.AT.minusSeconds(1))
            .signedBy(pilot.ca);
    byte[] answer = answer(responder.withChain(List.of(expired)));
    assertThat(OcspResponse.parse(answer).isSignedFor(ca)).isFalse();
  }

  @Test
  void an_answer_about_another_certificate_says_nothing_of_this_one() throws Exception {
    Certificate other = Pilot.issue(pilot.ca, Profile.SIGNER, "CN=其他").certificate();
    OcspResponse response = OcspResponse.parse(answer(pilot.ca));
    assertThat(response.statusOf(other, ca).state()).isEqualTo(State.UNKNOWN);
    assertThat(response.statusOf(signer, pilot.root.certificate()).state())
        .isEqualTo(State.UNKNOWN);
  }

  @Test
  void sha1_in_the_name_of_a_certificate_is_recognised() throws Exception {
    byte[] answer = Impostor.answer(pilot.ca, signer, ca);
    OcspResponse response = OcspResponse.parse(answer);
    assertThat(response.isSignedFor(ca)).isTrue();
    assertThat(response.statusOf(signer, ca).state()).isEqualTo(State.GOOD);
  }

  @Test
  void a_question_about_a_certificate_of_another_ca_is_answered_unknown() throws Exception {
    Certificate other = pilot.root.certificate();
    byte[] request = OcspResponse.request(ca, other);
    OcspResponse response =
        OcspResponse.parse(new OcspResponder(pilot.ca, ca, () -> list, CLOCK).respond(request));
    assertThat(response.isSignedFor(ca)).isTrue();
    assertThat(response.statusOf(ca, other).state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void a_responder_without_a_current_list_asks_to_try_later() throws Exception {
    list = new CrlBuilder(Pilot.FROM, Pilot.AT.minusSeconds(1), 1).signedBy(pilot.ca);
    byte[] answer = answer(pilot.ca);
    assertThatThrownBy(() -> OcspResponse.parse(answer))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("status is 3");
  }

  @Test
  void what_is_no_request_is_answered_as_malformed() {
    OcspResponder responder = new OcspResponder(pilot.ca, ca, () -> list, CLOCK);
    byte[] request = OcspResponse.request(signer, ca);
    for (byte[] bad :
        List.of(
            new byte[0],
            new byte[] {0x30},
            Arrays.copyOf(request, request.length + 1),
            Arrays.copyOf(request, request.length - 1),
            new byte[100_000])) {
      assertThatThrownBy(() -> OcspResponse.parse(responder.respond(bad)))
          .isInstanceOf(MalformedDataException.class)
          .hasMessageContaining("status is 1");
    }
  }
}
