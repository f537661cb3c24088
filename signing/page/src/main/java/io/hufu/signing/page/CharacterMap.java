package io.hufu.signing.page;

import io.hufu.crypto.MalformedDataException;

/** The cmap table of a font: formats 4 and 12 (OpenType 1.9, "cmap"). */
final class CharacterMap {
  private static final int SEGMENTS = 4;
  private static final int GROUPS = 12;

  private final FontBytes bytes;
  private final int start;
  private final int format;

  CharacterMap(FontBytes bytes) throws MalformedDataException {
    this.bytes = bytes;
    int table = bytes.offset("cmap");
    int count = bytes.uint16(table + 2);
    int segments = -1;
    int groups = -1;
    for (int i = 0; i < count; i++) {
      int entry = table + 4 + 8 * i;
      int platform = bytes.uint16(entry);
      int encoding = bytes.uint16(entry + 2);
      boolean unicode = platform == 0 || (platform == 3 && (encoding == 1 || encoding == 10));
      int subtable = Math.addExact(table, bytes.int32(entry + 4) & 0x3fffffff);
      int found = unicode ? bytes.uint16(subtable) : -1;
      segments = found == SEGMENTS ? subtable : segments;
      groups = found == GROUPS ? subtable : groups;
    }
    if (segments < 0 && groups < 0) {
      throw new MalformedDataException("the font has no Unicode character map of format 4 or 12");
    }
    // Format 12 knows every plane; where it is, it holds all of format 4.
    start = groups >= 0 ? groups : segments;
    format = groups >= 0 ? GROUPS : SEGMENTS;
  }

  /** Returns the glyph of a character; 0 when the font has none. */
  int glyph(int codePoint) throws MalformedDataException {
    return format == GROUPS ? inGroups(codePoint) : inSegments(codePoint);
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
