package io.hufu.signing.page;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Map;

/**
 * Draws a page by the desktop classes of Java, as a printer would: shapes as they are, each glyph
 * as a block that hides more than the glyph does.
 */
final class PageRaster {
  private final BufferedImage image;

  PageRaster(DrawingList.Page page, int dotsPerInch) {
    double scale = dotsPerInch / 25.4;
    image =
        new BufferedImage(
            (int) Math.ceil(page.width() * scale),
            (int) Math.ceil(page.height() * scale),
            BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, image.getWidth(), image.getHeight());
    pen.scale(scale, scale);
    page.drawings().forEach(drawing -> draw(pen, drawing));
    pen.dispose();
  }

  private static void draw(Graphics2D pen, Drawing drawing) {
    if (drawing instanceof Drawing.Shape shape) {
      draw(pen, shape);
    } else if (drawing instanceof Drawing.Picture picture) {
      pen.setColor(Color.BLACK);
      pen.fill(rectangle(picture.box()));
    } else if (drawing instanceof Drawing.Text text) {
      AffineTransform before = pen.getTransform();
      pen.translate(text.x(), text.y());
      pen.rotate(Math.toRadians(-text.angle()));
      pen.setColor(colour(text.colour()));
      for (Drawing.Glyph glyph : text.glyphs()) {
        pen.fill(
            new Rectangle2D.Double(
                glyph.offset(), -0.9 * text.size(), text.size(), 1.1 * text.size()));
      }
      pen.setTransform(before);
    }
  }

  private static void draw(Graphics2D pen, Drawing.Shape shape) {
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    for (Path.Segment segment : shape.path().segments()) {
      if (segment instanceof Path.Move move) {
        path.moveTo(move.x(), move.y());
      } else if (segment instanceof Path.Line line) {
        path.lineTo(line.x(), line.y());
      } else if (segment instanceof Path.Curve curve) {
        path.curveTo(curve.x1(), curve.y1(), curve.x2(), curve.y2(), curve.x(), curve.y());
      } else {
        path.closePath();
      }
    }
    Colour fill = shape.fill();
    if (fill != null) {
      pen.setColor(colour(fill));
      pen.fill(path);
    }
    Drawing.Stroke stroke = shape.stroke();
    if (stroke != null) {
      pen.setColor(colour(stroke.colour()));
      pen.setStroke(
          new BasicStroke((float) stroke.width(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      pen.draw(path);
    }
  }

  private static Rectangle2D rectangle(Box box) {
    return new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height());
  }

  private static Color colour(Colour colour) {
    return new Color(colour.red(), colour.green(), colour.blue());
  }

  /** Reads the one QR code of the page, by ZXing. */
  String code() throws NotFoundException {
    byte[] dots = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    int width = image.getWidth();
    int height = image.getHeight();
    LuminanceSource page =
        new PlanarYUVLuminanceSource(dots, width, height, 0, 0, width, height, false);
    // Ornaments look like corners of a code; this reader looks further, as that of pictures does.
    return new QRCodeMultiReader()
            .decodeMultiple(
                new BinaryBitmap(new HybridBinarizer(page)),
                Map.of(DecodeHintType.TRY_HARDER, true))[0]
            .getText();
  }
}
