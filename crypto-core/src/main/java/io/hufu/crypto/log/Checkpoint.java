package io.hufu.crypto.log;

import io.hufu.crypto.MalformedDataException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of a C2SP tlog-checkpoint. Immutable.
 *
 * @param origin one non-empty line; ends in {@code /sm3} for SM3 trees
 * @param size number of leaves, not negative
 * @param root root hash; 32 bytes
 */
public record Checkpoint(String origin, long size, byte[] root) {
  private static final int ROOT_LENGTH = 32;

  /** Checks the ranges and copies the root. */
  public Checkpoint {
    if (origin.isEmpty() || origin.indexOf('\n') >= 0 || !NoteText.isAllowed(origin)) {
      throw new IllegalArgumentException("the origin of a checkpoint is not one line of text");
    }
    if (size < 0) {
      throw new IllegalArgumentException("the size of a checkpoint is negative");
    }
    if (root.length != ROOT_LENGTH) {
      throw new IllegalArgumentException("the root of a checkpoint is not 32 bytes");
    }
    root = root.clone();
  }

  @Override
  public byte[] root() {
    return root.clone();
  }

  /** Writes the three lines, each ended by a line feed. */
  public String text() {
    return origin + "\n" + size + "\n" + StrictBase64.encode(root) + "\n";
  }

  /** Parses exactly three lines: our checkpoints carry no extension lines. */
  public static Checkpoint parse(String text) throws MalformedDataException {
    String[] lines = text.split("\n", -1);
    if (lines.length != 4 || !lines[3].isEmpty()) {
      throw new MalformedDataException("a checkpoint has exactly three lines");
    }
    Checkpoint checkpoint;
    try {
      byte[] root = StrictBase64.decode(lines[2]);
      checkpoint = new Checkpoint(lines[0], Long.parseLong(lines[1]), root);
    } catch (NumberFormatException e) {
      throw new MalformedDataException("the size of a checkpoint is not a number");
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(String.valueOf(e.getMessage()));
    }
    // Leading zeros, plus signs and digits of other scripts do not come back.
    if (!checkpoint.text().equals(text)) {
      throw new MalformedDataException("the size of a checkpoint is not in its shortest form");
    }
    return checkpoint;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Checkpoint that
        && size == that.size
        && origin.equals(that.origin)
        && Arrays.equals(root, that.root);
  }

  @Override
  public int hashCode() {
    return Objects.hash(origin, size, Arrays.hashCode(root));
  }
}
