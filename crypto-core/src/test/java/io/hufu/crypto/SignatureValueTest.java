package io.hufu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of r and s that are accepted, and those that are not. */
class SignatureValueTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "30", // no length
        "3006020101020101" + "00", // trailing byte
        "300702020001020101", // r with a needless zero
        "3006020101020100", // s = 0
        "3006020100020101", // r = 0
        "30060201FF020101", // r negative
        "300602010102018F", // s negative
        "308106020101020101", // long form of a short length
        "3080020101020101" + "0000", // indefinite length
        "3106020101020101", // SET
        "3009020101020101020101", // three numbers
        "3003020101", // one number
        "3006040101020101", // OCTET STRING
        "300402000201" + "01", // empty INTEGER
      })
  void only_exact_der_is_read(String hex) {
    assertThat(SignatureValue.fromDer(Curve.SM2, HexFormat.of().parseHex(hex))).isEmpty();
  }

  @Test
  void exact_der_is_read_and_written_back() {
    byte[] der = HexFormat.of().parseHex("3007020101" + "02020080");

    SignatureValue value = SignatureValue.fromDer(Curve.SM2, der).orElseThrow();

    assertThat(value).isEqualTo(new SignatureValue(BigInteger.ONE, BigInteger.valueOf(128)));
    assertThat(value.der()).isEqualTo(der);
  }

  @ParameterizedTest
  @EnumSource
  void numbers_are_below_the_order(Curve curve) {
    BigInteger n = curve.order();
    BigInteger last = n.subtract(BigInteger.ONE);
    for (BigInteger wrong : new BigInteger[] {BigInteger.ZERO, n, n.add(BigInteger.ONE)}) {
      for (SignatureValue value :
          new SignatureValue[] {new SignatureValue(wrong, last), new SignatureValue(last, wrong)}) {
        assertThat(SignatureValue.fromCanonical(curve, value.canonical(curve))).isEmpty();
        assertThat(SignatureValue.fromDer(curve, value.der())).isEmpty();
      }
    }
    SignatureValue largest = new SignatureValue(last, last);
    assertThat(SignatureValue.fromCanonical(curve, largest.canonical(curve))).contains(largest);
    assertThat(SignatureValue.fromDer(curve, largest.der())).contains(largest);
  }

  @Test
  void r_plus_n_is_not_the_same_signature() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());
    byte[] message = {7};
    SignatureValue value = SignatureValue.fromCanonical(Curve.SM2, key.sign(message)).orElseThrow();
    SignatureValue shifted = new SignatureValue(value.r().add(Curve.SM2.order()), value.s());

    assertThat(key.verificationKey().verifyDer(SignatureAlgorithm.SM2_SM3, message, shifted.der()))
        .isFalse();
  }

  @Test
  void sm2_refuses_r_plus_s_equal_to_n() throws Exception {
    // t = 0 takes the public key out of the equation: any key would verify.
    BigInteger k = BigInteger.valueOf(5);
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());
    EcPublicKey publicKey = (EcPublicKey) key.verificationKey().operation();
    SignatureValue value = new SignatureValue(Curve.SM2.order().subtract(k), k);
    BigInteger x =
        Curve.SM2.domain().getG().multiply(k).normalize().getAffineXCoord().toBigInteger();
    byte[] digest =
        org.bouncycastle.util.BigIntegers.asUnsignedByteArray(
            32, value.r().subtract(x).mod(Curve.SM2.order()));

    assertThat(Sm2.verify(publicKey.point(), digest, value)).isFalse();
  }

  @Test
  void both_twins_of_ecdsa_verify() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.ES256, new SecureRandom());
    byte[] message = {7};
    SignatureValue low = SignatureValue.fromCanonical(Curve.P256, key.sign(message)).orElseThrow();
    SignatureValue high = new SignatureValue(low.r(), Curve.P256.order().subtract(low.s()));

    assertThat(
            key.verificationKey()
                .verify(SignatureAlgorithm.ES256, message, high.canonical(Curve.P256)))
        .isTrue();
    assertThat(SignatureAlgorithm.ES256.canonical(high.canonical(Curve.P256)))
        .isEqualTo(low.canonical(Curve.P256));
    assertThat(SignatureAlgorithm.SM2_SM3.canonical(high.canonical(Curve.P256)))
        .isEqualTo(high.canonical(Curve.P256));
  }

  @Test
  void a_value_has_exactly_two_field_lengths() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());
    byte[] value = key.sign(new byte[] {1});
    for (int length : new int[] {0, 32, 63, 65, 96, 128}) {
      assertThat(SignatureValue.fromCanonical(Curve.SM2, Arrays.copyOf(value, length))).isEmpty();
    }
  }
}
