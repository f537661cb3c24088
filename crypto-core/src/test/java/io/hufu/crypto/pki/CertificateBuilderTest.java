package io.hufu.crypto.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.Certificate.KeyUsage;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateBuilderTest {
  private final SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3, Pilot.RANDOM);
  private final SigningKey root;

  CertificateBuilderTest() throws Exception {
    root = Pilot.root(SignatureAlgorithm.SM2_SM3, "CN=根");
  }

  private CertificateBuilder builder(Profile profile, String subject) {
    return new CertificateBuilder(profile, subject, key.verificationKey())
        .validity(Pilot.FROM, Pilot.TO);
  }

  private static Set<KeyUsage> usages(Certificate certificate) {
    return Arrays.stream(KeyUsage.values()).filter(certificate::allows).collect(Collectors.toSet());
  }

  @Test
  void each_profile_fixes_what_its_certificates_are_for() throws Exception {
    Certificate signer = builder(Profile.SIGNER, "CN=a").signedBy(root);
    assertThat(usages(signer)).containsOnly(KeyUsage.DIGITAL_SIGNATURE, KeyUsage.NON_REPUDIATION);
    assertThat(signer.isCa()).isFalse();
    assertThat(usages(builder(Profile.CA, "CN=a").signedBy(root)))
        .containsOnly(KeyUsage.KEY_CERT_SIGN, KeyUsage.CRL_SIGN);
    assertThat(usages(builder(Profile.ENCRYPTION, "CN=a").signedBy(root)))
        .containsOnly(
            KeyUsage.KEY_ENCIPHERMENT, KeyUsage.DATA_ENCIPHERMENT, KeyUsage.KEY_AGREEMENT);
    Certificate tsa = builder(Profile.TIME_STAMPING, "CN=a").signedBy(root);
    assertThat(tsa.extendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.8");
    assertThat(tsa.extendedKeyUsageIsCritical()).isTrue();
    Certificate responder = builder(Profile.OCSP_RESPONDER, "CN=a").signedBy(root);
    assertThat(responder.extendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.9");
    assertThat(responder.extension("1.3.6.1.5.5.7.48.1.5")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CN=发证机关,O=某市,C=CN",
        "OU=c+CN=a\\,b,O=d\\\"e",
        "CN=\\#x,O=\\ y\\ ",
        "organizationIdentifier=NTRCN-91110000000000000X,CN=z"
      })
  void a_subject_comes_back_as_it_was_written(String subject) throws Exception {
    Certificate certificate = builder(Profile.SIGNER, subject).signedBy(root);
    Certificate again = builder(Profile.SIGNER, certificate.subject()).signedBy(root);
    assertThat(again.subjectDer()).isEqualTo(certificate.subjectDer());
    assertThat(certificate.subject().replaceAll("(?i)organizationIdentifier|2\\.5\\.4\\.97", "OI"))
        .isEqualTo(subject.replace("organizationIdentifier", "OI"));
  }

  @Test
  void times_before_and_after_2050_are_kept_to_the_second() throws Exception {
    Instant from = Instant.parse("2049-12-31T23:59:59.9Z");
    Instant to = Instant.parse("2050-01-01T00:00:00Z");
    Certificate certificate = builder(Profile.SIGNER, "CN=a").validity(from, to).signedBy(root);
    assertThat(certificate.notBefore()).isEqualTo("2049-12-31T23:59:59Z");
    assertThat(certificate.notAfter()).isEqualTo(to);
  }

  @Test
  void serial_numbers_are_derived_from_the_contents_unless_set() throws Exception {
    Certificate first = builder(Profile.SIGNER, "CN=a").signedBy(root);
    assertThat(first.serial()).isPositive();
    assertThat(builder(Profile.SIGNER, "CN=a").signedBy(root).serial()).isEqualTo(first.serial());
    assertThat(builder(Profile.SIGNER, "CN=b").signedBy(root).serial())
        .isNotEqualTo(first.serial());
    assertThat(builder(Profile.SIGNER, "CN=a").serial(BigInteger.TWO).signedBy(root).serial())
        .isEqualTo(BigInteger.TWO);
  }

  @Test
  void distribution_points_are_written() throws Exception {
    Certificate certificate =
        builder(Profile.SIGNER, "CN=a").crlAt("http://ca.example/1.crl").signedBy(root);
    assertThat(certificate.crlUris()).containsExactly("http://ca.example/1.crl");
  }

  @Test
  void the_authority_key_identifier_is_the_issuers() throws Exception {
    Certificate certificate = builder(Profile.SIGNER, "CN=a").signedBy(root);
    assertThat(certificate.authorityKeyId()).isPresent();
    assertThat(certificate.authorityKeyId().orElseThrow())
        .isEqualTo(root.certificate().subjectKeyId().orElseThrow());
  }

  @Test
  void what_would_make_no_sense_is_refused() throws Exception {
    SigningKey signer = key.withChain(List.of(builder(Profile.SIGNER, "CN=s").signedBy(root)));
    assertThatThrownBy(() -> builder(Profile.SIGNER, "CN=a").signedBy(signer))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder(Profile.ROOT, "CN=a").selfSigned(root))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder(Profile.SIGNER, "CN=a").signedBy(key))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () ->
                new CertificateBuilder(Profile.ROOT, "CN=a", key.verificationKey()).selfSigned(key))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder(Profile.SIGNER, "CN=a").serial(BigInteger.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder(Profile.SIGNER, "CN=a").validity(Pilot.TO, Pilot.FROM))
        .isInstanceOf(IllegalArgumentException.class);
    for (String bad : List.of("", "no name", "=x", "XX=y", "CN=a,")) {
      assertThatThrownBy(() -> builder(Profile.SIGNER, bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
