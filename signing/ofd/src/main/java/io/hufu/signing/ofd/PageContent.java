package io.hufu.signing.ofd;

import io.hufu.signing.page.Colour;
import io.hufu.signing.page.Drawing;
import io.hufu.signing.page.DrawingList;
import io.hufu.signing.page.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one page of a drawing list as Content.xml (GB/T 33190 §7.7, §9 to §11). */
final class PageContent {
  private static final double ASCENT = 1.2;
  private static final double HEIGHT = 1.6;

  private final ResourceIds ids;
  private final XmlText xml = XmlText.root("Page");

  private PageContent(ResourceIds ids) {
    this.ids = ids;
  }

  /** Hands out the numbers that objects and resources have in one document. Not thread-safe. */
  interface ResourceIds {
    /** Returns a number that nothing else has. */
    int next();

    /** Returns the number of a font of the drawing list. */
    int font(int index);

    /** Returns the number of a picture, which becomes a resource when it is new. */
    int picture(Drawing.Picture picture);
  }

  static byte[] write(DrawingList.Page page, ResourceIds ids) {
    PageContent content = new PageContent(ids);
    content.xml.start("Area");
    content.xml.element("PhysicalBox", XmlText.numbers(0, 0, page.width(), page.height())).end();
    content.xml.start("Content").start("Layer");
    content.xml.attribute("ID", ids.next()).attribute("Type", "Body");
    page.drawings().forEach(drawing -> content.draw(drawing, page));
    return content.xml.bytes();
  }

  private void draw(Drawing drawing, DrawingList.Page page) {
    if (drawing instanceof Drawing.Text text) {
      text(text, page);
    } else if (drawing instanceof Drawing.Shape shape) {
      shape(shape);
    } else if (drawing instanceof Drawing.Picture picture) {
      xml.start("ImageObject").attribute("ID", ids.next());
      double width = picture.box().width();
      double height = picture.box().height();
      boundary(picture.box().x(), picture.box().y(), width, height);
      xml.attribute("CTM", XmlText.numbers(width, 0, 0, height, 0, 0));
      xml.attribute("ResourceID", ids.picture(picture)).end();
    }
  }

  private void boundary(double x, double y, double width, double height) {
    xml.attribute("Boundary", XmlText.numbers(x, y, width, height));
  }

  private void text(Drawing.Text text, DrawingList.Page page) {
    boolean turned = text.angle() != 0;
    double size = text.size();
    double last = text.glyphs().get(text.glyphs().size() - 1).offset();
    xml.start("TextObject").attribute("ID", ids.next());
    if (turned) {
      double angle = StrictMath.toRadians(text.angle());
      double cos = StrictMath.cos(angle);
      double sin = StrictMath.sin(angle);
      boundary(0, 0, page.width(), page.height());
      xml.attribute(
          "CTM", XmlText.precise(cos, -sin, sin, cos) + " " + XmlText.numbers(text.x(), text.y()));
    } else {
      boundary(text.x(), text.y() - ASCENT * size, last + ASCENT * size, HEIGHT * size);
    }
    xml.attribute("Font", ids.font(text.font())).attribute("Size", XmlText.number(size));
    if (text.stroke() > 0) {
      xml.attribute("Stroke", "true").attribute("LineWidth", XmlText.number(text.stroke()));
    }
    colour(xml, "FillColor", text.colour());
    if (text.stroke() > 0) {
      colour(xml, "StrokeColor", text.colour());
    }
    xml.start("TextCode").attribute("X", "0");
    xml.attribute("Y", turned ? "0" : XmlText.number(ASCENT * size));
    if (text.glyphs().size() > 1) {
      xml.attribute("DeltaX", deltas(text.glyphs()));
    }
    xml.text(text.characters()).end().end();
  }

  /** Distances from glyph to glyph; one that a character outside the BMP shows counts once. */
  private static String deltas(List<Drawing.Glyph> glyphs) {
    StringBuilder deltas = new StringBuilder();
    for (int i = 1; i < glyphs.size(); i++) {
      double delta = glyphs.get(i).offset() - glyphs.get(i - 1).offset();
      deltas.append(i == 1 ? "" : " ").append(XmlText.number(delta));
    }
    return deltas.toString();
  }

  private void shape(Drawing.Shape shape) {
    shape(xml, shape, ids.next());
  }

  /** Writes a path, also for the picture of a seal. */
  static void shape(XmlText xml, Drawing.Shape shape, int id) {
    Drawing.@Nullable Stroke stroke = shape.stroke();
    double margin = stroke == null ? 0 : stroke.width() / 2;
    Bounds bounds = Bounds.of(shape.path(), margin);
    xml.start("PathObject").attribute("ID", id);
    xml.attribute(
        "Boundary", XmlText.numbers(bounds.left, bounds.top, bounds.width(), bounds.height()));
    xml.attribute("Stroke", Boolean.toString(stroke != null));
    xml.attribute("Fill", Boolean.toString(shape.fill() != null));
    if (stroke != null) {
      xml.attribute("LineWidth", XmlText.number(stroke.width()));
      xml.attribute("Join", "Round").attribute("Cap", "Round");
      colour(xml, "StrokeColor", stroke.colour());
    }
    Colour fill = shape.fill();
    if (fill != null) {
      colour(xml, "FillColor", fill);
    }
    xml.element("AbbreviatedData", data(shape.path(), bounds)).end();
  }

  private static void colour(XmlText xml, String name, Colour colour) {
    xml.start(name)
        .attribute("Value", colour.red() + " " + colour.green() + " " + colour.blue())
        .end();
  }

  private static String data(Path path, Bounds from) {
    StringBuilder data = new StringBuilder();
    for (Path.Segment segment : path.segments()) {
      data.append(data.isEmpty() ? "" : " ");
      if (segment instanceof Path.Move move) {
        data.append("M ").append(from.relative(move.x(), move.y()));
      } else if (segment instanceof Path.Line line) {
        data.append("L ").append(from.relative(line.x(), line.y()));
      } else if (segment instanceof Path.Curve c) {
        data.append("B ").append(from.relative(c.x1(), c.y1(), c.x2(), c.y2(), c.x(), c.y()));
      } else {
        data.append("C");
      }
    }
    return data.toString();
  }

  /** The rectangle around a path. */
  private static final class Bounds {
    private double left = Double.MAX_VALUE;
    private double top = Double.MAX_VALUE;
    private double right = -Double.MAX_VALUE;
    private double bottom = -Double.MAX_VALUE;

    static Bounds of(Path path, double margin) {
      Bounds bounds = new Bounds();
      for (Path.Segment segment : path.segments()) {
        if (segment instanceof Path.Move move) {
          bounds.add(move.x(), move.y(), margin);
        } else if (segment instanceof Path.Line line) {
          bounds.add(line.x(), line.y(), margin);
        } else if (segment instanceof Path.Curve c) {
          bounds.add(c.x1(), c.y1(), margin);
          bounds.add(c.x2(), c.y2(), margin);
          bounds.add(c.x(), c.y(), margin);
        }
      }
      return path.segments().isEmpty() ? bounds.add(0, 0, 0) : bounds;
    }

    private Bounds add(double x, double y, double margin) {
      left = Math.min(left, x - margin);
      top = Math.min(top, y - margin);
      right = Math.max(right, x + margin);
      bottom = Math.max(bottom, y + margin);
      return this;
    }

    double width() {
      return right - left;
    }

    double height() {
      return bottom - top;
    }

    String relative(double... points) {
      double[] moved = points.clone();
      for (int i = 0; i < moved.length; i += 2) {
        moved[i] -= left;
        moved[i + 1] -= top;
      }
      return XmlText.numbers(moved);
    }
  }
}
