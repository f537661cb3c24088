package io.hufu.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.util.BigIntegers;

/**
 * An SM2 ciphertext: SM2Cipher ::= SEQUENCE { x INTEGER, y INTEGER, HASH OCTET STRING, CipherText
 * OCTET STRING } (GM/T 0009 clause 7.2), and the octets C1 ‖ C3 ‖ C2.
 */
final class Sm2Cipher {
  private static final int FIELD = 32;
  private static final int HASH = 32;
  private static final int POINT = 1 + 2 * FIELD;
  private static final byte INTEGER = 2;
  private static final byte OCTET_STRING = 4;

  private final byte[] raw;

  private Sm2Cipher(byte[] raw) {
    this.raw = raw;
  }

  /** Takes C1 ‖ C3 ‖ C2 with an uncompressed point, as we made it. */
  static Sm2Cipher ofRaw(byte[] raw) {
    return new Sm2Cipher(raw);
  }

  /** Reads strict DER; the point is on the curve and C2 is not empty. */
  static Sm2Cipher fromDer(byte[] der) throws MalformedDataException {
    List<byte[]> parts = StrictDer.elements(der);
    if (parts.size() != 4) {
      throw new MalformedDataException("not an SM2Cipher");
    }
    byte[] x = coordinate(parts.get(0));
    byte[] y = coordinate(parts.get(1));
    byte[] hash = octets(parts.get(2));
    byte[] text = octets(parts.get(3));
    if (hash.length != HASH || text.length == 0) {
      throw new MalformedDataException("not an SM2Cipher");
    }
    byte[] raw = Arrays.copyOf(new byte[] {4}, POINT + HASH + text.length);
    System.arraycopy(x, 0, raw, 1, FIELD);
    System.arraycopy(y, 0, raw, 1 + FIELD, FIELD);
    Curve.SM2.point(Arrays.copyOf(raw, POINT));
    System.arraycopy(hash, 0, raw, POINT, HASH);
    System.arraycopy(text, 0, raw, POINT + HASH, text.length);
    return new Sm2Cipher(raw);
  }

  private static byte[] coordinate(byte[] der) throws MalformedDataException {
    BigInteger value = new BigInteger(content(INTEGER, der));
    if (value.signum() < 0 || value.bitLength() > 8 * FIELD) {
      throw new MalformedDataException("not an SM2Cipher");
    }
    return BigIntegers.asUnsignedByteArray(FIELD, value);
  }

  private static byte[] octets(byte[] der) throws MalformedDataException {
    return content(OCTET_STRING, der);
  }

  private static byte[] content(byte tag, byte[] der) throws MalformedDataException {
    if (der[0] != tag) {
      throw new MalformedDataException("not an SM2Cipher");
    }
    return StrictDer.content(der);
  }

  byte[] raw() {
    return raw.clone();
  }

  /** C2, the masked secret. */
  byte[] text() {
    return Arrays.copyOfRange(raw, POINT + HASH, raw.length);
  }

  byte[] der() {
    ASN1EncodableVector parts = new ASN1EncodableVector();
    parts.add(new ASN1Integer(new BigInteger(1, raw, 1, FIELD)));
    parts.add(new ASN1Integer(new BigInteger(1, raw, 1 + FIELD, FIELD)));
    parts.add(new DEROctetString(Arrays.copyOfRange(raw, POINT, POINT + HASH)));
    parts.add(new DEROctetString(text()));
    return Asn1.der(new DERSequence(parts));
  }
}
