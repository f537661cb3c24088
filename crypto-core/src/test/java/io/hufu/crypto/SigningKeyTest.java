package io.hufu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.KeyUnavailableException.Reason;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
  @EnumSource(names = {"ES384", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512"})
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

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void one_key_serves_eight_threads(SignatureAlgorithm algorithm) throws Exception {
    SigningKey key = SigningKey.generate(algorithm, random);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<byte[][]>> tasks = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        byte[] message = ("message " + i).getBytes(StandardCharsets.UTF_8);
        tasks.add(() -> new byte[][] {message, key.sign(message)});
      }
      Set<String> firstHalves = new HashSet<>();
      for (Future<byte[][]> done : threads.invokeAll(tasks)) {
        byte[] value = done.get()[1];
        assertThat(key.verificationKey().verify(algorithm, done.get()[0], value)).isTrue();
        firstHalves.add(HexFormat.of().formatHex(value, 0, 32));
      }
      // A repeated r would mean a repeated k, which gives the private key away.
      assertThat(firstHalves).hasSize(400);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void sm2_never_uses_the_callers_random_numbers_to_sign() throws Exception {
    SigningKey first = SigningKey.generate(SignatureAlgorithm.SM2_SM3, new Repeating());
    SigningKey second = SigningKey.generate(SignatureAlgorithm.SM2_SM3, new Repeating());

    assertThat(first.verificationKey()).isEqualTo(second.verificationKey());
    assertThat(first.sign(MESSAGE)).isNotEqualTo(second.sign(MESSAGE));
  }

  @Test
  void errors_about_keys_never_show_key_bytes() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3, random);
    byte[] pkcs8 = Asn1.der(((SoftwareKey) key.operation()).export());
    String good = Pem.write("PRIVATE KEY", pkcs8);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = pkcs8.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
      String pem = Pem.write("PRIVATE KEY", damaged);
      assertNoSecretIn(pem.getBytes(StandardCharsets.US_ASCII), pkcs8);
      assertNoSecretIn(
          good.replace(good.charAt(60 + i % 60), '*').getBytes(StandardCharsets.US_ASCII), pkcs8);
    }
  }

  private static void assertNoSecretIn(byte[] pem, byte[] pkcs8) {
    try {
      SigningKey.fromPem(pem, List.of());
    } catch (KeyUnavailableException e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      String number = HexFormat.of().formatHex(pkcs8);
      String base64 = Base64.getEncoder().encodeToString(pkcs8);
      for (int at = 0; at + 16 <= base64.length(); at += 4) {
        assertThat(trace.toString()).doesNotContain(base64.substring(at, at + 16));
      }
      for (int at = 0; at + 16 <= number.length(); at += 2) {
        assertThat(trace.toString()).doesNotContainIgnoringCase(number.substring(at, at + 16));
      }
    }
  }

  @Test
  void a_private_key_with_the_public_key_of_another_is_refused() throws Exception {
    EcPrivateKey key = EcPrivateKey.generate(Curve.SM2, random);
    EcPrivateKey other = EcPrivateKey.generate(Curve.SM2, random);
    byte[] mixed = Asn1.der(key.export());
    byte[] otherPkcs8 = Asn1.der(other.export());
    System.arraycopy(otherPkcs8, mixed.length - 64, mixed, mixed.length - 64, 64);
    byte[] pem = Pem.write("PRIVATE KEY", mixed).getBytes(StandardCharsets.US_ASCII);

    assertThatThrownBy(() -> SigningKey.fromPem(pem, List.of()))
        .isInstanceOfSatisfying(
            KeyUnavailableException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.UNREADABLE));
  }

  @Test
  void private_numbers_are_in_range() {
    BigInteger n = Curve.SM2.order();
    for (BigInteger wrong :
        List.of(
            BigInteger.ZERO, BigInteger.ONE.negate(), n, n.subtract(BigInteger.ONE), n.add(n))) {
      assertThatThrownBy(() -> EcPrivateKey.of(Curve.SM2, wrong))
          .isInstanceOf(MalformedDataException.class);
    }
    assertThat(Curve.SM2.largestPrivateKey()).isEqualTo(n.subtract(BigInteger.TWO));
    assertThat(Curve.P256.largestPrivateKey())
        .isEqualTo(Curve.P256.order().subtract(BigInteger.ONE));
  }

  /** Gives the same numbers every time, as a broken source of randomness would. */
  private static final class Repeating extends SecureRandom {
    @Override
    public void nextBytes(byte[] target) {
      Arrays.fill(target, (byte) 0x5a);
    }
  }
}
