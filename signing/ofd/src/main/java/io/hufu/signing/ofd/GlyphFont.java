package io.hufu.signing.ofd;

import io.hufu.crypto.MalformedDataException;
import io.hufu.signing.page.FontChain;
import io.hufu.signing.page.OutlineFont;
import io.hufu.signing.page.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A font of a page: the one in the file, or Hufu's own in its place. Not thread-safe. */
final class GlyphFont {
  private static final double EM = 1000;

  private final String name;
  private final @Nullable OutlineFont embedded;
  private final FontChain chain;
  private final Map<Integer, Optional<OutlineFont>> instead = new HashMap<>();

  /**
   * Makes a font.
   *
   * @param name that nothing else on the page has
   * @param embedded null when Hufu's own font stands for it
   */
  GlyphFont(String name, @Nullable OutlineFont embedded, FontChain chain) {
    this.name = name;
    this.embedded = embedded;
    this.chain = chain;
  }

  /**
   * A glyph of some font.
   *
   * @param font the embedded one, or one of the chain
   */
  record Glyph(OutlineFont font, int id, String key) {}

  boolean isEmbedded() {
    return embedded != null;
  }

  /** Finds the glyph of a character; empty when no font has it. */
  Optional<Glyph> ofCharacter(int codePoint) {
    try {
      if (embedded != null && embedded.glyph(codePoint) > 0) {
        return ofGlyph(embedded.glyph(codePoint));
      }
      Optional<OutlineFont> other =
          instead.computeIfAbsent(codePoint, c -> OutlineFont.showing(c, chain));
      return other.isEmpty()
          ? Optional.empty()
          : Optional.of(new Glyph(other.get(), other.get().glyph(codePoint), "own c" + codePoint));
    } catch (MalformedDataException e) {
      return Optional.empty();
    }
  }

  /** Finds a glyph of the embedded font by its number. */
  Optional<Glyph> ofGlyph(int id) {
    OutlineFont font = embedded;
    return font == null ? Optional.empty() : Optional.of(new Glyph(font, id, name + " g" + id));
  }

  /** Returns the advance width in em; 1 when it cannot be read. */
  static double advance(Glyph glyph) {
    try {
      return glyph.font().advance(glyph.id());
    } catch (MalformedDataException e) {
      return 1;
    }
  }

  /** Defines the outline, an em being 1000 units; empty for a glyph that cannot be drawn. */
  static Optional<String> define(Glyph glyph, SvgCanvas canvas) {
    try {
      Path outline = glyph.font().outline(glyph.id(), EM);
      return Optional.of(
          canvas.define(
              glyph.key(),
              definition -> definition.start("path").attribute("d", data(outline)).end()));
    } catch (MalformedDataException e) {
      return Optional.empty();
    }
  }

  private static String data(Path path) {
    StringBuilder data = new StringBuilder();
    for (Path.Segment segment : path.segments()) {
      data.append(data.isEmpty() ? "" : " ");
      if (segment instanceof Path.Move move) {
        data.append("M ").append(XmlText.numbers(move.x(), move.y()));
      } else if (segment instanceof Path.Line line) {
        data.append("L ").append(XmlText.numbers(line.x(), line.y()));
      } else if (segment instanceof Path.Curve c) {
        data.append("C ").append(XmlText.numbers(c.x1(), c.y1(), c.x2(), c.y2(), c.x(), c.y()));
      } else {
        data.append('Z');
      }
    }
    return data.toString();
  }
}
