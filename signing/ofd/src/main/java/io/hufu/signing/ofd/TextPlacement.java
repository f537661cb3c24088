package io.hufu.signing.ofd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which glyphs a TextObject shows, and where (GB/T 33190 §11.3, §11.4). Used once.
 *
 * <p>Positions are in the object's space, in mm.
 */
final class TextPlacement {
  /** More characters than this in one object are not placed. */
  private static final int MOST = 100_000;

  private final GlyphFont font;
  private final double size;
  private final SvgCanvas canvas;
  private final List<Placed> placed = new ArrayList<>();
  private double lastX;
  private double lastY;

  TextPlacement(GlyphFont font, double size, SvgCanvas canvas) {
    this.font = font;
    this.size = size;
    this.canvas = canvas;
  }

  /** A glyph with its origin. */
  record Placed(GlyphFont.Glyph glyph, double x, double y) {}

  /** Places every TextCode; a CGTransform belongs to the TextCode that follows it, else before. */
  List<Placed> place(OfdElement text) {
    List<OfdElement> transforms = new ArrayList<>();
    OfdElement waiting = null;
    for (OfdElement child : text.children()) {
      if (child.name().equals("CGTransform")) {
        transforms.add(child);
      } else if (child.name().equals("TextCode")) {
        if (waiting != null) {
          place(waiting, List.of());
        }
        waiting = child;
        if (!transforms.isEmpty()) {
          place(child, transforms);
          transforms = new ArrayList<>();
          waiting = null;
        }
      }
    }
    if (waiting != null) {
      place(waiting, transforms);
    }
    return placed;
  }

  private void place(OfdElement code, List<OfdElement> transforms) {
    String characters;
    try {
      characters = code.content();
    } catch (OfdFault e) {
      canvas.note(NotDrawn.Reason.OBJECT_UNREADABLE, "TextCode");
      return;
    }
    lastX = first(code, "X", lastX);
    lastY = first(code, "Y", lastY);
    List<Slot> slots = slots(characters.codePoints().limit(MOST).toArray(), transforms);
    double[] stepsX = Deltas.parse(code.attribute("DeltaX").orElse(""), slots.size());
    double[] stepsY = Deltas.parse(code.attribute("DeltaY").orElse(""), slots.size());
    double x = lastX;
    double y = lastY;
    for (int i = 0; i < slots.size(); i++) {
      Optional<GlyphFont.Glyph> glyph = slots.get(i).glyph();
      if (glyph.isPresent()) {
        placed.add(new Placed(glyph.get(), x, y));
      }
      double advance = glyph.map(GlyphFont::advance).orElse(1.0) * size;
      x += i < stepsX.length ? stepsX[i] : stepsY.length > 0 ? 0 : advance;
      y += i < stepsY.length ? stepsY[i] : 0;
    }
  }

  private static double first(OfdElement code, String name, double usual) {
    double[] value = Numbers.parse(code.attribute(name).orElse(""), 1);
    return value.length == 1 ? value[0] : usual;
  }

  /** A place that one step moves on from; empty where no font has a glyph. */
  private record Slot(Optional<GlyphFont.Glyph> glyph) {}

  private List<Slot> slots(int[] codePoints, List<OfdElement> transforms) {
    List<Slot> slots = new ArrayList<>();
    int at = 0;
    for (OfdElement transform : font.isEmbedded() ? transforms : List.<OfdElement>of()) {
      int position = whole(transform, "CodePosition", 0);
      int codes = whole(transform, "CodeCount", 1);
      double[] glyphs = glyphs(transform);
      for (; at < position && at < codePoints.length; at++) {
        slots.add(character(codePoints[at]));
      }
      for (double glyph : glyphs) {
        slots.add(new Slot(font.ofGlyph((int) glyph)));
      }
      at = glyphs.length == 0 ? at : Math.max(at, position + codes);
    }
    for (; at < codePoints.length; at++) {
      slots.add(character(codePoints[at]));
    }
    return slots;
  }

  private Slot character(int codePoint) {
    Optional<GlyphFont.Glyph> glyph = font.ofCharacter(codePoint);
    if (glyph.isEmpty() && !Character.isWhitespace(codePoint)) {
      canvas.note(NotDrawn.Reason.GLYPH_MISSING, Character.toString(codePoint));
    }
    return new Slot(glyph);
  }

  private static int whole(OfdElement element, String name, int usual) {
    double[] value = Numbers.parse(element.attribute(name).orElse(""), 1);
    return value.length == 1 && value[0] >= 0 && value[0] <= MOST ? (int) value[0] : usual;
  }

  private static double[] glyphs(OfdElement transform) {
    return transform.all("Glyphs").stream()
        .findFirst()
        .map(
            glyphs -> {
              try {
                return Numbers.parse(glyphs.text(), MOST);
              } catch (OfdFault e) {
                return new double[0];
              }
            })
        .orElse(new double[0]);
  }
}
