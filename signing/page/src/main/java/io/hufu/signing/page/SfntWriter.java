package io.hufu.signing.page;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;

/** Writes tables as a TrueType file with its check sums (OpenType 1.9, "otff"). */
final class SfntWriter {
  private static final int MAGIC = 0xb1b0afba;

  private SfntWriter() {}

  static byte[] write(SortedMap<String, byte[]> tables) {
    int count = tables.size();
    int size = 12 + 16 * count + tables.values().stream().mapToInt(t -> padded(t.length)).sum();
    ByteBuffer file = ByteBuffer.allocate(size);
    int power = Integer.highestOneBit(count);
    file.putInt(0x00010000).putShort((short) count).putShort((short) (16 * power));
    file.putShort((short) Integer.numberOfTrailingZeros(power));
    file.putShort((short) (16 * (count - power)));
    int offset = 12 + 16 * count;
    int head = 0;
    for (Map.Entry<String, byte[]> table : tables.entrySet()) {
      byte[] bytes = table.getValue();
      head = table.getKey().equals("head") ? offset : head;
      file.put(table.getKey().getBytes(StandardCharsets.US_ASCII));
      file.putInt(sum(bytes)).putInt(offset).putInt(bytes.length);
      file.put(offset, bytes);
      offset += padded(bytes.length);
    }
    file.putInt(head + 8, MAGIC - sum(file.array()));
    return file.array();
  }

  private static int padded(int length) {
    return length + 3 & ~3;
  }

  /** The sum of all 32-bit words, the last one filled up with zeros. */
  private static int sum(byte[] bytes) {
    ByteBuffer words = ByteBuffer.allocate(padded(bytes.length)).put(0, bytes);
    int sum = 0;
    while (words.hasRemaining()) {
      sum += words.getInt();
    }
    return sum;
  }
}
