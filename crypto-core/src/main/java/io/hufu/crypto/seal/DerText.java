package io.hufu.crypto.seal;

import io.hufu.crypto.MalformedDataException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;

/**
 * One DER text and the places of its elements. Immutable; arrays are shared inside this package.
 *
 * <p>It is DER but for the first octet of its BIT STRINGs: products count trailing zero bits there
 * as unused (the habit of OpenSSL), or write a length. What they write stays in {@code octets}.
 *
 * @param octets as read
 * @param plain the same text, strictly DER: no BIT STRING has unused bits
 */
record DerText(byte[] octets, byte[] plain) {
  static final int BIT_STRING = 0x03;
  private static final int CONSTRUCTED = 0x20;
  private static final int HIGH_TAG = 0x1f;
  private static final int DEEPEST = 64;

  /**
   * One element.
   *
   * @param tag the identifier octet
   * @param start of the identifier octet
   * @param content where the content starts
   * @param end exclusive
   */
  record Element(int tag, int start, int content, int end) {}

  /** Opens a whole value: a DER SEQUENCE, nothing behind it. */
  static DerText open(byte[] der, String name) throws MalformedDataException {
    DerText text = new DerText(der.clone(), der.clone());
    text.clearUnusedBits(0, der.length, 0, name);
    try {
      ASN1Primitive value = ASN1Primitive.fromByteArray(text.plain);
      if (value instanceof ASN1Sequence
          && Arrays.equals(value.getEncoded(ASN1Encoding.DER), text.plain)) {
        return text;
      }
    } catch (java.io.IOException | RuntimeException | StackOverflowError e) {
      // BouncyCastle reports broken ASN.1 by several unchecked types; all mean the same here.
      throw new MalformedDataException(name + " is not ASN.1", e);
    }
    throw new MalformedDataException(name + " is not a DER sequence");
  }

  private void clearUnusedBits(int from, int to, int depth, String name)
      throws MalformedDataException {
    for (int at = from; at < to; ) {
      Element element = element(at, to, name);
      if ((element.tag() & CONSTRUCTED) != 0) {
        if (depth == DEEPEST) {
          throw new MalformedDataException(name + " is nested too deeply");
        }
        clearUnusedBits(element.content(), element.end(), depth + 1, name);
      } else if (element.tag() == BIT_STRING && element.content() < element.end()) {
        plain[element.content()] = 0;
      }
      at = element.end();
    }
  }

  /** Reads identifier and length at a place; that they are DER was, or will be, checked. */
  Element element(int at, int limit, String name) throws MalformedDataException {
    if (limit - at < 2) {
      throw notAsn1(name);
    }
    int tag = octets[at] & 0xff;
    int first = octets[at + 1] & 0xff;
    int content = at + 2;
    int length = first;
    if (first > 0x7f) {
      int count = first & 0x7f;
      if (count == 0 || count > 3 || limit - content < count) {
        throw notAsn1(name);
      }
      length = 0;
      for (int i = 0; i < count; i++) {
        length = (length << 8) | (octets[content++] & 0xff);
      }
    }
    if ((tag & HIGH_TAG) == HIGH_TAG || length > limit - content) {
      throw notAsn1(name);
    }
    return new Element(tag, at, content, content + length);
  }

  private static MalformedDataException notAsn1(String name) {
    return new MalformedDataException(name + " is not ASN.1");
  }

  /** Returns the octets of an element, as read. */
  byte[] octetsOf(Element element) {
    return Arrays.copyOfRange(octets, element.start(), element.end());
  }

  /** Returns the strictly DER form of an element. */
  byte[] plainOf(Element element) {
    return Arrays.copyOfRange(plain, element.start(), element.end());
  }

  /** Tells whether a BIT STRING states unused bits. */
  boolean statesUnusedBits(Element bits) {
    return bits.content() < bits.end() && octets[bits.content()] != 0;
  }
}
