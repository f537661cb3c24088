package io.hufu.signing.page;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.List;

/** A QR code (ISO/IEC 18004) of error correction level M with its quiet zone. */
final class QrPicture {
  /** Rows reach a hair into each other, so that no renderer leaves a line between them. */
  private static final double OVERLAP = 0.01;

  /** Light modules on every side. */
  private static final int QUIET = 4;

  private final ByteMatrix modules;

  QrPicture(String text) throws PageException {
    try {
      modules = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
    } catch (WriterException e) {
      throw new PageException(
          PageException.Code.PAGE_OVERFLOW,
          "the text of the QR code is too long: " + text.length());
    }
  }

  /** Draws the code on white; the box is the code with its quiet zone (ISO/IEC 18004 §6.3.8). */
  List<Drawing.Shape> shapes(Box box) {
    double module = box.width() / (modules.getWidth() + 2 * QUIET);
    double left = box.x() + QUIET * module;
    double top = box.y() + QUIET * module;
    Path.Builder path = new Path.Builder();
    for (int y = 0; y < modules.getHeight(); y++) {
      for (int x = 0; x < modules.getWidth(); x++) {
        int end = x;
        while (end < modules.getWidth() && modules.get(end, y) == 1) {
          end++;
        }
        if (end > x) {
          path.rectangle(
              new Box(left + x * module, top + y * module, (end - x) * module, module + OVERLAP));
          x = end;
        }
      }
    }
    Path white = new Path.Builder().rectangle(box).build();
    return List.of(
        new Drawing.Shape(white, Colour.WHITE, null),
        new Drawing.Shape(path.build(), Colour.BLACK, null));
  }

  /** Returns the modules of one side. */
  int size() {
    return modules.getWidth();
  }
}
