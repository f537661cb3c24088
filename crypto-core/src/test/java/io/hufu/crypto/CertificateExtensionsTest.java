package io.hufu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.Certificate.KeyUsage;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Extensions, versions and times of certificates that nobody would issue. */
class CertificateExtensionsTest {
  private static final ASN1ObjectIdentifier KEY_USAGE = Extension.keyUsage;
  private static final ASN1ObjectIdentifier BASIC_CONSTRAINTS = Extension.basicConstraints;

  private final SigningKey key =
      SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());

  @Test
  void what_the_extensions_say_is_read() throws Exception {
    Certificate certificate =
        with(
            extension(KEY_USAGE, true, "03020106"),
            extension(BASIC_CONSTRAINTS, true, "30060101FF020103"),
            extension(Extension.extendedKeyUsage, false, "300A06082B06010505070309"),
            extension(Extension.subjectKeyIdentifier, false, "0402ABCD"),
            extension(Extension.authorityKeyIdentifier, false, "30048002EF01"),
            extension(
                Extension.cRLDistributionPoints, false, "300F300DA00BA0098607687474703A2F2F"));

    assertThat(certificate.hasKeyUsage()).isTrue();
    assertThat(certificate.allows(KeyUsage.KEY_CERT_SIGN)).isTrue();
    assertThat(certificate.allows(KeyUsage.CRL_SIGN)).isTrue();
    assertThat(certificate.allows(KeyUsage.DIGITAL_SIGNATURE)).isFalse();
    assertThat(certificate.isCa()).isTrue();
    assertThat(certificate.pathLength()).hasValue(3);
    assertThat(certificate.extendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.9");
    assertThat(certificate.extendedKeyUsageIsCritical()).isFalse();
    assertThat(certificate.subjectKeyId()).hasValueSatisfying(id -> hex(id, "ABCD"));
    assertThat(certificate.authorityKeyId()).hasValueSatisfying(id -> hex(id, "EF01"));
    assertThat(certificate.crlUris()).containsExactly("http://");
    assertThat(certificate.criticalExtensions())
        .containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
    assertThat(certificate.extension("2.5.29.15")).hasValueSatisfying(v -> hex(v, "03020106"));
  }

  @Test
  void addresses_of_ocsp_responders_are_read_and_unreadable_ones_are_none() throws Exception {
    Certificate certificate =
        with(
            extension(
                Extension.authorityInfoAccess,
                false,
                "302C"
                    + "301406082B06010505073001"
                    + "8608687474703A2F2F6F"
                    + "301406082B06010505073002"
                    + "8608687474703A2F2F63"));
    Certificate unreadable = with(extension(Extension.authorityInfoAccess, false, "0500"));

    assertThat(certificate.ocspUris()).containsExactly("http://o");
    assertThat(unreadable.ocspUris()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"DIGITAL_SIGNATURE,03020780", "NON_REPUDIATION,03020640", "CRL_SIGN,03020102"})
  void each_bit_of_the_key_usage_is_its_own(KeyUsage usage, String value) throws Exception {
    Certificate certificate = with(extension(KEY_USAGE, true, value));

    for (KeyUsage other : KeyUsage.values()) {
      assertThat(certificate.allows(other)).as(other.name()).isEqualTo(other == usage);
    }
  }

  @Test
  void only_a_ca_has_a_path_length() throws Exception {
    Certificate endEntity = with(extension(BASIC_CONSTRAINTS, true, "3000"));
    Certificate unlimited = with(extension(BASIC_CONSTRAINTS, false, "30030101FF"));

    assertThat(endEntity.isCa()).isFalse();
    assertThat(endEntity.pathLength()).isEmpty();
    assertThat(unlimited.isCa()).isTrue();
    assertThat(unlimited.pathLength()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2.5.29.15, 0500",
    "2.5.29.15, 0302010600",
    "2.5.29.19, 0101FF",
    "2.5.29.19, 30060101FF0201",
    "2.5.29.37, 3003020101",
    "2.5.29.14, 3000",
    "2.5.29.31, 0400",
  })
  void an_extension_that_cannot_be_read_is_malformed(String oid, String value) {
    assertThatThrownBy(() -> with(extension(new ASN1ObjectIdentifier(oid), false, value)))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void an_extension_occurs_once() throws Exception {
    Extension usage = extension(KEY_USAGE, true, "03020106");
    byte[] der = with(usage, extension(new ASN1ObjectIdentifier("2.5.29.77"), true, "05")).der();
    byte[] second = HexFormat.of().parseHex("0603551D4D");
    for (int i = 0; i < der.length - second.length; i++) {
      if (Arrays.equals(der, i, i + second.length, second, 0, second.length)) {
        der[i + second.length - 1] = 15;
      }
    }

    assertThatThrownBy(() -> Certificate.fromDer(der)).isInstanceOf(MalformedDataException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "170D3236303130313030303030305A, true", // UTCTime
    "180F32303236303130313030303030305A, true", // GeneralizedTime
    "180F32303236303030313030303030305A, false", // month 00
    "170B323630313031303030305A, false", // no seconds
    "171132363031303130303030303020302B3038, false", // an offset
    "181332303236303130313030303030302E3530305A, false", // fractions
    "170D3236303233303030303030305A, false", // 30 February
    "170DD9A2363031303130303030305A, false", // not ASCII
    "0C0D3236303130313030303030305A, false", // UTF8String
  })
  void times_have_one_form(String time, boolean good) throws Exception {
    byte[] der = HexFormat.of().parseHex(time);
    if (good) {
      assertThat(CertificateTime.parse(der)).isEqualTo(TestCertificates.FROM);
    } else {
      assertThatThrownBy(() -> CertificateTime.parse(der))
          .isInstanceOf(MalformedDataException.class);
    }
  }

  @Test
  void two_digit_years_turn_at_fifty() throws Exception {
    assertThat(CertificateTime.parse(HexFormat.of().parseHex("170D3439313233313233353935395A")))
        .hasToString("2049-12-31T23:59:59Z");
    assertThat(CertificateTime.parse(HexFormat.of().parseHex("170D3530303130313030303030305A")))
        .hasToString("1950-01-01T00:00:00Z");
  }

  private Certificate with(Extension... extensions) throws Exception {
    byte[] algorithm = key.algorithm().algorithmIdentifier();
    TBSCertificate tbs =
        TestCertificates.tbs(
            key.verificationKey(), AlgorithmIdentifier.getInstance(algorithm), extensions);
    return Certificate.fromDer(
        TestCertificates.assemble(tbs, algorithm, key.signDer(Asn1.der(tbs))));
  }

  private static Extension extension(ASN1ObjectIdentifier oid, boolean critical, String value) {
    return new Extension(oid, critical, HexFormat.of().parseHex(value));
  }

  private static void hex(byte[] actual, String expected) {
    assertThat(actual).isEqualTo(HexFormat.of().parseHex(expected));
  }
}
