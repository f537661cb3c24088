package io.hufu.signing.input;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes archives field by field, right by default and wrong where a test says so. */
public final class ZipForge {
  private final List<Forged> entries = new ArrayList<>();
  private byte[] before = new byte[0];
  private byte[] behind = new byte[0];
  private byte[] comment = new byte[0];
  private boolean shiftOffsets;

  /** One entry; the two headers start equal and can be changed one by one. */
  public static final class Forged {
    public byte[] localName;
    public byte[] centralName;
    public byte[] data;
    public byte[] localExtra = new byte[0];
    public byte[] centralExtra = new byte[0];
    public byte[] gap = new byte[0];
    public int localFlags;
    public int centralFlags;
    public int localMethod;
    public int centralMethod;
    public long localCrc;
    public long centralCrc;
    public long localSize;
    public long centralSize;
    public long localCompressed;
    public long centralCompressed;
    public long attributes;
    public int madeBy = 20;
    public byte[] descriptor = new byte[0];
    public long offset = -1;

    private Forged(String name, byte[] content, boolean deflate) {
      localName = name.getBytes(StandardCharsets.UTF_8);
      centralName = localName;
      data = deflate ? deflate(content) : content;
      CRC32 crc = new CRC32();
      crc.update(content);
      localCrc = crc.getValue();
      centralCrc = localCrc;
      localSize = content.length;
      centralSize = localSize;
      localCompressed = data.length;
      centralCompressed = localCompressed;
      localMethod = deflate ? 8 : 0;
      centralMethod = localMethod;
    }

    /** Writes sizes and CRC behind the data, as streaming writers do. */
    public void streamed(boolean signature) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      if (signature) {
        u32(out, 0x08074b50);
      }
      u32(out, localCrc);
      u32(out, localCompressed);
      u32(out, localSize);
      descriptor = out.toByteArray();
      localCrc = 0;
      localSize = 0;
      localCompressed = 0;
      localFlags |= 8;
      centralFlags |= 8;
    }
  }

  /** Adds a stored entry. */
  public ZipForge stored(String name, byte[] content) {
    return add(name, content, false, entry -> {});
  }

  /** Adds an entry and changes it. */
  public ZipForge add(String name, byte[] content, boolean deflate, Consumer<Forged> change) {
    Forged entry = new Forged(name, content, deflate);
    change.accept(entry);
    entries.add(entry);
    return this;
  }

  /** Puts bytes before the archive; offsets count from the file's start, or the archive's. */
  public ZipForge before(byte[] bytes, boolean offsetsCountThem) {
    before = bytes.clone();
    shiftOffsets = offsetsCountThem;
    return this;
  }

  /** Puts bytes behind the archive. */
  public ZipForge behind(byte[] bytes) {
    behind = bytes.clone();
    return this;
  }

  /** Sets the archive's comment. */
  public ZipForge comment(byte[] bytes) {
    comment = bytes.clone();
    return this;
  }

  /** Returns the archive. */
  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(before);
    long base = shiftOffsets ? 0 : before.length;
    ByteArrayOutputStream central = new ByteArrayOutputStream();
    for (Forged entry : entries) {
      out.writeBytes(entry.gap);
      long offset = entry.offset >= 0 ? entry.offset : out.size() - base;
      local(out, entry);
      central(central, entry, offset);
    }
    long start = out.size() - base;
    out.writeBytes(central.toByteArray());
    u32(out, 0x06054b50);
    u16(out, 0);
    u16(out, 0);
    u16(out, entries.size());
    u16(out, entries.size());
    u32(out, central.size());
    u32(out, start);
    u16(out, comment.length);
    out.writeBytes(comment);
    out.writeBytes(behind);
    return out.toByteArray();
  }

  private static void local(ByteArrayOutputStream out, Forged entry) {
    u32(out, 0x04034b50);
    u16(out, 20);
    u16(out, entry.localFlags);
    u16(out, entry.localMethod);
    u32(out, 0x5a210000L);
    u32(out, entry.localCrc);
    u32(out, entry.localCompressed);
    u32(out, entry.localSize);
    u16(out, entry.localName.length);
    u16(out, entry.localExtra.length);
    out.writeBytes(entry.localName);
    out.writeBytes(entry.localExtra);
    out.writeBytes(entry.data);
    out.writeBytes(entry.descriptor);
  }

  private static void central(ByteArrayOutputStream out, Forged entry, long offset) {
    u32(out, 0x02014b50);
    u16(out, entry.madeBy);
    u16(out, 20);
    u16(out, entry.centralFlags);
    u16(out, entry.centralMethod);
    u32(out, 0x5a210000L);
    u32(out, entry.centralCrc);
    u32(out, entry.centralCompressed);
    u32(out, entry.centralSize);
    u16(out, entry.centralName.length);
    u16(out, entry.centralExtra.length);
    u16(out, 0);
    u16(out, 0);
    u16(out, 0);
    u32(out, entry.attributes);
    u32(out, offset);
    out.writeBytes(entry.centralName);
    out.writeBytes(entry.centralExtra);
  }

  private static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(content);
    deflater.finish();
    byte[] buffer = new byte[content.length + 64];
    int length = deflater.deflate(buffer);
    deflater.end();
    return java.util.Arrays.copyOf(buffer, length);
  }

  private static void u16(ByteArrayOutputStream out, int value) {
    out.write(value);
    out.write(value >> 8);
  }

  private static void u32(ByteArrayOutputStream out, long value) {
    u16(out, (int) value);
    u16(out, (int) (value >> 16));
  }
}
