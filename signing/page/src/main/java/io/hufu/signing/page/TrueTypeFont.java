package io.hufu.signing.page;

import io.hufu.crypto.MalformedDataException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A font with TrueType outlines, read from bytes that somebody else made. Immutable.
 *
 * <p>Only what drawing, measuring and subsetting need is read; a table that lies is found when it
 * is used.
 */
final class TrueTypeFont {
  /** OS/2 fsType: the maker of the font forbids embedding. */
  private static final int RESTRICTED = 0x0002;

  private static final int POST_SCRIPT_NAME = 6;

  private final FontBytes bytes;
  private final CharacterMap characters;
  private final GlyphTable glyphs;
  private final String name;

  private TrueTypeFont(FontBytes bytes, CharacterMap characters, String name)
      throws MalformedDataException {
    this.bytes = bytes;
    this.glyphs = new GlyphTable(bytes);
    this.characters = characters;
    this.name = name;
  }

  private void requireEmbeddable() throws MalformedDataException {
    if (bytes.has("OS/2") && (bytes.uint16(bytes.offset("OS/2") + 8) & 0xf) == RESTRICTED) {
      throw new MalformedDataException("the maker of the font forbids embedding (fsType)");
    }
  }

  /** Reads a font; {@code member} is its index in a collection, 0 for a plain file. */
  static TrueTypeFont parse(byte[] file, int member) throws MalformedDataException {
    try {
      FontBytes bytes = new FontBytes(file, member);
      TrueTypeFont font = new TrueTypeFont(bytes, new CharacterMap(bytes), readName(bytes));
      font.requireEmbeddable();
      return font;
    } catch (ArithmeticException e) {
      throw new MalformedDataException("a length in the font is out of range", e);
    }
  }

  /** Reads a font that is embedded already: it may lack a character map, and a name. */
  static TrueTypeFont parseToShow(byte[] file) throws MalformedDataException {
    try {
      FontBytes bytes = new FontBytes(file, 0);
      return new TrueTypeFont(bytes, CharacterMap.toShow(bytes), "Font");
    } catch (ArithmeticException e) {
      throw new MalformedDataException("a length in the font is out of range", e);
    }
  }

  FontBytes bytes() {
    return bytes;
  }

  GlyphTable glyphs() {
    return glyphs;
  }

  String name() {
    return name;
  }

  /**
   * Returns the glyph that shows a character; 0 when the font has none, or one that shows nothing
   * where something must be seen.
   */
  int glyph(int codePoint) throws MalformedDataException {
    int glyph = characters.glyph(codePoint);
    if (glyph <= 0 || glyph >= glyphs.count()) {
      return 0;
    }
    boolean space = Character.getType(codePoint) == Character.SPACE_SEPARATOR;
    return space || glyphs.length(glyph) > 0 ? glyph : 0;
  }

  /** Converts font units to thousandths of an em. */
  int perMille(int units) {
    return (int) StrictMath.round(units * 1000.0 / glyphs.unitsPerEm());
  }

  EmbeddedFont.Metrics metrics() throws MalformedDataException {
    int head = bytes.offset("head");
    int hhea = bytes.offset("hhea");
    List<Integer> box =
        List.of(
            perMille(bytes.int16(head + 36)),
            perMille(bytes.int16(head + 38)),
            perMille(bytes.int16(head + 40)),
            perMille(bytes.int16(head + 42)));
    int ascent = perMille(bytes.int16(hhea + 4));
    int descent = perMille(bytes.int16(hhea + 6));
    boolean newOs2 = bytes.has("OS/2") && bytes.length("OS/2") >= 90;
    int os2 = bytes.has("OS/2") ? bytes.offset("OS/2") : -1;
    int capHeight = newOs2 ? perMille(bytes.int16(os2 + 88)) : ascent;
    int weight = os2 < 0 ? 400 : bytes.uint16(os2 + 4);
    double angle = bytes.has("post") ? bytes.int32(bytes.offset("post") + 4) / 65536.0 : 0;
    return new EmbeddedFont.Metrics(box, ascent, descent, capHeight, weight, angle);
  }

  /** Takes the Windows record of the PostScript name; a font without one gets a name of ours. */
  private static String readName(FontBytes bytes) throws MalformedDataException {
    if (bytes.has("name")) {
      int table = bytes.offset("name");
      int storage = table + bytes.uint16(table + 4);
      int count = bytes.uint16(table + 2);
      for (int i = 0; i < count; i++) {
        int entry = table + 6 + 12 * i;
        if (bytes.uint16(entry) == 3 && bytes.uint16(entry + 6) == POST_SCRIPT_NAME) {
          byte[] utf16 = bytes.slice(storage + bytes.uint16(entry + 10), bytes.uint16(entry + 8));
          String found = new String(utf16, StandardCharsets.UTF_16BE);
          if (found.matches("[A-Za-z0-9-]{1,63}")) {
            return found;
          }
        }
      }
    }
    return "Font";
  }
}
