package io.hufu.signing.pdf;

/** Undoes predictor functions (ISO 32000-1 §7.4.4.4). */
final class Predictor {
  private final int colours;
  private final int bits;
  private final int columns;

  private Predictor(Cos.Dict parameters, StreamDecoder.Bounded data) throws PdfFault {
    this.colours = whole(parameters, "Colors", 1, data);
    this.bits = whole(parameters, "BitsPerComponent", 8, data);
    this.columns = whole(parameters, "Columns", 1, data);
  }

  static byte[] undo(byte[] bytes, Cos.Dict parameters, StreamDecoder.Bounded data)
      throws PdfFault {
    int kind = whole(parameters, "Predictor", 1, data);
    if (kind == 1) {
      return bytes;
    }
    Predictor predictor = new Predictor(parameters, data);
    if (kind == 2 && predictor.bits == 8) {
      return predictor.tiff(bytes);
    }
    if (kind >= 10 && kind <= 15) {
      return predictor.png(bytes, data);
    }
    throw PdfFault.malformed(data.position(), "a predictor that is not read here: " + kind);
  }

  private static int whole(Cos.Dict parameters, String key, int absent, StreamDecoder.Bounded data)
      throws PdfFault {
    Cos value = parameters.get(key);
    if (value instanceof Cos.Null) {
      return absent;
    }
    if (value instanceof Cos.Num n && n.whole() && n.value() >= 1 && n.value() <= 1 << 20) {
      return (int) n.value();
    }
    throw PdfFault.malformed(data.position(), "/" + key + " of a predictor is out of range");
  }

  private int rowLength() {
    return (int) Math.min(StreamDecoder.MAX_BYTES, ((long) colours * bits * columns + 7) / 8);
  }

  private int pixelLength() {
    return Math.max(1, (int) Math.min(1 << 20, (long) colours * bits / 8));
  }

  private byte[] tiff(byte[] bytes) {
    int row = rowLength();
    byte[] out = bytes.clone();
    for (int start = 0; start < out.length; start += row) {
      int end = Math.min(out.length, start + row);
      for (int i = start + colours; i < end; i++) {
        out[i] += out[i - colours];
      }
    }
    return out;
  }

  private byte[] png(byte[] bytes, StreamDecoder.Bounded data) throws PdfFault {
    int row = rowLength();
    int pixel = pixelLength();
    int rows = bytes.length / (row + 1);
    if (rows * (row + 1) != bytes.length) {
      throw data.broken("predictor");
    }
    byte[] out = new byte[rows * row];
    for (int r = 0; r < rows; r++) {
      int filter = bytes[r * (row + 1)];
      for (int i = 0; i < row; i++) {
        int at = r * row + i;
        int left = i >= pixel ? out[at - pixel] & 0xff : 0;
        int up = r > 0 ? out[at - row] & 0xff : 0;
        int corner = i >= pixel && r > 0 ? out[at - row - pixel] & 0xff : 0;
        int predicted =
            switch (filter) {
              case 0 -> 0;
              case 1 -> left;
              case 2 -> up;
              case 3 -> (left + up) / 2;
              case 4 -> paeth(left, up, corner);
              default -> throw data.broken("predictor");
            };
        out[at] = (byte) (bytes[r * (row + 1) + 1 + i] + predicted);
      }
    }
    return out;
  }

  /** W3C PNG §9.4. */
  private static int paeth(int left, int up, int corner) {
    int estimate = left + up - corner;
    int toLeft = Math.abs(estimate - left);
    int toUp = Math.abs(estimate - up);
    int toCorner = Math.abs(estimate - corner);
    if (toLeft <= toUp && toLeft <= toCorner) {
      return left;
    }
    return toUp <= toCorner ? up : corner;
  }
}
