package io.hufu.signing.qr;

import io.hufu.crypto.MalformedDataException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decompresses and unfilters the rows of a PNG picture into brightness. Used once. */
final class PngRows {
  /** Clause 8.2, Adam7: first column and row of each pass, and the steps. */
  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private static final int[] WHOLE = {0, 0, 1, 1};

  private final PngHeader header;
  private final byte[] palette;
  private final Iterator<ByteBuffer> data;
  private final byte[] luminance;
  private final Inflater inflater = new Inflater();

  PngRows(PngChunks chunks, byte[] luminance) {
    this.header = chunks.header();
    this.palette = chunks.palette();
    this.data = chunks.data().iterator();
    this.luminance = luminance;
  }

  void read() throws MalformedDataException {
    try {
      if (header.interlaced()) {
        for (int[] pass : PASSES) {
          pass(pass);
        }
      } else {
        pass(WHOLE);
      }
    } catch (DataFormatException e) {
      throw new MalformedDataException("PNG: the picture cannot be decompressed", e);
    } finally {
      inflater.end();
    }
  }

  private void pass(int[] pass) throws MalformedDataException, DataFormatException {
    int columns = (header.width() - pass[0] + pass[2] - 1) / pass[2];
    int rows = (header.height() - pass[1] + pass[3] - 1) / pass[3];
    if (columns <= 0 || rows <= 0) {
      return;
    }
    byte[] above = new byte[header.rowBytes(columns)];
    byte[] row = new byte[above.length];
    byte[] filter = new byte[1];
    for (int y = 0; y < rows; y++) {
      inflate(filter);
      inflate(row);
      unfilter(filter[0], row, above);
      int start = (pass[1] + y * pass[3]) * header.width() + pass[0];
      for (int x = 0; x < columns; x++) {
        luminance[start + x * pass[2]] = (byte) brightness(row, x);
      }
      byte[] done = above;
      above = row;
      row = done;
    }
  }

  private void inflate(byte[] target) throws MalformedDataException, DataFormatException {
    int filled = 0;
    while (filled < target.length) {
      int count = inflater.inflate(target, filled, target.length - filled);
      filled += count;
      if (count == 0) {
        if (!inflater.needsInput() || !data.hasNext()) {
          throw new MalformedDataException("PNG: the picture is cut off");
        }
        inflater.setInput(data.next());
      }
    }
  }

  /** Clause 9.2: each byte is told by its neighbours to the left, above, and above left. */
  private void unfilter(byte type, byte[] row, byte[] above) throws MalformedDataException {
    int back = header.pixelBytes();
    for (int i = 0; i < row.length; i++) {
      int left = i < back ? 0 : row[i - back] & 0xff;
      int up = above[i] & 0xff;
      int corner = i < back ? 0 : above[i - back] & 0xff;
      int told =
          switch (type) {
            case 0 -> 0;
            case 1 -> left;
            case 2 -> up;
            case 3 -> (left + up) / 2;
            case 4 -> paeth(left, up, corner);
            default -> throw new MalformedDataException("PNG: a filter that there is not");
          };
      row[i] += (byte) told;
    }
  }

  /** Clause 9.4. */
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

  private int brightness(byte[] row, int x) throws MalformedDataException {
    int first = sample(row, x, 0);
    return switch (header.colour()) {
      case 0 -> header.depth() < 8 ? first * 255 / ((1 << header.depth()) - 1) : first;
      case 2 -> grey(first, sample(row, x, 1), sample(row, x, 2));
      case 3 -> paletted(first);
      case 4 -> onWhite(first, sample(row, x, 1));
      default -> onWhite(grey(first, sample(row, x, 1), sample(row, x, 2)), sample(row, x, 3));
    };
  }

  private int paletted(int index) throws MalformedDataException {
    if (index * 3 >= palette.length) {
      throw new MalformedDataException("PNG: a colour that is not in the palette");
    }
    return grey(
        palette[index * 3] & 0xff, palette[index * 3 + 1] & 0xff, palette[index * 3 + 2] & 0xff);
  }

  private static int grey(int red, int green, int blue) {
    return (red * 306 + green * 601 + blue * 117) >> 10;
  }

  private static int onWhite(int grey, int alpha) {
    return (grey * alpha + 255 * (255 - alpha)) / 255;
  }

  /** A sample of 16 bits counts by its upper eight. */
  private int sample(byte[] row, int x, int channel) {
    int depth = header.depth();
    if (depth >= 8) {
      int bytes = depth / 8;
      return row[(x * header.channels() + channel) * bytes] & 0xff;
    }
    int bit = x * depth;
    return row[bit / 8] >> (8 - depth - bit % 8) & (1 << depth) - 1;
  }
}
