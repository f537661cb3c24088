package io.hufu.signing.qr;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.hufu.crypto.MalformedDataException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The chunks of a PNG file that matter: header, palette and picture data. */
record PngChunks(PngHeader header, byte[] palette, List<ByteBuffer> data) {
  private static final int OVERHEAD = 12;

  static PngChunks read(byte[] file, int start) throws MalformedDataException {
    PngHeader header = null;
    byte[] palette = {};
    List<ByteBuffer> data = new ArrayList<>();
    int position = start;
    while (position < file.length) {
      ByteBuffer chunk = chunk(file, position);
      String type = new String(file, position + 4, 4, ISO_8859_1);
      position += OVERHEAD + chunk.remaining();
      if (header == null != type.equals("IHDR")) {
        throw new MalformedDataException("PNG: does not start with one header");
      }
      switch (type) {
        case "IHDR" -> header = PngHeader.read(chunk);
        case "PLTE" -> palette = palette(chunk);
        case "IDAT" -> data.add(chunk);
        case "IEND" -> position = file.length;
        default -> refuseCritical(type);
      }
    }
    return complete(header, palette, data);
  }

  private static PngChunks complete(
      @Nullable PngHeader header, byte[] palette, List<ByteBuffer> data)
      throws MalformedDataException {
    if (header == null || data.isEmpty() || (header.colour() == 3 && palette.length == 0)) {
      throw new MalformedDataException("PNG: header, palette or picture is missing");
    }
    return new PngChunks(header, palette, List.copyOf(data));
  }

  /** Clause 5.3: length, type, data, CRC over type and data. */
  private static ByteBuffer chunk(byte[] file, int position) throws MalformedDataException {
    int left = file.length - position - OVERHEAD;
    int length = left < 0 ? -1 : ByteBuffer.wrap(file, position, 4).getInt();
    if (length < 0 || length > left) {
      throw new MalformedDataException("PNG: a chunk is cut off");
    }
    CRC32 crc = new CRC32();
    crc.update(file, position + 4, length + 4);
    if ((int) crc.getValue() != ByteBuffer.wrap(file, position + 8 + length, 4).getInt()) {
      throw new MalformedDataException("PNG: a chunk was damaged");
    }
    return ByteBuffer.wrap(file, position + 8, length).slice();
  }

  private static byte[] palette(ByteBuffer chunk) throws MalformedDataException {
    byte[] palette = new byte[chunk.remaining()];
    chunk.get(palette);
    if (palette.length == 0 || palette.length % 3 != 0 || palette.length > 256 * 3) {
      throw new MalformedDataException("PNG: the palette is no palette");
    }
    return palette;
  }

  /** Clause 5.4: a capital first letter means that nobody may ignore the chunk. */
  private static void refuseCritical(String type) throws MalformedDataException {
    if (Character.isUpperCase(type.charAt(0))) {
      throw new MalformedDataException("PNG: a critical chunk that is not known");
    }
  }
}
