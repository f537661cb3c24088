package io.hufu.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.util.BigIntegers;

/**
 * The two numbers of an ECDSA or SM2 signature.
 *
 * <p>Canonical form: r‖s, each of the field's length. DER form: SEQUENCE of two INTEGER (RFC 3279
 * §2.2.3, GM/T 0009 SM2Signature).
 */
record SignatureValue(BigInteger r, BigInteger s) {

  /** Reads r‖s; empty unless the length is exact and 1 ≤ r, s ≤ n−1. */
  static Optional<SignatureValue> fromCanonical(Curve curve, byte[] value) {
    int length = curve.length();
    if (value.length != 2 * length) {
      return Optional.empty();
    }
    return new SignatureValue(
            new BigInteger(1, value, 0, length), new BigInteger(1, value, length, length))
        .inRange(curve);
  }

  /** Reads the DER form; empty unless it is exact, without trailing bytes, and in range. */
  static Optional<SignatureValue> fromDer(Curve curve, byte[] der) {
    try {
      List<byte[]> numbers = StrictDer.elements(der);
      if (numbers.size() != 2 || numbers.get(0)[0] != 2 || numbers.get(1)[0] != 2) {
        return Optional.empty();
      }
      return new SignatureValue(
              new BigInteger(StrictDer.content(numbers.get(0))),
              new BigInteger(StrictDer.content(numbers.get(1))))
          .inRange(curve);
    } catch (MalformedDataException e) {
      return Optional.empty();
    }
  }

  private Optional<SignatureValue> inRange(Curve curve) {
    BigInteger n = curve.order();
    boolean good = r.signum() > 0 && s.signum() > 0 && r.compareTo(n) < 0 && s.compareTo(n) < 0;
    return good ? Optional.of(this) : Optional.empty();
  }

  byte[] canonical(Curve curve) {
    int length = curve.length();
    byte[] value = Arrays.copyOf(BigIntegers.asUnsignedByteArray(length, r), 2 * length);
    System.arraycopy(BigIntegers.asUnsignedByteArray(length, s), 0, value, length, length);
    return value;
  }

  byte[] der() {
    ASN1Encodable[] numbers = {new ASN1Integer(r), new ASN1Integer(s)};
    try {
      return new DERSequence(numbers).getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException("two numbers were not encoded", e);
    }
  }

  /** Returns the twin with s ≤ n/2; both verify, only this one is made. */
  SignatureValue lowS(Curve curve) {
    BigInteger other = curve.order().subtract(s);
    return s.compareTo(other) > 0 ? new SignatureValue(r, other) : this;
  }
}
