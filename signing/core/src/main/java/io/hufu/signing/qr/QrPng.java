package io.hufu.signing.qr;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Draws a QR code (ISO/IEC 18004) as a PNG picture of two colours. Stateless and thread-safe.
 *
 * <p>For screens: without the desktop classes of Java, which servers often lack.
 */
public final class QrPng {
  private static final int DOTS_PER_MODULE = 5;

  /** Clause 9.1: the quiet zone is four modules wide. */
  private static final int QUIET = 4;

  private QrPng() {}

  /**
   * Draws a text at error correction level M, or L when M has no room for it.
   *
   * @return empty when the text fits into no code
   */
  public static Optional<byte[]> of(String text) {
    return encoded(text, ErrorCorrectionLevel.M)
        .or(() -> encoded(text, ErrorCorrectionLevel.L))
        .map(QrPng::draw);
  }

  private static Optional<ByteMatrix> encoded(String text, ErrorCorrectionLevel level) {
    try {
      return Optional.of(Encoder.encode(text, level).getMatrix());
    } catch (WriterException e) {
      return Optional.empty();
    }
  }

  private static byte[] draw(ByteMatrix code) {
    int side = (code.getWidth() + 2 * QUIET) * DOTS_PER_MODULE;
    int row = 1 + (side + 7) / 8; // clause 7.2: a filter byte, then eight dots a byte
    byte[] picture = new byte[row * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int column = x / DOTS_PER_MODULE - QUIET;
        int line = y / DOTS_PER_MODULE - QUIET;
        boolean inside =
            column >= 0 && line >= 0 && column < code.getWidth() && line < code.getHeight();
        if (!inside || code.get(column, line) == 0) {
          picture[y * row + 1 + x / 8] |= (byte) (0x80 >> x % 8); // white is one
        }
      }
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(PngPicture.signature());
    ByteBuffer header = ByteBuffer.allocate(13).putInt(side).putInt(side).put((byte) 1);
    chunk(file, "IHDR", header.array());
    chunk(file, "IDAT", deflated(picture));
    chunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static byte[] deflated(byte[] picture) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(picture);
      deflater.finish();
      byte[] room = new byte[picture.length + 64];
      int length = deflater.deflate(room);
      return ByteBuffer.allocate(length).put(room, 0, length).array();
    } finally {
      deflater.end();
    }
  }

  /** Clause 5.3: length, type, data, CRC over type and data. */
  private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
    byte[] name = type.getBytes(ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    ByteBuffer chunk = ByteBuffer.allocate(data.length + 12).putInt(data.length);
    file.writeBytes(chunk.put(name).put(data).putInt((int) crc.getValue()).array());
  }
}
