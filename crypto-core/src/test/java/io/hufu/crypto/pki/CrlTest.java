package io.hufu.crypto.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.pki.RevocationStatus.State;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrlTest {
  private static final Instant WEEK_LATER = Pilot.AT.plusSeconds(7 * 86_400);
  private static final Instant REVOKED_AT = Pilot.AT.minusSeconds(3_600);

  private final Pilot pilot;
  private final Certificate ca;
  private final Certificate signer;

  CrlTest() throws Exception {
    pilot = new Pilot(SignatureAlgorithm.SM2_SM3);
    ca = pilot.ca.certificate();
    signer = pilot.signer.certificate();
  }

  private static CrlBuilder builder() {
    return new CrlBuilder(Pilot.AT, WEEK_LATER, 7);
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void a_list_that_does_not_name_a_certificate_says_good(SignatureAlgorithm algorithm)
      throws Exception {
    Pilot other = new Pilot(algorithm);
    Crl crl = builder().revoke(BigInteger.TEN, REVOKED_AT, CRLReason.superseded).signedBy(other.ca);

    assertThat(crl.isSignedBy(other.ca.certificate())).isTrue();
    assertThat(crl.statusOf(other.signer.certificate()))
        .isEqualTo(new RevocationStatus(State.GOOD, null, null, false, Pilot.AT, WEEK_LATER));
    assertThat(crl.issuer()).isEqualTo(other.ca.certificate().subject());
  }

  @Test
  void a_revoked_certificate_carries_date_and_reason() throws Exception {
    Instant suspected = REVOKED_AT.minusSeconds(86_400);
    Crl crl =
        builder()
            .revoke(signer.serial(), REVOKED_AT, CRLReason.keyCompromise, suspected)
            .signedBy(pilot.ca);

    assertThat(crl.statusOf(signer))
        .isEqualTo(
            new RevocationStatus(State.REVOKED, REVOKED_AT, suspected, true, Pilot.AT, WEEK_LATER));
  }

  @ParameterizedTest
  @ValueSource(ints = {CRLReason.unspecified, CRLReason.superseded, CRLReason.certificateHold})
  void other_reasons_are_no_key_compromise(int reason) throws Exception {
    Crl crl = builder().revoke(signer.serial(), REVOKED_AT, reason).signedBy(pilot.ca);
    assertThat(crl.statusOf(signer).state()).isEqualTo(State.REVOKED);
    assertThat(crl.statusOf(signer).keyCompromise()).isFalse();
  }

  @Test
  void a_list_of_another_ca_does_not_speak_of_the_certificate() throws Exception {
    SigningKey other = Pilot.issue(pilot.root, Profile.CA, "CN=另一CA,C=CN");
    Crl crl = builder().revoke(signer.serial(), REVOKED_AT, 1).signedBy(other);

    assertThat(crl.isSignedBy(other.certificate())).isTrue();
    assertThat(crl.isSignedBy(ca)).isFalse();
    assertThat(crl.statusOf(signer).state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void a_list_in_the_name_of_a_ca_signed_by_a_namesake_is_not_its_list() throws Exception {
    SigningKey namesake = Pilot.issue(pilot.root, Profile.CA, ca.subject());
    Crl crl = builder().revoke(signer.serial(), REVOKED_AT, 1).signedBy(namesake);
    assertThat(crl.isSignedBy(ca)).isFalse();
  }

  @Test
  void a_signer_cannot_issue_lists() throws Exception {
    Crl crl = builder().signedBy(pilot.signer);
    assertThat(crl.isSignedBy(signer)).isFalse();
  }

  @Test
  void pem_is_read_like_der() throws Exception {
    Crl crl = builder().signedBy(pilot.ca);
    String pem =
        "-----BEGIN X509 CRL-----\n"
            + Base64.getMimeEncoder().encodeToString(crl.der())
            + "\n-----END X509 CRL-----\n";
    assertThat(Crl.parse(pem.getBytes(StandardCharsets.US_ASCII)).der()).isEqualTo(crl.der());
    assertThatThrownBy(() -> Crl.parse((pem + pem).getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(MalformedDataException.class);
    assertThatThrownBy(() -> Crl.parse(ca.pem().getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void delta_lists_are_not_complete() throws Exception {
    for (boolean critical : new boolean[] {true, false}) {
      assertIncomplete(
          new RawCrl().with(Extension.deltaCRLIndicator, critical, new ASN1Integer(6)));
    }
  }

  @Test
  void lists_of_an_issuing_distribution_point_are_not_complete() throws Exception {
    assertIncomplete(
        new RawCrl().with(Extension.issuingDistributionPoint, true, point(true, false)));
    assertIncomplete(
        new RawCrl().with(Extension.issuingDistributionPoint, true, point(false, true)));
    assertIncomplete(
        new RawCrl().with(Extension.issuingDistributionPoint, false, point(true, false)));
  }

  private static ASN1Encodable point(boolean onlyUsers, boolean indirect) {
    return new IssuingDistributionPoint(null, onlyUsers, false, null, indirect, false);
  }

  @Test
  void lists_with_a_critical_extension_that_is_not_processed_are_not_used() throws Exception {
    assertIncomplete(new RawCrl().with("1.2.3.4", true, new DERUTF8String("?")));
    Crl harmless = new RawCrl().with("1.2.3.4", false, new DERUTF8String("?")).signedBy(pilot.ca);
    assertThat(harmless.isSignedBy(ca)).isTrue();
  }

  @Test
  void lists_with_a_critical_entry_extension_that_is_not_processed_are_not_used() throws Exception {
    assertIncomplete(new RawCrl().revoke(BigInteger.TEN, "1.2.3.4", true, new DERUTF8String("?")));
    assertIncomplete(
        new RawCrl()
            .revoke(BigInteger.TEN, Extension.certificateIssuer.getId(), true, RawCrl.anyName()));
    Crl harmless =
        new RawCrl()
            .revoke(BigInteger.TEN, "1.2.3.4", false, new DERUTF8String("?"))
            .signedBy(pilot.ca);
    assertThat(harmless.isSignedBy(ca)).isTrue();
  }

  @Test
  void lists_without_a_number_or_with_a_critical_one_are_not_used() throws Exception {
    assertIncomplete(new RawCrl().without(Extension.cRLNumber));
    assertIncomplete(new RawCrl().with(Extension.cRLNumber, true, new ASN1Integer(7)));
  }

  @Test
  void remove_from_crl_in_a_complete_list_decides_nothing() throws Exception {
    Crl crl =
        new RawCrl()
            .revoke(
                signer.serial(),
                Extension.reasonCode.getId(),
                false,
                CRLReason.lookup(CRLReason.removeFromCRL))
            .signedBy(pilot.ca);
    assertThat(crl.isSignedBy(ca)).isTrue();
    assertThat(crl.statusOf(signer).state()).isEqualTo(State.UNKNOWN);
    assertThatThrownBy(() -> builder().revoke(BigInteger.TEN, REVOKED_AT, CRLReason.removeFromCRL))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void assertIncomplete(RawCrl raw) throws Exception {
    Crl crl = raw.signedBy(pilot.ca);
    assertThat(crl.isSignedBy(ca)).isFalse();
    assertThat(crl.statusOf(signer).state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void a_serial_listed_twice_counts_from_the_earlier_date_and_for_the_worse_reason()
      throws Exception {
    CRLReason compromise = CRLReason.lookup(CRLReason.keyCompromise);
    CRLReason superseded = CRLReason.lookup(CRLReason.superseded);
    Crl crl =
        new RawCrl()
            .revoke(signer.serial(), Extension.reasonCode.getId(), false, compromise)
            .revoke(signer.serial(), Extension.reasonCode.getId(), false, superseded)
            .signedBy(pilot.ca);
    assertThat(crl.statusOf(signer).state()).isEqualTo(State.REVOKED);
    assertThat(crl.statusOf(signer).keyCompromise()).isTrue();
  }

  @Test
  void a_long_list_is_looked_up() throws Exception {
    CrlBuilder builder = builder();
    for (int i = 1; i <= 20_000; i++) {
      builder.revoke(BigInteger.valueOf(i), REVOKED_AT, CRLReason.superseded);
    }
    builder.revoke(signer.serial(), REVOKED_AT, CRLReason.superseded);
    Crl crl = builder.signedBy(pilot.ca);
    assertThat(crl.statusOf(signer).state()).isEqualTo(State.REVOKED);
    assertThat(crl.statusOf(BigInteger.valueOf(20_000)).state()).isEqualTo(State.REVOKED);
    assertThat(crl.statusOf(BigInteger.valueOf(20_001)).state()).isEqualTo(State.GOOD);
  }

  @Test
  void a_list_beyond_the_limit_is_malformed() {
    assertThatThrownBy(() -> Crl.parse(new byte[CrlContents.MAX_LENGTH + 1]))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("32 MiB");
  }
}
