package io.hufu.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/** SM2 signatures (GB/T 32918.2-2016) with SM3 and the user id of GM/T 0009 clause 10. */
final class Sm2 {
  private static final byte[] USER_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);
  private static final BigInteger N = Curve.SM2.order();

  private Sm2() {}

  /** Z_A = SM3(ENTL ‖ ID ‖ a ‖ b ‖ xG ‖ yG ‖ xA ‖ yA), clause 5.5; ENTL counts bits. */
  static byte[] z(ECPoint publicKey) {
    return z(publicKey, USER_ID);
  }

  static byte[] z(ECPoint publicKey, byte[] userId) {
    int bits = userId.length * 8;
    ECCurve curve = Curve.SM2.domain().getCurve();
    ECPoint g = Curve.SM2.domain().getG();
    ECPoint p = publicKey.normalize();
    return HashAlgorithm.SM3.digest(
        new byte[] {(byte) (bits >> 8), (byte) bits},
        userId,
        curve.getA().getEncoded(),
        curve.getB().getEncoded(),
        g.getAffineXCoord().getEncoded(),
        g.getAffineYCoord().getEncoded(),
        p.getAffineXCoord().getEncoded(),
        p.getAffineYCoord().getEncoded());
  }

  /** e = SM3(Z_A ‖ M): steps A1 and A2, B3 and B4. */
  static byte[] digest(byte[] z, byte[] message) {
    return HashAlgorithm.SM3.digest(z, message);
  }

  /** Signs e (clause 6.1); {@code nonces} yields fresh secret numbers in 1..n−1. */
  static SignatureValue sign(BigInteger d, byte[] digest, Supplier<BigInteger> nonces) {
    BigInteger e = new BigInteger(1, digest);
    while (true) {
      // step A3: a random k in 1..n−1
      BigInteger k = nonces.get();
      // step A4: (x1, y1) = [k]G
      ECPoint point =
          new FixedPointCombMultiplier().multiply(Curve.SM2.domain().getG(), k).normalize();
      // step A5: r = (e + x1) mod n; again when r = 0 or r + k = n
      BigInteger r = e.add(point.getAffineXCoord().toBigInteger()).mod(N);
      if (r.signum() == 0 || r.add(k).equals(N)) {
        continue;
      }
      // step A6: s = (1 + d)⁻¹ (k − r d) mod n; again when s = 0
      BigInteger inverse = BigIntegers.modOddInverse(N, d.add(BigInteger.ONE));
      BigInteger s = inverse.multiply(k.subtract(r.multiply(d)).mod(N)).mod(N);
      if (s.signum() != 0) {
        return new SignatureValue(r, s);
      }
    }
  }

  /** Verifies over e (clause 7.1); r and s are already in 1..n−1, steps B1 and B2. */
  static boolean verify(ECPoint publicKey, byte[] digest, SignatureValue value) {
    // step B5: t = (r + s) mod n; fails when t = 0
    BigInteger t = value.r().add(value.s()).mod(N);
    if (t.signum() == 0) {
      return false;
    }
    // step B6: (x1, y1) = [s]G + [t]P
    ECPoint point =
        ECAlgorithms.sumOfTwoMultiplies(Curve.SM2.domain().getG(), value.s(), publicKey, t)
            .normalize();
    if (point.isInfinity()) {
      return false;
    }
    // step B7: holds when (e + x1) mod n = r
    BigInteger e = new BigInteger(1, digest);
    return e.add(point.getAffineXCoord().toBigInteger()).mod(N).equals(value.r());
  }
}
