package io.hufu.ledger;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.NoteKey;
import io.hufu.crypto.log.SignedNote;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A log's signed word that it signs nothing more, and where entries go from now on. Immutable.
 *
 * <p>The text of the note has five lines, so it can never be taken for a checkpoint: a fixed line,
 * origin, size, root, and the origin of the successor or a hyphen.
 *
 * @param last the checkpoint that is never followed by another
 * @param successor origin of the log that goes on; empty when none does
 */
public record LogEnd(Checkpoint last, Optional<String> successor) {
  /** The name of the file in a log. */
  static final String FILE = "frozen";

  private static final String FIRST_LINE = "hufu.io/ledger/end/1\n";
  private static final String NONE = "-";

  /** Refuses a successor that is no origin, or the log itself, with IllegalArgumentException. */
  public LogEnd {
    successor.ifPresent(
        origin -> {
          new Checkpoint(origin, 0, last.root());
          if (origin.equals(last.origin()) || origin.equals(NONE)) {
            throw new IllegalArgumentException("a log is not its own successor");
          }
        });
  }

  /** Tells whether a checkpoint of the log may stand beside this statement. */
  boolean covers(Checkpoint checkpoint) {
    return checkpoint.size() < last.size() || checkpoint.equals(last);
  }

  /** Signs the statement with the log's keys, each on a line. */
  SignedNote sign(List<SigningKey> keys) throws KeyUnavailableException {
    String text = FIRST_LINE + last.text() + successor.orElse(NONE) + "\n";
    List<SignedNote.Line> lines = new ArrayList<>();
    for (SigningKey key : keys) {
      lines.addAll(SignedNote.sign(text, last.origin(), key).signatures());
    }
    return new SignedNote(text, lines);
  }

  /**
   * Reads a statement that one of the given keys of the log signed.
   *
   * @throws MalformedDataException when it has another form, or none of the keys signed it
   */
  public static LogEnd parse(byte[] utf8, List<NoteKey> keys) throws MalformedDataException {
    String text;
    SignedNote note;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      note = SignedNote.parse(text);
    } catch (CharacterCodingException e) {
      throw new MalformedDataException("log end: not UTF-8", e);
    }
    String body = note.text();
    int before = body.lastIndexOf('\n', body.length() - 2) + 1;
    if (!body.startsWith(FIRST_LINE) || before <= FIRST_LINE.length()) {
      throw new MalformedDataException("log end: not five lines that begin with its name");
    }
    Checkpoint last = Checkpoint.parse(body.substring(FIRST_LINE.length(), before));
    String successor = body.substring(before, body.length() - 1);
    if (note.verify(keys).stream().noneMatch(line -> line.key().name().equals(last.origin()))) {
      throw new MalformedDataException("log end: not signed by a known key of the log");
    }
    try {
      return new LogEnd(last, successor.equals(NONE) ? Optional.empty() : Optional.of(successor));
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException("log end: " + e.getMessage(), e);
    }
  }
}
