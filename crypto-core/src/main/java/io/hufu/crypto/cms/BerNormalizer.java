package io.hufu.crypto.cms;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.StrictDer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites one BER value with the lengths and strings of DER (X.690 §8.1.3, §8.7, §10.1, §10.2).
 *
 * <p>Streaming signers write indefinite lengths and cut the content into segments. Nothing else is
 * changed: the order of a SET, and every primitive value, stays as it is. Work and memory are
 * bounded by the input and {@link #MAX_VALUES}.
 */
final class BerNormalizer {
  /**
   * Most values in an input that is not DER already: segments of 1000 bytes in 64 MiB, and more.
   */
  static final int MAX_VALUES = 1 << 17;

  private static final int CONSTRUCTED = 0x20;
  private static final int OCTET_STRING = 0x04;
  private static final int LONG_TAG = 0x1f;
  private static final int LONG_LENGTH = 0x80;

  private final byte[] bytes;
  private int position;
  private int values;

  private BerNormalizer(byte[] bytes) {
    this.bytes = bytes;
  }

  /** One value: where its tag and content stand, its parts, and the length that it will have. */
  private static final class Value {
    private final int tagStart;
    private final int tagEnd;
    private int contentStart;
    private int contentEnd;
    private @Nullable List<Value> parts;
    private int length;

    Value(int tagStart, int tagEnd) {
      this.tagStart = tagStart;
      this.tagEnd = tagEnd;
    }
  }

  /**
   * A value and how many bytes of the input it took.
   *
   * @param der not shared with the input
   */
  record Normalized(byte[] der, int consumed) {}

  /** Reads the value at the start of the bytes; what follows it is the caller's to judge. */
  static Normalized first(byte[] bytes) throws MalformedDataException {
    BerNormalizer reader = new BerNormalizer(bytes);
    Value value = reader.read(bytes.length, 0);
    byte[] der = new byte[size(value)];
    int end = reader.write(value, der, 0);
    if (end != der.length) {
      throw new IllegalStateException("a length was computed wrongly");
    }
    StrictDer.check(der);
    return new Normalized(der, reader.position);
  }

  private Value read(int limit, int depth) throws MalformedDataException {
    if (depth > StrictDer.MAX_DEPTH || ++values > MAX_VALUES) {
      throw malformed("BER with too many or too deeply nested values");
    }
    Value value = new Value(position, tagEnd(limit));
    boolean constructed = (bytes[value.tagStart] & CONSTRUCTED) != 0;
    int first = octet(limit);
    if (first == LONG_LENGTH) {
      if (!constructed) {
        throw malformed("BER primitive value of indefinite length");
      }
      value.parts = new ArrayList<>();
      while (!endOfContents(limit)) {
        value.parts.add(read(limit, depth + 1));
      }
      position += 2;
    } else {
      readDefinite(value, length(first, limit), constructed, depth);
    }
    return measured(value);
  }

  private void readDefinite(Value value, int length, boolean constructed, int depth)
      throws MalformedDataException {
    value.contentStart = position;
    value.contentEnd = position + length;
    if (!constructed) {
      position = value.contentEnd;
      return;
    }
    value.parts = new ArrayList<>();
    while (position < value.contentEnd) {
      value.parts.add(read(value.contentEnd, depth + 1));
    }
  }

  private int tagEnd(int limit) throws MalformedDataException {
    int octet = octet(limit);
    if ((octet & LONG_TAG) == LONG_TAG) {
      do {
        octet = octet(limit);
      } while (octet >= LONG_LENGTH);
    }
    return position;
  }

  private int length(int first, int limit) throws MalformedDataException {
    long length = first;
    if (first > LONG_LENGTH) {
      length = 0;
      for (int i = first & 0x7f; i > 0; i--) {
        length = (length << 8) | octet(limit);
        if (length > limit) {
          throw malformed("BER value longer than what holds it");
        }
      }
    }
    if (length > limit - position) {
      throw malformed("BER value longer than what holds it");
    }
    return (int) length;
  }

  private boolean endOfContents(int limit) throws MalformedDataException {
    if (limit - position < 2) {
      throw malformed("BER value cut short");
    }
    return bytes[position] == 0 && bytes[position + 1] == 0;
  }

  private int octet(int limit) throws MalformedDataException {
    if (position >= limit) {
      throw malformed("BER value cut short");
    }
    return bytes[position++] & 0xff;
  }

  /** Joins the segments of an OCTET STRING; other strings in segments are refused by StrictDer. */
  private Value measured(Value value) throws MalformedDataException {
    List<Value> parts = value.parts;
    if (parts == null) {
      value.length = value.contentEnd - value.contentStart;
      return value;
    }
    boolean segments = isSegmented(value);
    long length = 0;
    for (Value part : parts) {
      if (segments && (bytes[part.tagStart] & ~CONSTRUCTED) != OCTET_STRING) {
        throw malformed("BER string with a segment of another type");
      }
      length += segments ? part.length : size(part);
    }
    // Rewritten lengths are at most four bytes longer, and there are at most MAX_VALUES of them.
    value.length = Math.toIntExact(length);
    return value;
  }

  private boolean isSegmented(Value value) {
    return value.parts != null && bytes[value.tagStart] == (OCTET_STRING | CONSTRUCTED);
  }

  private static int size(Value value) {
    return value.tagEnd - value.tagStart + DerWriter.lengthSize(value.length) + value.length;
  }

  private int write(Value value, byte[] der, int start) {
    int at = start;
    for (int i = value.tagStart; i < value.tagEnd; i++) {
      der[at++] = bytes[i];
    }
    if (isSegmented(value)) {
      der[start] = OCTET_STRING;
    }
    at = DerWriter.putLength(der, at, value.length);
    return isSegmented(value) ? writeSegments(value, der, at) : writeContent(value, der, at);
  }

  private int writeContent(Value value, byte[] der, int start) {
    int at = start;
    if (value.parts == null) {
      System.arraycopy(bytes, value.contentStart, der, at, value.length);
      return at + value.length;
    }
    for (Value part : value.parts) {
      at = write(part, der, at);
    }
    return at;
  }

  private int writeSegments(Value value, byte[] der, int start) {
    int at = start;
    for (Value part : value.parts == null ? List.<Value>of() : value.parts) {
      at = part.parts == null ? writeContent(part, der, at) : writeSegments(part, der, at);
    }
    return at;
  }

  private MalformedDataException malformed(String what) {
    return new MalformedDataException(what + " (at byte " + position + ")");
  }
}
