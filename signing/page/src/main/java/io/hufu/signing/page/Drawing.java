package io.hufu.signing.page;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing on a page; later ones lie over earlier ones. Immutable. Lengths are in mm. */
public sealed interface Drawing {
  /**
   * Glyphs of one font on one straight line.
   *
   * @param font index into the fonts of the drawing list
   * @param size em size in mm
   * @param stroke width in mm of a line around each glyph, in the same colour; 0 for none
   * @param x start of the base line
   * @param y base line, from the page's top edge downwards
   * @param angle degrees by which the line is turned about its start, against the clock
   * @param glyphs in their order, at least one
   */
  record Text(
      int font,
      double size,
      Colour colour,
      double stroke,
      double x,
      double y,
      double angle,
      List<Glyph> glyphs)
      implements Drawing {
    /** Copies the glyphs. */
    public Text {
      glyphs = List.copyOf(glyphs);
    }

    /** Returns the characters that the glyphs show. */
    public String characters() {
      StringBuilder text = new StringBuilder();
      glyphs.forEach(glyph -> text.appendCodePoint(glyph.codePoint()));
      return text.toString();
    }
  }

  /**
   * One glyph of a text.
   *
   * @param id glyph index in the embedded font
   * @param codePoint the character that it shows
   * @param offset start along the base line in mm, from the start of the text
   */
  record Glyph(int id, int codePoint, double offset) {}

  /**
   * A path that is filled, stroked or both.
   *
   * @param fill null when it is not filled; the rule is non-zero winding
   * @param stroke null when it is not stroked
   */
  record Shape(Path path, @Nullable Colour fill, @Nullable Stroke stroke) implements Drawing {}

  /**
   * How a path is stroked; joins and ends are round.
   *
   * @param width in mm
   */
  record Stroke(Colour colour, double width) {}

  /**
   * A picture, stretched over its box.
   *
   * @param bytes the whole JPEG or PNG file
   */
  record Picture(byte[] bytes, Photo.Kind kind, Box box) implements Drawing {
    /** Copies the bytes. */
    public Picture {
      bytes = bytes.clone();
    }

    /** Returns the file (a copy). */
    @Override
    public byte[] bytes() {
      return bytes.clone();
    }

    /** Two pictures are equal when bytes, kind and box are. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Picture that
          && Arrays.equals(bytes, that.bytes)
          && kind == that.kind
          && box.equals(that.box);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(bytes) + box.hashCode();
    }
  }
}
