package io.hufu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.KeyUnavailableException.Reason;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SigningKeyTest {
  private static final byte[] MESSAGE = "电子证照".getBytes(StandardCharsets.UTF_8);
  private final SecureRandom random = new SecureRandom();

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void a_signature_verifies_in_both_forms(SignatureAlgorithm algorithm) throws Exception {
    SigningKey key = SigningKey.generate(algorithm, random);
    VerificationKey publicKey = VerificationKey.fromSpki(key.verificationKey().spki());

    assertThat(publicKey.verify(algorithm, MESSAGE, key.sign(MESSAGE))).isTrue();
    assertThat(publicKey.verifyDer(algorithm, MESSAGE, key.signDer(MESSAGE))).isTrue();
    assertThat(key.sign(MESSAGE)).hasSize(64);
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void a_key_file_gives_the_same_key_back(SignatureAlgorithm algorithm) throws Exception {
    SigningKey key = SigningKey.generate(algorithm, random);
    char[] password = "口令 correct".toCharArray();
    byte[] store = InsecureKeyExport.toPkcs12(key, password, random);

    SigningKey read = SigningKey.fromPkcs12(store, password);

    assertThat(read.verificationKey()).isEqualTo(key.verificationKey());
    assertThat(read.algorithm()).isEqualTo(algorithm);
    assertThat(read.chain()).isEmpty();
    assertThat(password).isEqualTo("口令 correct".toCharArray());
  }

  @Test
  void a_wrong_password_is_named_so() {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3, random);
    byte[] store = InsecureKeyExport.toPkcs12(key, "right".toCharArray(), random);

    assertThatThrownBy(() -> SigningKey.fromPkcs12(store, "wrong".toCharArray()))
        .isInstanceOfSatisfying(
            KeyUnavailableException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_PASSWORD));
  }

  @ParameterizedTest
  @EnumSource(names = {"ES384", "PS256", "RS256"})
  void algorithms_that_are_only_verified_make_no_key(SignatureAlgorithm algorithm) {
    assertThatThrownBy(() -> SigningKey.generate(algorithm, random))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ecdsa_is_made_with_low_s() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.ES256, random);
    BigInteger half = Curve.P256.order().shiftRight(1);
    for (int i = 0; i < 20; i++) {
      byte[] value = key.sign(new byte[] {(byte) i});
      assertThat(new BigInteger(1, Arrays.copyOfRange(value, 32, 64))).isLessThanOrEqualTo(half);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void a_key_never_prints_itself(SignatureAlgorithm algorithm) throws Exception {
    SigningKey key = SigningKey.generate(algorithm, random);
    byte[] secret = ((SoftwareKey) key.operation()).export().getPrivateKey().getOctets();
    byte[] number = Arrays.copyOfRange(secret, secret.length - 32, secret.length);
    if (algorithm != SignatureAlgorithm.ED25519) {
      number = Arrays.copyOfRange(secret, 7, 39);
    }
    assertThat(key.toString() + key.operation())
        .doesNotContainIgnoringCase(HexFormat.of().formatHex(number))
        .doesNotContain(new BigInteger(1, number).toString());
  }

  @Test
  void a_key_and_the_certificate_of_another_are_refused() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3, random);
    SigningKey other = SigningKey.generate(SignatureAlgorithm.SM2_SM3, random);
    Certificate certificate = TestCertificates.selfSigned(other, "CN=other");

    assertThat(other.withChain(List.of(certificate)).certificate()).isEqualTo(certificate);
    assertThatThrownBy(() -> key.withChain(List.of(certificate)))
        .isInstanceOfSatisfying(
            KeyUnavailableException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.KEY_AND_CERTIFICATE_DIFFER));
  }

  @Test
  void a_key_file_keeps_its_chain() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3, random);
    Certificate certificate = TestCertificates.selfSigned(key, "CN=发证机关");
    byte[] store =
        InsecureKeyExport.toPkcs12(key.withChain(List.of(certificate)), "pw".toCharArray(), random);

    SigningKey read = SigningKey.fromPkcs12(store, "pw".toCharArray());

    assertThat(read.chain()).containsExactly(certificate);
    assertThat(certificate.subject()).isEqualTo("CN=发证机关");
    assertThat(certificate.isSignedBy(read.verificationKey())).isTrue();
  }
}
