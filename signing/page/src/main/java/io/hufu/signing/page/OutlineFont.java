package io.hufu.signing.page;

import io.hufu.crypto.MalformedDataException;
import java.util.Optional;

/**
 * The outlines of a TrueType font, for showing pages that somebody else made. Immutable.
 *
 * <p>The bytes may be hostile: a lie in them is found when it is used.
 */
public final class OutlineFont {
  private final TrueTypeFont font;

  private OutlineFont(TrueTypeFont font) {
    this.font = font;
  }

  /** Reads a font file; of a collection the first font. It need not have a character map. */
  public static OutlineFont parse(byte[] file) throws MalformedDataException {
    return new OutlineFont(TrueTypeFont.parseToShow(file.clone()));
  }

  /** Returns the first font of a chain that shows a character; empty when none does. */
  public static Optional<OutlineFont> showing(int codePoint, FontChain chain) {
    try {
      for (TrueTypeFont font : chain.fonts()) {
        if (font.glyph(codePoint) > 0) {
          return Optional.of(new OutlineFont(font));
        }
      }
    } catch (MalformedDataException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** Returns the glyph that shows a character, 0 for none. */
  public int glyph(int codePoint) throws MalformedDataException {
    return font.glyph(codePoint);
  }

  /** Returns the advance width of a glyph in em. */
  public double advance(int glyph) throws MalformedDataException {
    requireGlyph(glyph);
    return font.glyphs().advance(glyph) / (double) font.glyphs().unitsPerEm();
  }

  /**
   * Draws a glyph with its origin at (0, 0), y downwards.
   *
   * @param size length of an em, in the units of the path
   */
  public Path outline(int glyph, double size) throws MalformedDataException {
    requireGlyph(glyph);
    double scale = size / font.glyphs().unitsPerEm();
    Path.Builder path = new Path.Builder();
    try {
      new GlyphOutline(font, path).draw(glyph, new double[] {scale, 0, 0, -scale, 0, 0});
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw new MalformedDataException("the outline of a glyph leaves the font", e);
    }
    return path.build();
  }

  private void requireGlyph(int glyph) throws MalformedDataException {
    if (glyph < 0 || glyph >= font.glyphs().count()) {
      throw new MalformedDataException("the font has no glyph " + glyph);
    }
  }
}
