package io.hufu.signing.page;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subset of a TrueType font, made for one document. Immutable.
 *
 * <p>Glyph 0 is .notdef and is never drawn. Glyph n &gt; 0 shows {@code codePoints.get(n - 1)};
 * glyphs beyond are parts of other glyphs.
 *
 * @param name PostScript name with a tag of six letters, such as {@code ABCDEF+NotoSansSC-Regular}
 * @param bytes the TrueType file, with a character map
 * @param codePoints the characters that it has, in the order of their glyphs
 * @param advances advance width of each glyph, .notdef first, in thousandths of an em
 * @param metrics measures of the whole font
 */
public record EmbeddedFont(
    String name, byte[] bytes, List<Integer> codePoints, List<Integer> advances, Metrics metrics) {
  /** Copies. */
  public EmbeddedFont {
    bytes = bytes.clone();
    codePoints = List.copyOf(codePoints);
    advances = List.copyOf(advances);
  }

  /**
   * Measures in thousandths of an em, y upwards.
   *
   * @param box left, bottom, right, top of all glyphs
   * @param italicAngle degrees against the clock from upright
   */
  public record Metrics(
      List<Integer> box, int ascent, int descent, int capHeight, int weight, double italicAngle) {
    /** Copies the box. */
    public Metrics {
      box = List.copyOf(box);
    }
  }

  /** Returns the TrueType file (a copy). */
  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Two subsets are equal when all their parts are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EmbeddedFont that
        && name.equals(that.name)
        && Arrays.equals(bytes, that.bytes)
        && codePoints.equals(that.codePoints);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(bytes);
  }
}
