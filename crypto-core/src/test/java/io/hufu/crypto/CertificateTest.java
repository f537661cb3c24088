package io.hufu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateTest {
  private final SigningKey ca = SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void the_facts_of_a_certificate_are_read(SignatureAlgorithm algorithm) throws Exception {
    SigningKey key = SigningKey.generate(algorithm, new SecureRandom());

    Certificate certificate =
        TestCertificates.signed(key.verificationKey(), "C=CN,O=机关,CN=甲", ca, "C=CN,CN=根");

    assertThat(certificate.subject()).isEqualTo("CN=甲,O=机关,C=CN");
    assertThat(certificate.issuer()).isEqualTo("CN=根,C=CN");
    assertThat(certificate.serial()).isEqualTo(BigInteger.TEN);
    assertThat(certificate.notBefore()).isEqualTo(TestCertificates.FROM);
    assertThat(certificate.notAfter()).isEqualTo(TestCertificates.TO);
    assertThat(certificate.key()).isEqualTo(key.verificationKey());
    assertThat(certificate.signatureAlgorithm()).contains(SignatureAlgorithm.SM2_SM3);
    assertThat(certificate.isSignedBy(ca.verificationKey())).isTrue();
    assertThat(certificate.isSignedBy(key.verificationKey())).isFalse();
    assertThat(certificate.isSelfIssued()).isFalse();
    assertThat(certificate.hasKeyUsage()).isFalse();
    assertThat(certificate.allows(Certificate.KeyUsage.DIGITAL_SIGNATURE)).isFalse();
    assertThat(certificate.criticalExtensions()).isEmpty();
    assertThat(certificate.extension("2.5.29.15")).isEmpty();
    assertThat(certificate.extension("no identifier")).isEmpty();
  }

  @Test
  void null_and_absent_parameters_are_accepted_when_inside_and_outside_agree() throws Exception {
    AlgorithmIdentifier absent = new AlgorithmIdentifier(GMObjectIdentifiers.sm2sign_with_sm3);
    AlgorithmIdentifier withNull =
        new AlgorithmIdentifier(GMObjectIdentifiers.sm2sign_with_sm3, DERNull.INSTANCE);

    assertThat(signed(absent, absent).isSignedBy(ca.verificationKey())).isTrue();
    assertThat(signed(withNull, withNull).isSignedBy(ca.verificationKey())).isTrue();
    assertThatThrownBy(() -> signed(absent, withNull))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("differ");
    assertThatThrownBy(() -> signed(withNull, absent)).isInstanceOf(MalformedDataException.class);
  }

  @Test
  void an_unknown_signature_algorithm_is_read_and_never_verifies() throws Exception {
    AlgorithmIdentifier sha1 =
        new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10045.4.1"));

    Certificate certificate = signed(sha1, sha1);

    assertThat(certificate.signatureAlgorithm()).isEmpty();
    assertThat(certificate.isSignedBy(ca.verificationKey())).isFalse();
  }

  @Test
  void trailing_bytes_are_refused() throws Exception {
    byte[] der = TestCertificates.selfSigned(ca, "CN=根").der();

    assertThatThrownBy(() -> Certificate.fromDer(Arrays.copyOf(der, der.length + 1)))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void every_flipped_bit_is_refused_or_breaks_the_signature() throws Exception {
    byte[] der = TestCertificates.selfSigned(ca, "CN=根").der();
    for (int bit = 0; bit < 8 * der.length; bit++) {
      byte[] flipped = der.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertThat(Certificate.fromDer(flipped).isSignedBy(ca.verificationKey()))
            .as("bit %s", bit)
            .isFalse();
      } catch (MalformedDataException e) {
        assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
      }
    }
  }

  @Test
  void damaged_certificates_are_malformed_and_nothing_worse() throws Exception {
    long seed = new SecureRandom().nextLong();
    Random random = new Random(seed);
    byte[] good = TestCertificates.selfSigned(ca, "CN=根").der();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = good.clone();
      for (int j = 1 + random.nextInt(4); j > 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(Certificate.fromDer(bytes).toString()).doesNotContain("\n");
      } catch (MalformedDataException e) {
        assertThat(e).as("seed " + seed).hasMessageNotContaining("\n");
      }
    }
  }

  @Test
  void names_match_without_regard_to_case_and_spaces_but_not_to_order() throws Exception {
    Certificate issuer = TestCertificates.selfSigned(ca, "C=CN,O=Root  Office,CN=根");

    assertThat(issuedBy("C=cn,O= root office,CN=根").isIssuedInNameOf(issuer)).isTrue();
    assertThat(issuedBy("O=Root Office,C=CN,CN=根").isIssuedInNameOf(issuer)).isFalse();
    assertThat(issuedBy("C=CN,O=Root Office").isIssuedInNameOf(issuer)).isFalse();
    assertThat(issuedBy("C=CN,O=RootOffice,CN=根").isIssuedInNameOf(issuer)).isFalse();
    assertThat(issuedBy("C=CN,OU=Root Office,CN=根").isIssuedInNameOf(issuer)).isFalse();
  }

  @Test
  void a_name_cannot_forge_a_line_or_another_name() throws Exception {
    Certificate certificate = TestCertificates.selfSigned(ca, "CN=a\\,O\\=b\\0AOK\\E2\\80\\AEx");

    assertThat(certificate.subject()).isEqualTo("CN=a\\,O\\=b\\0aOK\\e2\\80\\aex");
  }

  @Test
  void pem_of_several_certificates_is_read_in_order() throws Exception {
    Certificate first = TestCertificates.selfSigned(ca, "CN=1");
    Certificate second = TestCertificates.selfSigned(ca, "CN=2");
    String text = "explanation\r\n" + first.pem() + "\n\n" + second.pem().replace("\n", "\r\n");

    assertThat(Certificate.fromPem(text.getBytes(StandardCharsets.UTF_8)))
        .containsExactly(first, second);
    assertThat(first.pem().lines()).allMatch(line -> line.length() <= 64).hasSizeGreaterThan(5);
  }

  @Test
  void pem_that_is_cut_or_empty_is_malformed() throws Exception {
    String pem = TestCertificates.selfSigned(ca, "CN=1").pem();
    for (String wrong :
        List.of(
            "",
            "text",
            pem.substring(0, pem.length() / 2),
            pem.replace("END CERTIFICATE", "END KEY"),
            pem.replace("CERTIFICATE", "PUBLIC KEY"),
            pem.replaceFirst("\nM", "\n*"),
            "-----BEGIN " + "A".repeat(100_000))) {
      assertThatThrownBy(() -> Certificate.fromPem(wrong.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(MalformedDataException.class);
    }
  }

  private Certificate issuedBy(String issuer) throws Exception {
    return TestCertificates.signed(ca.verificationKey(), "CN=leaf", ca, issuer);
  }

  private Certificate signed(AlgorithmIdentifier inner, AlgorithmIdentifier outer)
      throws Exception {
    TBSCertificate tbs = TestCertificates.tbs(ca.verificationKey(), "CN=a", "CN=b", inner);
    return Certificate.fromDer(
        TestCertificates.assemble(tbs, Asn1.der(outer), ca.signDer(Asn1.der(tbs))));
  }
}
