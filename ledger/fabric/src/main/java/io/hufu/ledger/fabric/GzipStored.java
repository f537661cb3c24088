package io.hufu.ledger.fabric;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** Writes gzip (RFC 1952) whose blocks are stored (RFC 1951 §3.2.4), so that bytes never vary. */
final class GzipStored {
  private static final int LONGEST = 0xffff;

  private GzipStored() {}

  static byte[] of(byte[] content) {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    // magic, deflate, no flags, no time, no extra flags, unknown system
    gzip.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff});
    int at = 0;
    do {
      int length = Math.min(LONGEST, content.length - at);
      gzip.write(at + length == content.length ? 1 : 0);
      gzip.writeBytes(shorts(length, ~length));
      gzip.write(content, at, length);
      at += length;
    } while (at < content.length);
    CRC32 crc = new CRC32();
    crc.update(content);
    gzip.writeBytes(
        ByteBuffer.allocate(2 * Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) crc.getValue())
            .putInt(content.length)
            .array());
    return gzip.toByteArray();
  }

  private static byte[] shorts(int one, int other) {
    return ByteBuffer.allocate(2 * Short.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) one)
        .putShort((short) other)
        .array();
  }
}
