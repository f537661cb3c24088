package io.hufu.signing.page;

import io.hufu.crypto.MalformedDataException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Which characters of which fonts a document uses. Not thread-safe.
 *
 * <p>Every character gets a glyph of its own in the subset, even where two share one in the font,
 * so that what is copied from the page is what the licence says.
 */
final class FontUse {
  private final FontChain chain;
  private final Map<TrueTypeFont, Map<Integer, Integer>> used = new LinkedHashMap<>();
  private final Map<TrueTypeFont, Map<Integer, Integer>> ids = new HashMap<>();
  private final List<TrueTypeFont> order = new ArrayList<>();

  FontUse(FontChain chain) {
    this.chain = chain;
  }

  /**
   * A character as the chain shows it.
   *
   * @param original glyph in the whole font
   * @param width advance in em
   */
  record Shown(TrueTypeFont font, int codePoint, int original, double width) {}

  /** Finds the first font that can show a character. */
  Shown show(int codePoint) throws PageException {
    try {
      for (TrueTypeFont font : chain.fonts()) {
        int glyph = isVisible(codePoint) ? font.glyph(codePoint) : 0;
        if (glyph > 0) {
          return new Shown(
              font, codePoint, glyph, font.perMille(font.glyphs().advance(glyph)) / 1000.0);
        }
      }
    } catch (MalformedDataException e) {
      throw new PageException(PageException.Code.GLYPH_MISSING, "font: " + e.getMessage());
    }
    throw new PageException(
        PageException.Code.GLYPH_MISSING,
        String.format(
            Locale.ROOT, "no font has the character %s (U+%04X)", printable(codePoint), codePoint));
  }

  /** Controls, direction marks and joiners leave no mark on paper, and so are never shown. */
  private static boolean isVisible(int codePoint) {
    int type = Character.getType(codePoint);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && !isVariationSelector(codePoint);
  }

  /** A selector alone changes another glyph, which this layout does not do. */
  private static boolean isVariationSelector(int codePoint) {
    return (codePoint >= 0xfe00 && codePoint <= 0xfe0f)
        || (codePoint >= 0xe0100 && codePoint <= 0xe01ef);
  }

  private static String printable(int codePoint) {
    return isVisible(codePoint) ? Character.toString(codePoint) : "\ufffd";
  }

  /** Notes that a character is drawn; returns its glyph in the subset. */
  int use(Shown shown) {
    Map<Integer, Integer> glyphs =
        used.computeIfAbsent(
            shown.font(),
            font -> {
              order.add(font);
              ids.put(font, new HashMap<>());
              return new LinkedHashMap<>();
            });
    glyphs.putIfAbsent(shown.codePoint(), shown.original());
    Map<Integer, Integer> known = Objects.requireNonNull(ids.get(shown.font()));
    return known.computeIfAbsent(shown.codePoint(), unused -> glyphs.size());
  }

  /** Returns the index of a font that is in use. */
  int index(TrueTypeFont font) {
    return order.indexOf(font);
  }

  /** Cuts the subsets of all fonts in use. */
  List<EmbeddedFont> embedded() throws PageException {
    List<EmbeddedFont> result = new ArrayList<>();
    for (Map.Entry<TrueTypeFont, Map<Integer, Integer>> entry : used.entrySet()) {
      try {
        result.add(new FontSubset(entry.getKey(), entry.getValue()).cut());
      } catch (MalformedDataException e) {
        throw new PageException(
            PageException.Code.GLYPH_MISSING, entry.getKey().name() + ": " + e.getMessage());
      }
    }
    return result;
  }
}
