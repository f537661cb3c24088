package io.hufu.crypto;

import static io.hufu.crypto.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

/** Answers printed in the standards, from the files of {@code vectors/crypto}. */
class KnownAnswersTest {

  @Test
  void hashes() throws Exception {
    for (JsonNode vector : Vectors.read("hashes.json")) {
      HashAlgorithm hash = HashAlgorithm.valueOf(vector.required("hash").textValue());
      byte[] message = hex(vector, "message");

      assertThat(hash.digest(message)).as(vector.toString()).isEqualTo(hex(vector, "digest"));
      assertThat(hash.digest(message)).hasSize(hash.length());
      int half = message.length / 2;
      assertThat(
              hash.digest(
                  Arrays.copyOf(message, half), Arrays.copyOfRange(message, half, message.length)))
          .isEqualTo(hex(vector, "digest"));
    }
  }

  @Test
  void sm2_signature_with_its_intermediate_values() throws Exception {
    JsonNode vector = Vectors.read("sm2-signature.json");
    BigInteger d = number(vector, "d");
    BigInteger k = number(vector, "k");
    byte[] message = hex(vector, "message");
    byte[] expected = concat(hex(vector, "r"), hex(vector, "s"));
    EcPrivateKey key = EcPrivateKey.of(Curve.SM2, d, () -> k);
    EcPublicKey publicKey = (EcPublicKey) key.publicKey().operation();

    assertThat(publicKey.point().getEncoded(false))
        .isEqualTo(concat(new byte[] {4}, hex(vector, "x"), hex(vector, "y")));
    assertThat(Sm2.z(publicKey.point())).isEqualTo(hex(vector, "z"));
    assertThat(publicKey.digest(message)).isEqualTo(hex(vector, "e"));
    assertThat(key.sign(message)).isEqualTo(expected);
    assertThat(key.publicKey().verify(SignatureAlgorithm.SM2_SM3, message, expected)).isTrue();
  }

  @Test
  void sm2_encryption() throws Exception {
    JsonNode vector = Vectors.read("sm2-encryption.json");
    EcPrivateKey key = EcPrivateKey.of(Curve.SM2, number(vector, "d"));
    byte[] message = hex(vector, "message");
    byte[] raw =
        concat(
            new byte[] {4},
            hex(vector, "x1"),
            hex(vector, "y1"),
            hex(vector, "c3"),
            hex(vector, "c2"));

    byte[] cipher = Sm2KeyTransport.encrypt(key.publicKey(), message, new Fixed(hex(vector, "k")));

    assertThat(Sm2Cipher.fromDer(cipher).raw()).isEqualTo(raw);
    SigningKey asKeyFile = new SigningKey(key, List.of());
    byte[] store = InsecureKeyExport.toPkcs12(asKeyFile, "pw".toCharArray(), new SecureRandom());
    assertThat(Sm2DecryptionKey.fromPkcs12(store, "pw".toCharArray()).decrypt(cipher))
        .isEqualTo(message);
  }

  @Test
  void sm4_once_and_a_million_times() throws Exception {
    JsonNode vector = Vectors.read("sm4.json");
    SM4Engine engine = new SM4Engine();
    engine.init(true, new KeyParameter(hex(vector, "key")));
    byte[] block = hex(vector, "plaintext");

    engine.processBlock(block, 0, block, 0);
    assertThat(block).isEqualTo(hex(vector, "ciphertext"));
    for (int i = 1; i < 1_000_000; i++) {
      engine.processBlock(block, 0, block, 0);
    }
    assertThat(block).isEqualTo(hex(vector, "million"));
  }

  @Test
  void sm4_gcm() throws Exception {
    JsonNode vector = Vectors.read("sm4.json").required("gcm");
    Sm4Gcm cipher = new Sm4Gcm(hex(vector, "key"));
    byte[] sealed = concat(hex(vector, "ciphertext"), hex(vector, "tag"));

    assertThat(cipher.seal(hex(vector, "nonce"), hex(vector, "aad"), hex(vector, "plaintext")))
        .isEqualTo(sealed);
    assertThat(cipher.open(hex(vector, "nonce"), hex(vector, "aad"), sealed))
        .isEqualTo(hex(vector, "plaintext"));
  }

  @Test
  void ecdsa_is_deterministic() throws Exception {
    JsonNode vector = Vectors.read("ecdsa-p256-deterministic.json");
    EcPrivateKey secret = EcPrivateKey.of(Curve.P256, number(vector, "d"));
    SigningKey key = new SigningKey(secret, List.of());
    for (JsonNode example : vector.required("cases")) {
      SignatureValue value = new SignatureValue(number(example, "r"), number(example, "s"));
      assertThat(key.sign(hex(example, "message")))
          .isEqualTo(value.lowS(Curve.P256).canonical(Curve.P256));
    }
  }

  @Test
  void ed25519() throws Exception {
    for (JsonNode example : Vectors.read("ed25519.json").required("cases")) {
      Ed25519PrivateKey key = Ed25519PrivateKey.of(hex(example, "secret"));
      Ed25519PublicKey publicKey = (Ed25519PublicKey) key.publicKey().operation();

      assertThat(publicKey.octets()).isEqualTo(hex(example, "public"));
      assertThat(key.sign(hex(example, "message"))).isEqualTo(hex(example, "signature"));
    }
  }

  private static BigInteger number(JsonNode vector, String field) {
    return new BigInteger(1, hex(vector, field));
  }

  private static byte[] concat(byte[]... parts) {
    return org.bouncycastle.util.Arrays.concatenate(parts);
  }

  /** A source of "randomness" that gives the vector's k. */
  private static final class Fixed extends SecureRandom {
    private final byte[] bytes;

    Fixed(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] target) {
      System.arraycopy(bytes, 0, target, 0, target.length);
    }
  }
}
