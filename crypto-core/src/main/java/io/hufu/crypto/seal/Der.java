package io.hufu.crypto.seal;

import io.hufu.crypto.MalformedDataException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.ASN1UTF8String;

/**
 * Reads the members of one DER SEQUENCE in order, each of an expected type.
 *
 * <p>The input was checked to be DER, so re-encoding a part yields its original octets.
 */
final class Der {
  private static final DateTimeFormatter GENERALIZED =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuMMddHHmmss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final ASN1Sequence sequence;
  private final String name;
  private int next;

  private Der(ASN1Sequence sequence, String name) {
    this.sequence = sequence;
    this.name = name;
  }

  /** Opens a whole DER value: strictly DER, nothing behind it. */
  static Der open(byte[] der, String name) throws MalformedDataException {
    try {
      ASN1Primitive value = ASN1Primitive.fromByteArray(der);
      if (value instanceof ASN1Sequence sequence
          && Arrays.equals(value.getEncoded(ASN1Encoding.DER), der)) {
        return new Der(sequence, name);
      }
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // BouncyCastle reports broken ASN.1 by several unchecked types; all mean the same here.
      throw new MalformedDataException(name + " is not ASN.1", e);
    }
    throw new MalformedDataException(name + " is not a DER sequence");
  }

  static byte[] encoded(ASN1Primitive value) {
    try {
      return value.getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] encoded() {
    return encoded(sequence);
  }

  int size() {
    return sequence.size();
  }

  boolean hasMore() {
    return next < sequence.size();
  }

  /** Requires that every member was read: unknown members are not skipped. */
  void end() throws MalformedDataException {
    if (hasMore()) {
      throw new MalformedDataException(name + " has an unexpected member at " + next);
    }
  }

  ASN1Primitive any() throws MalformedDataException {
    if (!hasMore()) {
      throw new MalformedDataException(name + " ends before member " + next);
    }
    return sequence.getObjectAt(next++).toASN1Primitive();
  }

  private <T> T read(Class<T> type, String member) throws MalformedDataException {
    ASN1Primitive value = any();
    if (!type.isInstance(value)) {
      throw new MalformedDataException(name + "." + member + " has another type");
    }
    return type.cast(value);
  }

  Der sequence(String member) throws MalformedDataException {
    return new Der(read(ASN1Sequence.class, member), name + "." + member);
  }

  int integer(String member) throws MalformedDataException {
    ASN1Integer value = read(ASN1Integer.class, member);
    if (value.getValue().bitLength() > 31 || value.getValue().signum() < 0) {
      throw new MalformedDataException(name + "." + member + " is out of range");
    }
    return value.getValue().intValue();
  }

  String ia5(String member) throws MalformedDataException {
    return read(ASN1IA5String.class, member).getString();
  }

  String utf8(String member) throws MalformedDataException {
    ASN1UTF8String value = read(ASN1UTF8String.class, member);
    try {
      return value.getString();
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(name + "." + member + " is not UTF-8", e);
    }
  }

  String printable(String member) throws MalformedDataException {
    return read(ASN1PrintableString.class, member).getString();
  }

  String oid(String member) throws MalformedDataException {
    return read(ASN1ObjectIdentifier.class, member).getId();
  }

  byte[] octets(String member) throws MalformedDataException {
    return read(ASN1OctetString.class, member).getOctets().clone();
  }

  byte[] bits(String member) throws MalformedDataException {
    return bits(read(ASN1BitString.class, member), member);
  }

  private byte[] bits(ASN1BitString value, String member) throws MalformedDataException {
    if (value.getPadBits() != 0) {
      throw new MalformedDataException(name + "." + member + " has unused bits");
    }
    return value.getOctets().clone();
  }

  /** Reads GeneralizedTime or UTCTime; both must end in Z and carry whole seconds. */
  Instant time(String member) throws MalformedDataException {
    ASN1Primitive value = any();
    try {
      if (value instanceof ASN1GeneralizedTime time) {
        return zulu(time.getTimeString(), GENERALIZED);
      }
      if (value instanceof ASN1UTCTime time) {
        return zulu(time.getTime(), UTC);
      }
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      throw new MalformedDataException(name + "." + member + " is no time", e);
    }
    throw new MalformedDataException(name + "." + member + " is no time");
  }

  private static Instant zulu(String text, DateTimeFormatter form) {
    String digits = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    if (digits.length() == text.length() && text.endsWith("GMT+00:00")) {
      digits = text.substring(0, text.length() - "GMT+00:00".length());
    } else if (digits.length() == text.length()) {
      throw new DateTimeException("no zone");
    }
    return LocalDateTime.parse(digits, form).toInstant(ZoneOffset.UTC);
  }

  /** Tells whether the next member carries the context tag. */
  boolean nextIsTagged(int tag) {
    return hasMore()
        && sequence.getObjectAt(next).toASN1Primitive() instanceof ASN1TaggedObject tagged
        && tagged.hasContextTag(tag);
  }

  /** Reads an explicitly tagged BIT STRING. */
  byte[] taggedBits(String member) throws MalformedDataException {
    ASN1TaggedObject tagged = read(ASN1TaggedObject.class, member);
    if (tagged.isExplicit()
        && tagged.getExplicitBaseObject().toASN1Primitive() instanceof ASN1BitString value) {
      return bits(value, member);
    }
    throw new MalformedDataException(name + "." + member + " has another type");
  }

  /** Reads an explicitly tagged SEQUENCE. */
  Der taggedSequence(String member) throws MalformedDataException {
    ASN1TaggedObject tagged = read(ASN1TaggedObject.class, member);
    if (tagged.isExplicit()
        && tagged.getExplicitBaseObject().toASN1Primitive() instanceof ASN1Sequence value) {
      return new Der(value, name + "." + member);
    }
    throw new MalformedDataException(name + "." + member + " has another type");
  }

  /** Tells whether the next member is of the ASN.1 type. */
  boolean nextIs(Class<? extends ASN1Primitive> type) {
    return hasMore() && type.isInstance(sequence.getObjectAt(next).toASN1Primitive());
  }
}
