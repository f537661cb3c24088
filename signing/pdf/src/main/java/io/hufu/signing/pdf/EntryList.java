package io.hufu.signing.pdf;

import java.util.Arrays;

/** Entries of all cross-reference sections of a file, in columns: a million cost little. */
final class EntryList {
  /** Entries of all sections together. */
  static final int MAX_ENTRIES = 1 << 21;

  /** Highest object number (ISO 32000-1 annex C). */
  static final int MAX_NUMBER = 8_388_607;

  /** What an entry says (§7.5.4, §7.5.8.3 table 18). */
  static final int FREE = 0;

  static final int USED = 1;
  static final int COMPRESSED = 2;

  private int size;
  private int[] numbers = new int[256];
  private byte[] kinds = new byte[256];
  private long[] values = new long[256];
  private int[] extras = new int[256];

  /**
   * One entry.
   *
   * @param value USED: position in the file; COMPRESSED: number of the object stream
   * @param extra USED and FREE: generation; COMPRESSED: index in the object stream
   */
  record Entry(int number, int kind, long value, int extra) {
    boolean isFree() {
      return kind == FREE;
    }

    boolean isUsed() {
      return kind == USED;
    }

    boolean isCompressed() {
      return kind == COMPRESSED;
    }
  }

  int size() {
    return size;
  }

  void add(Entry entry, long where) throws PdfFault {
    if (entry.number() < 0 || entry.number() > MAX_NUMBER) {
      throw PdfFault.malformed(where, "an object number above " + MAX_NUMBER);
    }
    if (size == MAX_ENTRIES) {
      throw PdfFault.limit("cross-reference entries", MAX_ENTRIES);
    }
    if (size == numbers.length) {
      grow();
    }
    numbers[size] = entry.number();
    kinds[size] = (byte) entry.kind();
    values[size] = entry.value();
    extras[size++] = entry.extra();
  }

  private void grow() {
    int room = Math.min(MAX_ENTRIES, size * 2);
    numbers = Arrays.copyOf(numbers, room);
    kinds = Arrays.copyOf(kinds, room);
    values = Arrays.copyOf(values, room);
    extras = Arrays.copyOf(extras, room);
  }

  Entry get(int index) {
    return new Entry(numbers[index], kinds[index], values[index], extras[index]);
  }

  int number(int index) {
    return numbers[index];
  }

  int kind(int index) {
    return kinds[index];
  }

  long value(int index) {
    return values[index];
  }
}
