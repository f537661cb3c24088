package io.hufu.signing.ofd;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes an archive in the plainest form: sizes in both headers, UTF-8 names, one fixed date.
 *
 * <p>Equal entries give equal bytes on every machine with the same deflater.
 */
final class ZipWriter {
  private static final int VERSION = 20;
  private static final int UTF8 = 1 << 11;
  private static final int DEFLATED = 8;

  /** 1980-01-01, the first day that the format knows: dates are in the parts. */
  private static final long DATE = 0x0021L << 16;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();

  private ZipWriter() {}

  static byte[] write(Map<String, byte[]> entries) {
    ZipWriter writer = new ZipWriter();
    entries.forEach(writer::add);
    return writer.end(entries.size());
  }

  private void add(String name, byte[] content) {
    byte[] packed = deflate(content);
    boolean deflated = packed.length < content.length;
    byte[] data = deflated ? packed : content;
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    int flags = name.length() == path.length ? 0 : UTF8;
    CRC32 crc = new CRC32();
    crc.update(content);
    ByteArrayOutputStream common = new ByteArrayOutputStream();
    u16(common, VERSION);
    u16(common, flags);
    u16(common, deflated ? DEFLATED : 0);
    u32(common, DATE);
    u32(common, crc.getValue());
    u32(common, data.length);
    u32(common, content.length);
    u16(common, path.length);
    u16(common, 0); // extra
    long offset = out.size();
    u32(out, 0x04034b50);
    out.writeBytes(common.toByteArray());
    out.writeBytes(path);
    out.writeBytes(data);
    u32(directory, 0x02014b50);
    u16(directory, VERSION);
    directory.writeBytes(common.toByteArray());
    u16(directory, 0); // comment
    u16(directory, 0); // disk
    u16(directory, 0); // internal attributes
    u32(directory, 0); // external attributes
    u32(directory, offset);
    directory.writeBytes(path);
  }

  private byte[] end(int count) {
    long start = out.size();
    out.writeBytes(directory.toByteArray());
    u32(out, 0x06054b50);
    u32(out, 0); // disks
    u16(out, count);
    u16(out, count);
    u32(out, directory.size());
    u32(out, start);
    u16(out, 0); // comment
    return out.toByteArray();
  }

  private static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(content);
      deflater.finish();
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 14];
      while (!deflater.finished()) {
        packed.write(buffer, 0, deflater.deflate(buffer));
      }
      return packed.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void u16(ByteArrayOutputStream to, int value) {
    to.write(value);
    to.write(value >> 8);
  }

  private static void u32(ByteArrayOutputStream to, long value) {
    u16(to, (int) value);
    u16(to, (int) (value >> 16));
  }
}
