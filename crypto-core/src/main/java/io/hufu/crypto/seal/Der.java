package io.hufu.crypto.seal;

import io.hufu.crypto.MalformedDataException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1UTCTime;

/** Reads the members of one SEQUENCE in order, each of an expected type, from where they stand. */
final class Der {
  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int SEQUENCE = 0x30;
  private static final int EXPLICIT = 0xa0;

  private final DerText text;
  private final DerText.Element element;
  private final String name;
  private int next;

  private Der(DerText text, DerText.Element element, String name) {
    this.text = text;
    this.element = element;
    this.name = name;
    this.next = element.content();
  }

  /** Opens a whole value: a SEQUENCE in DER (see {@link DerText}), nothing behind it. */
  static Der open(byte[] der, String name) throws MalformedDataException {
    DerText text = DerText.open(der, name);
    return new Der(text, text.element(0, der.length, name), name);
  }

  static byte[] encoded(ASN1Primitive value) {
    try {
      return value.getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the octets as they were read. */
  byte[] encoded() {
    return text.octetsOf(element);
  }

  /** Returns how many members there are. */
  int size() throws MalformedDataException {
    int members = 0;
    for (int at = element.content(); at < element.end(); members++) {
      at = text.element(at, element.end(), name).end();
    }
    return members;
  }

  boolean hasMore() {
    return next < element.end();
  }

  /** Requires that every member was read: unknown members are not skipped. */
  void end() throws MalformedDataException {
    if (hasMore()) {
      throw new MalformedDataException(name + " has an unexpected member");
    }
  }

  private DerText.Element any(String member) throws MalformedDataException {
    if (!hasMore()) {
      throw new MalformedDataException(name + " ends before " + member);
    }
    DerText.Element found = text.element(next, element.end(), name);
    next = found.end();
    return found;
  }

  private <T> T read(Class<T> type, String member) throws MalformedDataException {
    return cast(primitive(any(member), member), type, member);
  }

  private <T> T cast(Object value, Class<T> type, String member) throws MalformedDataException {
    if (!type.isInstance(value)) {
      throw new MalformedDataException(name + "." + member + " has another type");
    }
    return type.cast(value);
  }

  private ASN1Primitive primitive(DerText.Element found, String member)
      throws MalformedDataException {
    try {
      return ASN1Primitive.fromByteArray(text.plainOf(found));
    } catch (IOException | RuntimeException e) {
      throw new MalformedDataException(name + "." + member + " is not ASN.1", e);
    }
  }

  /** Skips one member, whatever it is. */
  void skip(String member) throws MalformedDataException {
    any(member);
  }

  Der sequence(String member) throws MalformedDataException {
    return inside(any(member), member);
  }

  private Der inside(DerText.Element found, String member) throws MalformedDataException {
    if (found.tag() != SEQUENCE) {
      throw new MalformedDataException(name + "." + member + " has another type");
    }
    return new Der(text, found, name + "." + member);
  }

  int integer(String member) throws MalformedDataException {
    ASN1Integer value = read(ASN1Integer.class, member);
    if (value.getValue().bitLength() > 31 || value.getValue().signum() < 0) {
      throw new MalformedDataException(name + "." + member + " is out of range");
    }
    return value.getValue().intValue();
  }

  /** Reads a character string; products use other types of string than the standard names. */
  String string(String member) throws MalformedDataException {
    ASN1String value = read(ASN1String.class, member);
    if (value instanceof ASN1BitString) {
      throw new MalformedDataException(name + "." + member + " has another type");
    }
    try {
      return value.getString();
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(name + "." + member + " is not UTF-8", e);
    }
  }

  String oid(String member) throws MalformedDataException {
    return read(ASN1ObjectIdentifier.class, member).getId();
  }

  byte[] octets(String member) throws MalformedDataException {
    return read(ASN1OctetString.class, member).getOctets().clone();
  }

  /**
   * The octets of a BIT STRING.
   *
   * @param unused whether it states unused bits, though it holds octets
   */
  record Bits(byte[] octets, boolean unused) {
    private static final int LOST_AT_MOST = 4;

    /** Returns the octets, with the zeros at their end that OpenSSL leaves out, up to a length. */
    byte[] whole(int length) {
      boolean lost = octets.length < length && octets.length >= length - LOST_AT_MOST;
      return lost ? Arrays.copyOf(octets, length) : octets;
    }
  }

  Bits bits(String member) throws MalformedDataException {
    return bits(any(member), member);
  }

  private Bits bits(DerText.Element found, String member) throws MalformedDataException {
    ASN1BitString value = cast(primitive(found, member), ASN1BitString.class, member);
    return new Bits(value.getOctets().clone(), text.statesUnusedBits(found));
  }

  /** Reads GeneralizedTime or UTCTime; both must name their zone. */
  Instant time(String member) throws MalformedDataException {
    Object value = primitive(any(member), member);
    try {
      if (value instanceof ASN1GeneralizedTime time) {
        return SealTime.parse(time.getTimeString());
      }
      if (value instanceof ASN1UTCTime time) {
        return SealTime.parse(time.getTime());
      }
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      throw new MalformedDataException(name + "." + member + " is no time", e);
    }
    throw new MalformedDataException(name + "." + member + " is no time");
  }

  /** Tells whether the next member carries the explicit context tag. */
  boolean nextIsTagged(int tag) {
    return nextIs(EXPLICIT | tag);
  }

  /** Reads an explicitly tagged BIT STRING. */
  Bits taggedBits(String member) throws MalformedDataException {
    return bits(content(member), member);
  }

  /** Reads an explicitly tagged SEQUENCE. */
  Der taggedSequence(String member) throws MalformedDataException {
    return inside(content(member), member);
  }

  private DerText.Element content(String member) throws MalformedDataException {
    DerText.Element tagged = any(member);
    DerText.Element found = text.element(tagged.content(), tagged.end(), name + "." + member);
    if (found.end() != tagged.end()) {
      throw new MalformedDataException(name + "." + member + " has another type");
    }
    return found;
  }

  /** Tells whether the next member has the identifier octet. */
  boolean nextIs(int tag) {
    return hasMore() && (text.octets()[next] & 0xff) == tag;
  }
}
