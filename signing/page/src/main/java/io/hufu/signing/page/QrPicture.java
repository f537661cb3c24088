package io.hufu.signing.page;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/** A QR code (ISO/IEC 18004) of error correction level M as one filled path. */
final class QrPicture {
  /** Rows reach a hair into each other, so that no renderer leaves a line between them. */
  private static final double OVERLAP = 0.01;

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

  /** Draws dark modules; the box is the code without its quiet zone, which stays white. */
  Drawing.Shape shape(Box box) {
    double module = box.width() / modules.getWidth();
    Path.Builder path = new Path.Builder();
    for (int y = 0; y < modules.getHeight(); y++) {
      for (int x = 0; x < modules.getWidth(); x++) {
        int end = x;
        while (end < modules.getWidth() && modules.get(end, y) == 1) {
          end++;
        }
        if (end > x) {
          path.rectangle(
              new Box(
                  box.x() + x * module,
                  box.y() + y * module,
                  (end - x) * module,
                  module + OVERLAP));
          x = end;
        }
      }
    }
    return new Drawing.Shape(path.build(), Colour.BLACK, null);
  }

  /** Returns the modules of one side. */
  int size() {
    return modules.getWidth();
  }
}
