package io.hufu.crypto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Checks the distinguished encoding (X.690) of untrusted bytes. Stateless and thread-safe.
 *
 * <p>It runs before any ASN.1 object is built: linear in the input, no recursion, limited depth.
 * Only what can be seen without a schema is checked, so not the order of a SET nor DEFAULT values.
 */
public final class StrictDer {
  /** Deepest nesting of constructed values that is accepted. */
  public static final int MAX_DEPTH = 64;

  private static final int BOOLEAN = 1;
  private static final int INTEGER = 2;
  private static final int BIT_STRING = 3;
  private static final int NULL = 5;
  private static final int OBJECT_IDENTIFIER = 6;
  private static final int ENUMERATED = 10;
  private static final int SEQUENCE = 16;
  private static final int SET = 17;

  private final byte[] bytes;
  private int position;

  private StrictDer(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Checks that the bytes are exactly one well-formed DER value. */
  public static void check(byte[] der) throws MalformedDataException {
    new StrictDer(der).walk();
  }

  /** Returns the encodings of the values inside one SEQUENCE, after checking all of it. */
  public static List<byte[]> elements(byte[] sequence) throws MalformedDataException {
    check(sequence);
    if (sequence[0] != 0x30) {
      throw new MalformedDataException("not a DER SEQUENCE");
    }
    StrictDer reader = new StrictDer(sequence);
    reader.header(sequence.length);
    List<byte[]> elements = new ArrayList<>();
    while (reader.position < sequence.length) {
      int start = reader.position;
      reader.position = reader.header(sequence.length).end;
      elements.add(Arrays.copyOfRange(sequence, start, reader.position));
    }
    return elements;
  }

  /** Returns the contents of one value, without its tag and length. */
  static byte[] content(byte[] der) throws MalformedDataException {
    StrictDer reader = new StrictDer(der);
    Header header = reader.header(der.length);
    return Arrays.copyOfRange(der, reader.position, header.end);
  }

  private record Header(int identifier, boolean universal, int number, int end) {
    boolean constructed() {
      return (identifier & 0x20) != 0;
    }
  }

  private void walk() throws MalformedDataException {
    int[] ends = new int[MAX_DEPTH + 1];
    int depth = 0;
    ends[0] = bytes.length;
    do {
      Header header = header(ends[depth]);
      if (header.constructed()) {
        checkConstructed(header);
        if (++depth > MAX_DEPTH) {
          throw new MalformedDataException("DER nested deeper than " + MAX_DEPTH);
        }
        ends[depth] = header.end;
      } else {
        checkPrimitive(header);
        position = header.end;
      }
      while (depth > 0 && position == ends[depth]) {
        depth--;
      }
    } while (depth > 0);
    if (position != bytes.length) {
      throw malformed("bytes after the DER value");
    }
  }

  private Header header(int limit) throws MalformedDataException {
    int identifier = next(limit);
    int number = identifier & 0x1f;
    if (number == 0x1f) {
      number = longTag(limit);
    }
    boolean universal = (identifier & 0xc0) == 0;
    int length = length(limit);
    if (length > limit - position) {
      throw malformed("DER value longer than what holds it");
    }
    return new Header(identifier, universal, number, position + length);
  }

  private int longTag(int limit) throws MalformedDataException {
    int number = 0;
    for (int i = 0; i < 4; i++) {
      int octet = next(limit);
      if (i == 0 && octet == 0x80) {
        break;
      }
      number = (number << 7) | (octet & 0x7f);
      if (octet < 0x80) {
        if (number < 0x1f) {
          break;
        }
        return number;
      }
    }
    throw malformed("DER tag not minimal or too large");
  }

  private int length(int limit) throws MalformedDataException {
    int first = next(limit);
    if (first < 0x80) {
      return first;
    }
    int count = first & 0x7f;
    if (count == 0 || count > 4) {
      throw malformed("DER length indefinite or too large");
    }
    long length = 0;
    for (int i = 0; i < count; i++) {
      length = (length << 8) | next(limit);
    }
    if (length < 0x80 || length >> (8 * (count - 1)) == 0) {
      throw malformed("DER length not minimal");
    }
    if (length > Integer.MAX_VALUE) {
      throw malformed("DER value longer than what holds it");
    }
    return (int) length;
  }

  private int next(int limit) throws MalformedDataException {
    if (position >= limit) {
      throw malformed("DER value cut short");
    }
    return bytes[position++] & 0xff;
  }

  private void checkConstructed(Header header) throws MalformedDataException {
    if (header.universal && header.number != SEQUENCE && header.number != SET) {
      throw malformed("constructed encoding of a primitive type");
    }
  }

  private void checkPrimitive(Header header) throws MalformedDataException {
    if (!header.universal) {
      return;
    }
    int length = header.end - position;
    boolean good =
        switch (header.number) {
          case 0, SEQUENCE, SET -> false;
          case BOOLEAN -> length == 1 && (bytes[position] == 0 || bytes[position] == -1);
          case INTEGER, ENUMERATED -> isMinimalInteger(length);
          case BIT_STRING -> isCleanBitString(length);
          case NULL -> length == 0;
          case OBJECT_IDENTIFIER -> isObjectIdentifier(header.end);
          default -> true;
        };
    if (!good) {
      throw malformed("value not in DER form");
    }
  }

  private boolean isMinimalInteger(int length) {
    if (length < 2) {
      return length == 1;
    }
    int nineBits = ((bytes[position] & 0xff) << 1) | ((bytes[position + 1] & 0x80) >> 7);
    return nineBits != 0 && nineBits != 0x1ff;
  }

  private boolean isCleanBitString(int length) {
    if (length < 1) {
      return false;
    }
    int unused = bytes[position];
    if (unused < 0 || unused > 7 || (length == 1 && unused != 0)) {
      return false;
    }
    return (bytes[position + length - 1] & ((1 << unused) - 1)) == 0 || length == 1;
  }

  private boolean isObjectIdentifier(int end) {
    boolean starts = true;
    for (int i = position; i < end; i++) {
      if (starts && bytes[i] == (byte) 0x80) {
        return false;
      }
      starts = bytes[i] >= 0;
    }
    return starts && end > position;
  }

  private MalformedDataException malformed(String what) {
    return new MalformedDataException(what + " (at byte " + position + ")");
  }
}
