package io.hufu.crypto.cms;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** Puts DER values together from encoded parts, which stay as they are (X.690 §10, §11). */
final class DerWriter {
  static final int OCTET_STRING = 0x04;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  private DerWriter() {}

  static byte[] value(int identifier, Collection<byte[]> parts) {
    int length = 0;
    for (byte[] part : parts) {
      length = Math.addExact(length, part.length);
    }
    byte[] der = new byte[1 + lengthSize(length) + length];
    der[0] = (byte) identifier;
    int at = putLength(der, 1, length);
    for (byte[] part : parts) {
      System.arraycopy(part, 0, der, at, part.length);
      at += part.length;
    }
    return der;
  }

  static byte[] value(int identifier, byte[]... parts) {
    return value(identifier, Arrays.asList(parts));
  }

  /** §11.6: the parts of a SET OF stand in ascending order of their encodings. */
  static byte[] sorted(int identifier, Collection<byte[]> parts) {
    List<byte[]> ordered = parts.stream().sorted(Arrays::compareUnsigned).toList();
    return value(identifier, ordered);
  }

  static byte[] integer(int number) {
    return new byte[] {2, 1, (byte) number};
  }

  static byte[] oid(String dotted) {
    return Asn1.der(new ASN1ObjectIdentifier(dotted));
  }

  /** Octets that the definite length takes, minimal (§10.1). */
  static int lengthSize(int length) {
    int size = 1;
    if (length > 0x7f) {
      for (int rest = length; rest != 0; rest >>>= 8) {
        size++;
      }
    }
    return size;
  }

  /** Writes the length and returns where the content starts. */
  static int putLength(byte[] der, int start, int length) {
    int size = lengthSize(length);
    int at = start;
    if (size == 1) {
      der[at++] = (byte) length;
      return at;
    }
    der[at++] = (byte) (0x80 | (size - 1));
    for (int shift = 8 * (size - 2); shift >= 0; shift -= 8) {
      der[at++] = (byte) (length >> shift);
    }
    return at;
  }
}
