package io.hufu.ledger.fabric;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** Writes files as a tar archive (POSIX.1-1988 ustar), with no times and no owners. */
final class UstarArchive {
  private static final int BLOCK = 512;
  private static final int CHECKSUM_AT = 148;
  private static final int CHECKSUM_LENGTH = 8;

  private UstarArchive() {}

  /** Archives in the order of the map. */
  static byte[] of(Map<String, byte[]> files) {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    files.forEach(
        (name, content) -> {
          archive.writeBytes(header(name, content.length));
          archive.writeBytes(content);
          archive.writeBytes(new byte[Math.floorMod(-content.length, BLOCK)]);
        });
    // Two empty blocks end an archive.
    archive.writeBytes(new byte[2 * BLOCK]);
    return archive.toByteArray();
  }

  private static byte[] header(String name, int length) {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "0000644\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, String.format(Locale.ROOT, "%011o\0", length));
    put(header, 136, "00000000000\0");
    Arrays.fill(header, CHECKSUM_AT, CHECKSUM_AT + CHECKSUM_LENGTH, (byte) ' ');
    put(header, 156, "0");
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xff;
    }
    put(header, CHECKSUM_AT, String.format(Locale.ROOT, "%06o\0 ", sum));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
