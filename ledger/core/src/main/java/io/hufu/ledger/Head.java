package io.hufu.ledger;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.SignedNote;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A checkpoint with the note that signs it. Immutable.
 *
 * @param text the note as written, kept so that many receipts share one string
 */
record Head(Checkpoint checkpoint, SignedNote note, String text) {
  /** Longest note that is read, in bytes: 64 signature lines fit many times. */
  static final int MAX_LENGTH = 1 << 20;

  /** Reads a note whose text is a checkpoint; signatures are not looked at. */
  static Head parse(byte[] utf8) throws MalformedDataException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      SignedNote note = SignedNote.parse(text);
      return new Head(Checkpoint.parse(note.text()), note, text);
    } catch (CharacterCodingException e) {
      throw new MalformedDataException("checkpoint: not UTF-8", e);
    }
  }

  /** Signs a checkpoint as the log. */
  static Head sign(Checkpoint checkpoint, SigningKey key) throws KeyUnavailableException {
    return of(checkpoint, SignedNote.sign(checkpoint.text(), checkpoint.origin(), key));
  }

  /** Returns the same checkpoint under other signature lines. */
  Head withLines(List<SignedNote.Line> lines) {
    return of(checkpoint, new SignedNote(note.text(), lines));
  }

  private static Head of(Checkpoint checkpoint, SignedNote note) {
    return new Head(checkpoint, note, note.encoded());
  }

  long size() {
    return checkpoint.size();
  }

  byte[] encoded() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Tells whether the log itself signed this for its own origin. */
  boolean signedBy(LogIdentity log) {
    try {
      return checkpoint.origin().equals(log.origin()) && !note.verify(List.of(log.key())).isEmpty();
    } catch (MalformedDataException e) {
      return false;
    }
  }
}
