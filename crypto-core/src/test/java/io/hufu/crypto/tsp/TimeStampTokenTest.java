package io.hufu.crypto.tsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.pki.Pilot;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeStampTokenTest {
  private static final byte[] DATA = "虎符".getBytes(StandardCharsets.UTF_8);
  private static final Clock CLOCK = Clock.fixed(Pilot.AT.plusMillis(120), ZoneOffset.UTC);

  private final SigningKey tsa;
  private final Certificate certificate;

  TimeStampTokenTest() throws Exception {
    tsa = tsa(SignatureAlgorithm.SM2_SM3);
    certificate = tsa.certificate();
  }

  static SigningKey tsa(SignatureAlgorithm algorithm) throws Exception {
    return Pilot.issue(new Pilot(algorithm).ca, Profile.TIME_STAMPING, "CN=试点时间戳,C=CN");
  }

  private static TimeStampToken stamp(SigningKey key, HashAlgorithm hash) throws Exception {
    return TimeStampAuthority.inProcess(key, CLOCK, Pilot.RANDOM).stamp(hash, hash.digest(DATA));
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void a_token_says_when_and_what(SignatureAlgorithm algorithm) throws Exception {
    SigningKey key = tsa(algorithm);
    HashAlgorithm hash = algorithm.suite().hash();

    TimeStampToken token = stamp(key, hash);

    assertThat(token.time()).isEqualTo(CLOCK.instant());
    assertThat(token.accuracy()).isEqualTo(Duration.ofSeconds(1));
    assertThat(token.imprintHash()).isEqualTo(hash);
    assertThat(token.covers(DATA)).isTrue();
    assertThat(token.covers(new byte[0])).isFalse();
    assertThat(token.certificates()).containsExactly(key.certificate());
    assertThat(token.isSignedBy(key.certificate())).isTrue();
    assertThat(TimeStampToken.parse(token.der()).isSignedBy(key.certificate())).isTrue();
  }

  @Test
  void the_chain_goes_along_without_its_root() throws Exception {
    Pilot pilot = new Pilot(SignatureAlgorithm.SM2_SM3);
    SigningKey key = Pilot.issue(pilot.ca, Profile.TIME_STAMPING, "CN=试点时间戳,C=CN");
    SigningKey chained =
        key.withChain(List.of(key.certificate(), pilot.ca.certificate(), pilot.root.certificate()));
    assertThat(stamp(chained, HashAlgorithm.SM3).certificates())
        .containsExactlyInAnyOrder(key.certificate(), pilot.ca.certificate());
  }

  @Test
  void another_certificate_of_the_same_key_did_not_sign() throws Exception {
    Pilot pilot = new Pilot(SignatureAlgorithm.SM2_SM3);
    Certificate twin =
        new CertificateBuilder(Profile.TIME_STAMPING, certificate.subject(), tsa.verificationKey())
            .validity(Pilot.FROM, Pilot.TO)
            .signedBy(pilot.ca);
    TimeStampToken token = TimeStampToken.parse(new RawToken(tsa).withoutCertificates().der());
    assertThat(token.certificates()).isEmpty();
    assertThat(token.isSignedBy(certificate)).isTrue();
    assertThat(token.isSignedBy(twin)).isFalse();
  }

  @Test
  void a_token_that_carries_other_certificates_than_the_signers_is_not_signed_by_it()
      throws Exception {
    Certificate other = tsa(SignatureAlgorithm.SM2_SM3).certificate();
    TimeStampToken token = TimeStampToken.parse(new RawToken(tsa).withCertificate(other).der());
    assertThat(token.isSignedBy(certificate)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIGNER", "CA", "OCSP_RESPONDER", "ENCRYPTION"})
  void a_certificate_that_is_not_for_time_stamps_signs_none(Profile profile) throws Exception {
    SigningKey key = Pilot.issue(new Pilot(SignatureAlgorithm.SM2_SM3).ca, profile, "CN=非时间戳");
    TimeStampToken token = TimeStampToken.parse(new RawToken(key).der());
    assertThat(token.isSignedBy(key.certificate())).isFalse();
    assertThatThrownBy(() -> new TimeStampResponder(key, CLOCK, Pilot.RANDOM))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_raw_token_like_ours_is_signed() throws Exception {
    assertThat(TimeStampToken.parse(new RawToken(tsa).der()).isSignedBy(certificate)).isTrue();
  }

  @Test
  void the_types_of_gmt_0010_are_read() throws Exception {
    for (int version : new int[] {1, 3}) {
      TimeStampToken token = TimeStampToken.parse(new RawToken(tsa).gm(version).der());
      assertThat(token.isSignedBy(certificate)).isTrue();
    }
  }

  @Test
  void the_sha1_identifier_of_version_1_is_accepted_for_reading() throws Exception {
    TimeStampToken token = TimeStampToken.parse(new RawToken(tsa).essFirst(certificate).der());
    assertThat(token.isSignedBy(certificate)).isTrue();
    Certificate other = tsa(SignatureAlgorithm.SM2_SM3).certificate();
    TimeStampToken wrong = TimeStampToken.parse(new RawToken(tsa).essFirst(other).der());
    assertThat(wrong.isSignedBy(certificate)).isFalse();
  }

  @Test
  void a_token_that_does_not_name_its_certificate_in_the_signature_is_not_signed()
      throws Exception {
    assertThat(TimeStampToken.parse(new RawToken(tsa).withoutEss().der()).isSignedBy(certificate))
        .isFalse();
  }

  @Test
  void a_token_with_another_content_type_or_digest_in_its_attributes_is_not_signed()
      throws Exception {
    assertThat(
            TimeStampToken.parse(new RawToken(tsa).wrongContentType().der())
                .isSignedBy(certificate))
        .isFalse();
    assertThat(
            TimeStampToken.parse(new RawToken(tsa).wrongMessageDigest().der())
                .isSignedBy(certificate))
        .isFalse();
  }

  @Test
  void tokens_without_signed_attributes_or_with_two_signatures_are_malformed() throws Exception {
    byte[] bare = new RawToken(tsa).withoutAttributes().der();
    byte[] two = new RawToken(tsa).twice().der();
    assertMalformed(bare);
    assertMalformed(two);
  }

  @Test
  void bytes_after_the_token_and_cut_tokens_are_malformed() throws Exception {
    byte[] der = stamp(tsa, HashAlgorithm.SM3).der();
    assertMalformed(Arrays.copyOf(der, der.length + 1));
    assertMalformed(Arrays.copyOf(der, der.length - 1));
    assertMalformed(new byte[0]);
    assertMalformed(certificate.der());
  }

  private static void assertMalformed(byte[] der) {
    assertThatThrownBy(() -> TimeStampToken.parse(der)).isInstanceOf(MalformedDataException.class);
  }

  @Test
  void fractions_of_seconds_come_back_as_they_were() throws Exception {
    for (long millis : new long[] {0, 1, 10, 100, 999}) {
      Instant at = Pilot.AT.plusMillis(millis);
      TimeStampToken token =
          TimeStampAuthority.inProcess(tsa, Clock.fixed(at, ZoneOffset.UTC), Pilot.RANDOM)
              .stamp(HashAlgorithm.SM3, HashAlgorithm.SM3.digest(DATA));
      assertThat(token.time()).isEqualTo(at);
    }
  }
}
