package io.hufu.ledger.fabric;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a proof must be a read of. Immutable.
 *
 * @param function name of the chaincode's function, as the proposal has it
 * @param arguments its arguments, all of them, in their order
 * @param key the key of the world state that must have been read, and must have been there
 * @param value tells whether an answer is the right one; must not throw, for answers are hostile
 */
public record ExpectedRead(
    String function, List<String> arguments, String key, Predicate<byte[]> value) {
  private static final String NUL = "\u0000";

  /** Copies the arguments. */
  public ExpectedRead {
    arguments = List.copyOf(arguments);
  }

  /** Expects one value exactly, in UTF-8. */
  public static ExpectedRead exactly(
      String function, List<String> arguments, String key, String value) {
    byte[] expected = value.getBytes(StandardCharsets.UTF_8);
    return new ExpectedRead(function, arguments, key, answer -> Arrays.equals(answer, expected));
  }

  /**
   * Expects the read of a checkpoint by the contract {@code hufu}, which answers with the log's
   * note; of the note only origin, size and root are compared.
   */
  public static ExpectedRead checkpoint(Checkpoint checkpoint) {
    String size = Long.toString(checkpoint.size());
    return new ExpectedRead(
        "GetCheckpoint",
        List.of(checkpoint.origin(), size),
        key("checkpoint", checkpoint.origin(), size),
        answer -> isNoteOf(answer, checkpoint));
  }

  private static boolean isNoteOf(byte[] answer, Checkpoint checkpoint) {
    try {
      SignedNote note = SignedNote.parse(new String(answer, StandardCharsets.UTF_8));
      return Checkpoint.parse(note.text()).equals(checkpoint);
    } catch (MalformedDataException e) {
      return false;
    }
  }

  /** Joins the parts of a composite key as the chaincode interface does. */
  private static String key(String kind, String... attributes) {
    return NUL + kind + NUL + String.join(NUL, attributes) + NUL;
  }
}
