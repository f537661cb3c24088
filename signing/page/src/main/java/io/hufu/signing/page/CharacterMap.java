package io.hufu.signing.page;

import io.hufu.crypto.MalformedDataException;
import java.util.HashMap;
import java.util.Map;

/**
 * The cmap table of a font (OpenType 1.9, "cmap"): formats 4 and 12; to show foreign fonts also 0
 * and 6.
 */
final class CharacterMap {
  private static final int NONE = -1;
  private static final int BYTES = 0;
  private static final int SEGMENTS = 4;
  private static final int TRIMMED = 6;
  private static final int GROUPS = 12;
  private static final int MAX_SUBTABLES = 64;

  /** Where fonts of symbols put their characters, in the private use area. */
  private static final int SYMBOLS = 0xf000;

  private final FontBytes bytes;
  private final int start;
  private final int format;
  private final int shift;

  /** Finds the map of Unicode characters, which must be there. */
  CharacterMap(FontBytes bytes) throws MalformedDataException {
    Map<Integer, Integer> unicode = subtables(bytes, true);
    // Format 12 knows every plane; where it is, it holds all of format 4.
    this.format = unicode.containsKey(GROUPS) ? GROUPS : SEGMENTS;
    Integer found = unicode.get(format);
    if (found == null) {
      throw new MalformedDataException("the font has no Unicode character map of format 4 or 12");
    }
    this.bytes = bytes;
    this.start = found;
    this.shift = 0;
  }

  private CharacterMap(FontBytes bytes, int start, int format, int shift) {
    this.bytes = bytes;
    this.start = start;
    this.format = format;
    this.shift = shift;
  }

  /** Finds any map: a font in a document may be addressed by its glyphs and have none. */
  static CharacterMap toShow(FontBytes bytes) throws MalformedDataException {
    if (!bytes.has("cmap")) {
      return new CharacterMap(bytes, 0, NONE, 0);
    }
    Map<Integer, Integer> unicode = subtables(bytes, true);
    if (unicode.containsKey(GROUPS) || unicode.containsKey(SEGMENTS)) {
      return new CharacterMap(bytes);
    }
    Map<Integer, Integer> other = subtables(bytes, false);
    for (int format : new int[] {SEGMENTS, TRIMMED, BYTES}) {
      Integer found = other.get(format);
      if (found != null) {
        return new CharacterMap(bytes, found, format, format == SEGMENTS ? SYMBOLS : 0);
      }
    }
    return new CharacterMap(bytes, 0, NONE, 0);
  }

  /** Returns where the last subtable of each format starts, of Unicode or of other encodings. */
  private static Map<Integer, Integer> subtables(FontBytes bytes, boolean unicode)
      throws MalformedDataException {
    int table = bytes.offset("cmap");
    int count = Math.min(MAX_SUBTABLES, bytes.uint16(table + 2));
    Map<Integer, Integer> found = new HashMap<>();
    for (int i = 0; i < count; i++) {
      int entry = table + 4 + 8 * i;
      int platform = bytes.uint16(entry);
      int encoding = bytes.uint16(entry + 2);
      boolean is = platform == 0 || (platform == 3 && (encoding == 1 || encoding == 10));
      if (is == unicode) {
        int subtable = Math.addExact(table, bytes.int32(entry + 4) & 0x3fffffff);
        found.put(bytes.uint16(subtable), subtable);
      }
    }
    return found;
  }

  /** Returns the glyph of a character; 0 when the font has none. */
  int glyph(int codePoint) throws MalformedDataException {
    return switch (format) {
      case GROUPS -> inGroups(codePoint);
      case SEGMENTS -> shifted(codePoint);
      case TRIMMED -> inTrimmed(codePoint);
      case BYTES -> codePoint < 256 ? bytes.uint8(start + 6 + codePoint) : 0;
      default -> 0;
    };
  }

  private int shifted(int codePoint) throws MalformedDataException {
    int glyph = shift != 0 && codePoint < 256 ? inSegments(codePoint + shift) : 0;
    return glyph != 0 ? glyph : inSegments(codePoint);
  }

  private int inTrimmed(int codePoint) throws MalformedDataException {
    int index = codePoint - bytes.uint16(start + 6);
    return index >= 0 && index < bytes.uint16(start + 8) ? bytes.uint16(start + 10 + 2 * index) : 0;
  }

  private int inGroups(int codePoint) throws MalformedDataException {
    int low = 0;
    int high = bytes.int32(start + 12) - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int at = start + 16 + 12 * middle;
      if (Integer.compareUnsigned(codePoint, bytes.int32(at)) < 0) {
        high = middle - 1;
      } else if (Integer.compareUnsigned(codePoint, bytes.int32(at + 4)) > 0) {
        low = middle + 1;
      } else {
        return bytes.int32(at + 8) + (codePoint - bytes.int32(at));
      }
    }
    return 0;
  }

  private int inSegments(int codePoint) throws MalformedDataException {
    if (codePoint > 0xffff) {
      return 0;
    }
    int doubled = bytes.uint16(start + 6);
    int low = 0;
    int high = doubled / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int end = bytes.uint16(start + 14 + 2 * middle);
      int first = bytes.uint16(start + 16 + doubled + 2 * middle);
      if (codePoint > end) {
        low = middle + 1;
      } else if (codePoint < first) {
        high = middle - 1;
      } else {
        return inSegment(codePoint, middle, doubled);
      }
    }
    return 0;
  }

  private int inSegment(int codePoint, int segment, int doubled) throws MalformedDataException {
    int first = bytes.uint16(start + 16 + doubled + 2 * segment);
    int delta = bytes.uint16(start + 16 + 2 * doubled + 2 * segment);
    int place = start + 16 + 3 * doubled + 2 * segment;
    int range = bytes.uint16(place);
    if (range == 0) {
      return codePoint + delta & 0xffff;
    }
    int glyph = bytes.uint16(place + range + 2 * (codePoint - first));
    return glyph == 0 ? 0 : glyph + delta & 0xffff;
  }
}
