package io.hufu.crypto.cms;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.pki.DerCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The attributes of one signer, signed or unsigned (RFC 5652 §5.3). Immutable. */
final class Attributes {
  private static final int MAX_ATTRIBUTES = 256;
  private static final int MAX_VALUES = 1024;

  private final Map<String, List<byte[]>> values = new LinkedHashMap<>();
  private final Set<String> doubled = new LinkedHashSet<>();
  private final List<byte[]> encoded = new ArrayList<>();

  private Attributes() {}

  static Attributes none() {
    return new Attributes();
  }

  /** Reads the attributes inside a constructed value, whatever tag it has. */
  static Attributes inside(byte[] der) throws MalformedDataException {
    Attributes attributes = new Attributes();
    DerCursor cursor = DerCursor.inside(der);
    while (cursor.next()) {
      attributes.add(cursor);
    }
    return attributes;
  }

  private void add(DerCursor cursor) throws MalformedDataException {
    if (encoded.size() == MAX_ATTRIBUTES) {
      throw new MalformedDataException("more than " + MAX_ATTRIBUTES + " attributes");
    }
    encoded.add(cursor.encoded());
    DerCursor attribute = cursor.enter(DerWriter.SEQUENCE);
    if (!attribute.next()) {
      throw new MalformedDataException("an attribute without type");
    }
    String type = Asn1.oid(attribute.encoded());
    if (!attribute.next()) {
      throw new MalformedDataException("an attribute without values");
    }
    List<byte[]> found = elements(attribute.enter(DerWriter.SET), MAX_VALUES);
    if (attribute.next()) {
      throw new MalformedDataException("an attribute with a third part");
    }
    if (values.containsKey(type)) {
      doubled.add(type);
      found.addAll(0, values.get(type));
    }
    values.put(type, found);
  }

  static List<byte[]> elements(DerCursor cursor, int limit) throws MalformedDataException {
    List<byte[]> elements = new ArrayList<>();
    while (cursor.next()) {
      if (elements.size() == limit) {
        throw new MalformedDataException("more than " + limit + " values in one place");
      }
      elements.add(cursor.encoded());
    }
    return elements;
  }

  /** The attributes as they were encoded, in the order as stored. */
  List<byte[]> encoded() {
    return encoded;
  }

  Set<String> types() {
    return values.keySet();
  }

  /**
   * Types that occur in more than one attribute, which §5.3 forbids; content time-stamps may (EN
   * 319 122-1 §5.2.8).
   */
  Set<String> doubled() {
    Set<String> wrong = new LinkedHashSet<>(doubled);
    wrong.remove(AttributeType.CONTENT_TIME_STAMP);
    return wrong;
  }

  /** All values of a type, DER. */
  List<byte[]> values(String type) {
    return values.getOrDefault(type, List.of());
  }

  /** The value of a type that occurs once with one value; empty otherwise. */
  Optional<byte[]> single(String type) {
    List<byte[]> found = values(type);
    return found.size() == 1 && !doubled.contains(type)
        ? Optional.of(found.get(0))
        : Optional.empty();
  }

  /** §5.4: what is signed is the SET OF in DER, not the tag it is stored under. */
  byte[] asSortedSet() {
    return DerWriter.sorted(DerWriter.SET, encoded);
  }

  /** The SET OF in the order as stored, when that is another one than DER's. */
  Optional<byte[]> asStoredSet() {
    byte[] stored = DerWriter.value(DerWriter.SET, encoded);
    return Arrays.equals(stored, asSortedSet()) ? Optional.empty() : Optional.of(stored);
  }
}
