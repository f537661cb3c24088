package io.hufu.crypto.log;

import io.hufu.crypto.MalformedDataException;

/**
 * The body of a C2SP tlog-checkpoint. Immutable.
 *
 * @param origin one non-empty line; ends in {@code /sm3} for SM3 trees
 * @param size number of leaves, not negative
 * @param root root hash; 32 bytes
 */
public record Checkpoint(String origin, long size, byte[] root) {
  /** Checks the ranges and copies the root. */
  public Checkpoint {
    throw new AssertionError("skeleton");
  }

  @Override
  public byte[] root() {
    throw new AssertionError("skeleton");
  }

  /** Writes the three lines, each ended by a line feed. */
  public String text() {
    throw new AssertionError("skeleton");
  }

  /** Parses exactly three lines: our checkpoints carry no extension lines. */
  public static Checkpoint parse(String text) throws MalformedDataException {
    throw new AssertionError("skeleton");
  }
}
