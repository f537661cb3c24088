package io.hufu.signing.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Draws QR codes as PNG, by the desktop classes of Java, which the library does without. */
public final class Pictures {
  private Pictures() {}

  /** One code on a white page, four dots a module. */
  public static BufferedImage page(String content, int type) throws WriterException {
    BitMatrix code = new QRCodeWriter().encode(content, BarcodeFormat.QR_CODE, 1, 1);
    int size = code.getWidth() * 4;
    BufferedImage page = new BufferedImage(size + 200, size + 300, type);
    Graphics2D pen = page.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, page.getWidth(), page.getHeight());
    pen.setColor(Color.BLACK);
    draw(pen, code, 90, 170);
    pen.dispose();
    return page;
  }

  private static void draw(Graphics2D pen, BitMatrix code, int left, int top) {
    for (int x = 0; x < code.getWidth(); x++) {
      for (int y = 0; y < code.getHeight(); y++) {
        if (code.get(x, y)) {
          pen.fillRect(left + x * 4, top + y * 4, 4, 4);
        }
      }
    }
  }

  /** Two codes on one page. */
  public static BufferedImage page(String first, String second) throws WriterException {
    BufferedImage above = page(first, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage below = page(second, BufferedImage.TYPE_BYTE_GRAY);
    int width = Math.max(above.getWidth(), below.getWidth());
    BufferedImage page =
        new BufferedImage(
            width, above.getHeight() + below.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = page.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, page.getWidth(), page.getHeight());
    pen.drawImage(above, 0, 0, null);
    pen.drawImage(below, 0, above.getHeight(), null);
    pen.dispose();
    return page;
  }

  /** The page as a scanner that stands askew sees it. */
  public static BufferedImage askew(BufferedImage page) {
    AffineTransform turn =
        AffineTransform.getRotateInstance(0.05, page.getWidth() / 2.0, page.getHeight() / 2.0);
    BufferedImage turned =
        new BufferedImage(page.getWidth(), page.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = turned.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, page.getWidth(), page.getHeight());
    pen.drawImage(page, new AffineTransformOp(turn, AffineTransformOp.TYPE_BILINEAR), 0, 0);
    pen.dispose();
    return turned;
  }

  public static byte[] png(BufferedImage image) throws IOException {
    return png(image, false);
  }

  public static byte[] png(BufferedImage image, boolean interlaced) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam settings = writer.getDefaultWriteParam();
    settings.setProgressiveMode(
        interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
