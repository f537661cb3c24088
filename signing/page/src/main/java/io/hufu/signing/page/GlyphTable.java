package io.hufu.signing.page;

import io.hufu.crypto.MalformedDataException;

/** Glyph outlines and widths: head, maxp, hhea, hmtx, loca, glyf (OpenType 1.9). */
final class GlyphTable {
  private final FontBytes bytes;
  private final int count;
  private final int unitsPerEm;
  private final boolean longOffsets;
  private final int metrics;

  GlyphTable(FontBytes bytes) throws MalformedDataException {
    this.bytes = bytes;
    this.count = bytes.uint16(bytes.offset("maxp") + 4);
    this.unitsPerEm = bytes.uint16(bytes.offset("head") + 18);
    this.longOffsets = bytes.int16(bytes.offset("head") + 50) == 1;
    this.metrics = bytes.uint16(bytes.offset("hhea") + 34);
    if (unitsPerEm < 16 || unitsPerEm > 16384 || count == 0 || metrics == 0 || metrics > count) {
      throw new MalformedDataException("the font's head, maxp or hhea is out of range");
    }
    bytes.offset("glyf");
  }

  int count() {
    return count;
  }

  int unitsPerEm() {
    return unitsPerEm;
  }

  /** Returns the advance width in font units. */
  int advance(int glyph) throws MalformedDataException {
    return bytes.uint16(bytes.offset("hmtx") + 4 * Math.min(glyph, metrics - 1));
  }

  /** Returns the left side bearing in font units. */
  int bearing(int glyph) throws MalformedDataException {
    int table = bytes.offset("hmtx");
    return glyph < metrics
        ? bytes.int16(table + 4 * glyph + 2)
        : bytes.int16(table + 4 * metrics + 2 * (glyph - metrics));
  }

  /** Returns where the outline starts in the file. */
  int start(int glyph) throws MalformedDataException {
    return Math.addExact(bytes.offset("glyf"), location(glyph));
  }

  /** Returns the bytes of the outline; 0 for a glyph that shows nothing. */
  int length(int glyph) throws MalformedDataException {
    int length = location(glyph + 1) - location(glyph);
    if (length < 0 || location(glyph + 1) > bytes.length("glyf")) {
      throw new MalformedDataException("glyph " + glyph + " lies outside its table");
    }
    return length;
  }

  private int location(int glyph) throws MalformedDataException {
    int loca = bytes.offset("loca");
    int value = longOffsets ? bytes.int32(loca + 4 * glyph) : 2 * bytes.uint16(loca + 2 * glyph);
    if (glyph < 0 || glyph > count || value < 0) {
      throw new MalformedDataException("the font has no glyph " + glyph);
    }
    return value;
  }
}
