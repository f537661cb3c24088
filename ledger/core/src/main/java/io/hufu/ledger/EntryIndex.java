package io.hufu.ledger;

import java.util.Arrays;

/**
 * Positions by the first eight bytes of a digest: open addressing in two arrays. Thread-safe.
 *
 * <p>Takes 12 bytes a slot and fills three slots of four at most, so 16 to 32 bytes an entry. It
 * only proposes positions: prefixes may collide, even on purpose, so whoever asks compares the
 * whole entry. A cache: it is rebuilt from the entries when a log opens.
 */
final class EntryIndex {
  private static final int FIRST_CAPACITY = 1 << 10;
  private static final int LARGEST_CAPACITY = 1 << 30;

  /** Unknown to who chooses entries, so that nobody can make all of them meet in one slot. */
  private final long seed;

  private long[] prefixes = new long[FIRST_CAPACITY];

  /** Position plus one; 0 is an empty slot. */
  private int[] positions = new int[FIRST_CAPACITY];

  private int count;

  EntryIndex(long seed) {
    this.seed = seed;
  }

  /** Reads the prefix of a digest at an offset. */
  static long prefix(byte[] bytes, int offset) {
    long prefix = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      prefix = prefix << Byte.SIZE | (bytes[offset + i] & 0xff);
    }
    return prefix;
  }

  /** Counts the positions. */
  synchronized int count() {
    return count;
  }

  /** Adds a position, 0 or more. */
  synchronized void add(long prefix, long position) {
    if (4L * (count + 1) > 3L * positions.length) {
      grow();
    }
    place(prefix, Math.addExact(Math.toIntExact(position), 1));
    count++;
  }

  /** Returns the positions whose prefix is the same, hardly ever more than one. */
  synchronized long[] candidates(long prefix) {
    long[] found = new long[0];
    int mask = positions.length - 1;
    for (int slot = slot(prefix); positions[slot] != 0; slot = slot + 1 & mask) {
      if (prefixes[slot] == prefix) {
        found = Arrays.copyOf(found, found.length + 1);
        found[found.length - 1] = positions[slot] - 1L;
      }
    }
    return found;
  }

  private void grow() {
    if (positions.length == LARGEST_CAPACITY) {
      throw new IllegalStateException("the index holds " + count + " entries and no more");
    }
    long[] oldPrefixes = prefixes;
    int[] oldPositions = positions;
    prefixes = new long[2 * oldPrefixes.length];
    positions = new int[2 * oldPositions.length];
    for (int slot = 0; slot < oldPositions.length; slot++) {
      if (oldPositions[slot] != 0) {
        place(oldPrefixes[slot], oldPositions[slot]);
      }
    }
  }

  private void place(long prefix, int stored) {
    int mask = positions.length - 1;
    int slot = slot(prefix);
    while (positions[slot] != 0) {
      slot = slot + 1 & mask;
    }
    prefixes[slot] = prefix;
    positions[slot] = stored;
  }

  private int slot(long prefix) {
    long mixed = (prefix ^ seed) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & positions.length - 1;
  }
}
