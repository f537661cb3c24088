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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;

/** SM4-GCM and SM2 encryption against whoever alters what they made. */
class SealingTest {
  private static final byte[] SECRET = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private final SecureRandom random = new SecureRandom();

  @Test
  void a_flipped_bit_anywhere_opens_nothing() {
    byte[] nonce = new byte[12];
    Sm4Gcm cipher = new Sm4Gcm(SECRET);
    byte[] sealed = cipher.seal(nonce, new byte[] {9}, SECRET);
    for (int bit = 0; bit < 8 * sealed.length; bit++) {
      byte[] flipped = sealed.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertFails(() -> cipher.open(nonce, new byte[] {9}, flipped));
    }
    assertFails(() -> cipher.open(nonce, new byte[] {8}, sealed));
    assertFails(() -> cipher.open(nonce, new byte[0], sealed));
    byte[] otherNonce = new byte[12];
    otherNonce[11] = 1;
    assertFails(() -> cipher.open(otherNonce, new byte[] {9}, sealed));
    assertFails(() -> new Sm4Gcm(new byte[16]).open(nonce, new byte[] {9}, sealed));
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertFails(() -> cipher.open(nonce, new byte[] {9}, cut));
    }
  }

  @Test
  void nothing_can_be_sealed_too() throws Exception {
    Sm4Gcm cipher = new Sm4Gcm(SECRET);
    byte[] sealed = cipher.seal(new byte[12], new byte[0], new byte[0]);

    assertThat(sealed).hasSize(Sm4Gcm.TAG_LENGTH);
    assertThat(cipher.open(new byte[12], new byte[0], sealed)).isEmpty();
  }

  @Test
  void wrong_lengths_are_the_callers_error() {
    assertThatThrownBy(() -> new Sm4Gcm(new byte[15])).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Sm4Gcm(SECRET).seal(new byte[16], new byte[0], SECRET))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_sm4_key_never_prints_itself() {
    assertThat(new Sm4Gcm(SECRET).toString())
        .doesNotContain("0123456789abcdef")
        .doesNotContainIgnoringCase(HexFormat.of().formatHex(SECRET));
  }

  @Test
  void a_carried_key_arrives_and_a_flipped_bit_stops_it() throws Exception {
    Sm2DecryptionKey key = Sm2DecryptionKey.generate(random);
    byte[] cipher = Sm2KeyTransport.encrypt(key.publicKey(), SECRET, random);
    assertThat(key.decrypt(cipher)).isEqualTo(SECRET);
    for (int bit = 0; bit < 8 * cipher.length; bit++) {
      byte[] flipped = cipher.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertFails(() -> key.decrypt(flipped));
    }
    assertFails(() -> Sm2DecryptionKey.generate(random).decrypt(cipher));
    assertFails(() -> key.decrypt(new byte[0]));
    assertFails(() -> key.decrypt(Arrays.copyOf(cipher, cipher.length + 1)));
  }

  @Test
  void lengths_of_every_size_round_trip() throws Exception {
    Sm2DecryptionKey key = Sm2DecryptionKey.generate(random);
    for (int length : new int[] {1, 2, 31, 32, 33, 64, 1000}) {
      byte[] secret = new byte[length];
      random.nextBytes(secret);
      assertThat(key.decrypt(Sm2KeyTransport.encrypt(key.publicKey(), secret, random)))
          .isEqualTo(secret);
    }
  }

  @Test
  void the_older_order_c1_c2_c3_is_refused() throws Exception {
    Sm2DecryptionKey key = Sm2DecryptionKey.generate(random);
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    ASN1Sequence parts =
        ASN1Sequence.getInstance(Sm2KeyTransport.encrypt(key.publicKey(), secret, random));
    ASN1EncodableVector swapped = new ASN1EncodableVector();
    for (int i : new int[] {0, 1, 3, 2}) {
      ASN1Encodable part = parts.getObjectAt(i);
      swapped.add(part);
    }

    assertFails(() -> key.decrypt(Asn1.der(new DERSequence(swapped))));
  }

  @Test
  void a_point_off_the_curve_is_refused() throws Exception {
    // An invalid point could leak the private key little by little.
    Sm2DecryptionKey key = Sm2DecryptionKey.generate(random);
    byte[] raw = Sm2Cipher.fromDer(Sm2KeyTransport.encrypt(key.publicKey(), SECRET, random)).raw();
    Arrays.fill(raw, 33, 65, (byte) 1);

    assertFails(() -> key.decrypt(Sm2Cipher.ofRaw(raw).der()));
  }

  @Test
  void a_mask_of_zeros_is_refused() throws Exception {
    // Step B4: with t = 0 the ciphertext is the secret. One byte of secret makes that findable.
    EcPrivateKey number = EcPrivateKey.generate(Curve.SM2, random);
    EcPublicKey publicKey = (EcPublicKey) number.publicKey().operation();
    byte[] secret = {42};
    byte[] cipher = null;
    for (int k = 1; cipher == null; k++) {
      ECPoint shared = publicKey.point().multiply(BigInteger.valueOf(k)).normalize();
      byte[] x = shared.getAffineXCoord().getEncoded();
      byte[] y = shared.getAffineYCoord().getEncoded();
      if (HashAlgorithm.SM3.digest(x, y, new byte[] {0, 0, 0, 1})[0] == 0) {
        byte[] c1 = Curve.SM2.domain().getG().multiply(BigInteger.valueOf(k)).getEncoded(false);
        byte[] c3 = HashAlgorithm.SM3.digest(x, secret, y);
        cipher = Sm2Cipher.ofRaw(org.bouncycastle.util.Arrays.concatenate(c1, c3, secret)).der();
      }
    }
    byte[] zeroMask = cipher;
    byte[] pem =
        Pem.write("PRIVATE KEY", Asn1.der(number.export())).getBytes(StandardCharsets.US_ASCII);

    assertFails(() -> Sm2DecryptionKey.fromPem(pem).decrypt(zeroMask));
  }

  @Test
  void key_transport_wants_an_sm2_key_and_a_secret() {
    VerificationKey p256 = SigningKey.generate(SignatureAlgorithm.ES256, random).verificationKey();
    VerificationKey sm2 = Sm2DecryptionKey.generate(random).publicKey();

    assertThatThrownBy(() -> Sm2KeyTransport.encrypt(p256, SECRET, random))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sm2KeyTransport.encrypt(sm2, new byte[0], random))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] store =
        InsecureKeyExport.toPkcs12(
            SigningKey.generate(SignatureAlgorithm.ES256, random), "pw".toCharArray(), random);
    assertThatThrownBy(() -> Sm2DecryptionKey.fromPkcs12(store, "pw".toCharArray()))
        .isInstanceOfSatisfying(
            KeyUnavailableException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED_ALGORITHM));
  }

  @Test
  void a_failed_decryption_says_the_same_whatever_was_wrong() throws Exception {
    Sm2DecryptionKey key = Sm2DecryptionKey.generate(random);
    byte[] cipher = Sm2KeyTransport.encrypt(key.publicKey(), SECRET, random);
    byte[] flipped = cipher.clone();
    flipped[cipher.length - 1] ^= 1;

    for (byte[] wrong : List.of(new byte[3], flipped, Arrays.copyOf(cipher, 50))) {
      assertThatThrownBy(() -> key.decrypt(wrong))
          .isInstanceOf(DecryptionFailedException.class)
          .hasMessage(new DecryptionFailedException().getMessage())
          .hasNoCause();
    }
  }

  private static void assertFails(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(DecryptionFailedException.class);
  }
}
