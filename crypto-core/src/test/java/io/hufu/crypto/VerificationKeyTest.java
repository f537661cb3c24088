package io.hufu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Public keys that are refused, and the forms of one key that are the same key. */
class VerificationKeyTest {
  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void a_key_survives_its_encoding(SignatureAlgorithm algorithm) throws Exception {
    VerificationKey key = SigningKey.generate(algorithm, new SecureRandom()).verificationKey();

    assertThat(VerificationKey.fromSpki(key.spki())).isEqualTo(key).hasSameHashCodeAs(key);
    assertThat(key.algorithms()).startsWith(algorithm);
    assertThat(key)
        .isNotEqualTo(SigningKey.generate(algorithm, new SecureRandom()).verificationKey());
  }

  @Test
  void sm2_under_its_own_identifier_is_the_same_key() throws Exception {
    VerificationKey key = sm2();
    byte[] point = point(key);

    for (ASN1Encodable parameters :
        new ASN1Encodable[] {null, DERNull.INSTANCE, GMObjectIdentifiers.sm2p256v1}) {
      byte[] spki = spki(GMObjectIdentifiers.sm2p256v1, parameters, point);
      assertThat(VerificationKey.fromSpki(spki)).isEqualTo(key);
    }
    assertRefused(spki(GMObjectIdentifiers.sm2p256v1, SECObjectIdentifiers.secp256k1, point));
  }

  @Test
  void a_point_is_uncompressed_on_the_curve_and_not_infinity() throws Exception {
    byte[] good = point(sm2());
    byte[] off = good.clone();
    off[64] ^= 1;
    byte[] compressed = new byte[33];
    System.arraycopy(good, 0, compressed, 0, 33);
    compressed[0] = (byte) (2 + (good[64] & 1));
    byte[] hybrid = good.clone();
    hybrid[0] = (byte) (6 + (good[64] & 1));

    for (byte[] wrong :
        new byte[][] {off, compressed, hybrid, {0}, {}, new byte[65], p256Point()}) {
      assertRefused(spki(X9ObjectIdentifiers.id_ecPublicKey, GMObjectIdentifiers.sm2p256v1, wrong));
    }
  }

  @Test
  void curves_are_named_and_few() throws Exception {
    byte[] point = p256Point();
    ASN1ObjectIdentifier ec = X9ObjectIdentifiers.id_ecPublicKey;

    assertThat(VerificationKey.fromSpki(spki(ec, SECObjectIdentifiers.secp256r1, point)))
        .isNotNull();
    assertRefused(spki(ec, SECObjectIdentifiers.secp256k1, point));
    assertRefused(spki(ec, DERNull.INSTANCE, point));
    assertRefused(spki(ec, null, point));
  }

  @ParameterizedTest
  @CsvSource({
    "2047,65537",
    "16385,65537",
    "2048,1",
    "2048,2",
    "2048,65536",
    "2048,-3",
    "2048,36893488147419103233",
  })
  void weak_or_costly_rsa_keys_are_refused(int bits, BigInteger exponent) throws Exception {
    BigInteger modulus = oddNumber(bits);

    assertRefused(rsa(modulus, exponent));
  }

  @ParameterizedTest
  @CsvSource({"2048,3", "3072,65537", "16384,18446744073709551615"})
  void rsa_keys_within_the_limits_are_read(int bits, BigInteger exponent) throws Exception {
    VerificationKey key = VerificationKey.fromSpki(rsa(oddNumber(bits), exponent));

    assertThat(key.algorithms())
        .hasSize(6)
        .startsWith(SignatureAlgorithm.PS256, SignatureAlgorithm.RS256);
    assertThat(key.spki()).isEqualTo(rsa(oddNumber(bits), exponent));
    assertThat(key.verify(SignatureAlgorithm.PS256, new byte[1], new byte[bits / 8])).isFalse();
    assertThat(key.verify(SignatureAlgorithm.RS256, new byte[1], new byte[bits / 8])).isFalse();
  }

  @Test
  void an_even_modulus_is_refused() throws Exception {
    assertRefused(rsa(oddNumber(2048).subtract(BigInteger.ONE), BigInteger.valueOf(65537)));
    assertRefused(rsa(oddNumber(2048).negate(), BigInteger.valueOf(65537)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // The identity, a point of order 2, one of order 8, y = p + 1 (not canonical), two points
        // that are the sum of one of prime and one of small order, a point cut short.
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ECFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF7F",
        "26E8958FC2B227B045C3F489F2EF98F0D5DFAC05D3C63339B13802886D53FC05",
        "EEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF7F",
        "CDB267CE40C5CD45306FA5D2F29731459387DBF9EB933B7BD5AED9A765B88D4D",
        "F7BADEC5B8ABEAF699583992219B7B223F1DF3FBBEA919844E3F7C554A43DD43",
        "02",
      })
  void ed25519_keys_that_fit_many_signatures_are_refused(String hex) throws Exception {
    assertRefused(spki(EdECObjectIdentifiers.id_Ed25519, null, HexFormat.of().parseHex(hex)));
  }

  @Test
  void ed25519_has_no_parameters() throws Exception {
    VerificationKey key =
        SigningKey.generate(SignatureAlgorithm.ED25519, new SecureRandom()).verificationKey();

    assertRefused(spki(EdECObjectIdentifiers.id_Ed25519, DERNull.INSTANCE, point(key)));
  }

  @Test
  void a_key_verifies_under_its_own_algorithms_only() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());
    byte[] value = key.sign(new byte[1]);
    for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
      assertThat(key.verificationKey().verify(algorithm, new byte[1], value))
          .isEqualTo(algorithm == SignatureAlgorithm.SM2_SM3);
    }
  }

  @Test
  void damaged_encodings_are_malformed_and_nothing_worse() throws Exception {
    long seed = new SecureRandom().nextLong();
    Random random = new Random(seed);
    byte[] good = sm2().spki();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length + 8));
      for (int j = random.nextInt(4); j > 0 && bytes.length > 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(VerificationKey.fromSpki(bytes).algorithms()).isNotEmpty();
      } catch (MalformedDataException e) {
        assertThat(e).as("seed " + seed).hasMessageNotContaining("\n");
      }
    }
  }

  private static VerificationKey sm2() {
    return SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom()).verificationKey();
  }

  private static byte[] point(VerificationKey key) {
    return SubjectPublicKeyInfo.getInstance(key.spki()).getPublicKeyData().getOctets();
  }

  private static byte[] p256Point() {
    return point(
        SigningKey.generate(SignatureAlgorithm.ES256, new SecureRandom()).verificationKey());
  }

  private static byte[] spki(ASN1ObjectIdentifier oid, ASN1Encodable parameters, byte[] key) {
    return Asn1.der(new SubjectPublicKeyInfo(new AlgorithmIdentifier(oid, parameters), key));
  }

  private static byte[] rsa(BigInteger modulus, BigInteger exponent) {
    return spki(
        PKCSObjectIdentifiers.rsaEncryption,
        DERNull.INSTANCE,
        Asn1.der(new RSAPublicKey(modulus, exponent)));
  }

  /** 2^(bits−1) + 1: the limits ask for size and oddness, not for two primes. */
  private static BigInteger oddNumber(int bits) {
    return BigInteger.TWO.pow(bits - 1).add(BigInteger.ONE);
  }

  private static void assertRefused(byte[] spki) {
    assertThatThrownBy(() -> VerificationKey.fromSpki(spki))
        .isInstanceOf(MalformedDataException.class);
  }
}
