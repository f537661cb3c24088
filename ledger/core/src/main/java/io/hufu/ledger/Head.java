package io.hufu.ledger;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.NoteKey;
import io.hufu.crypto.log.SignedNote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
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

  /** Reads the checkpoint of a log, or says with a {@link LedgerException} that there is none. */
  static Head read(LogSource source) throws IOException {
    try {
      return parse(source.read(LogDirectory.CHECKPOINT, MAX_LENGTH));
    } catch (NoSuchFileException e) {
      throw new LedgerException(
          LedgerException.Reason.NOT_A_LOG,
          source.where(""),
          "there is no log here; look elsewhere",
          e);
    } catch (MalformedDataException e) {
      throw new LedgerException(
          LedgerException.Reason.DAMAGED,
          source.where(LogDirectory.CHECKPOINT),
          "not a signed checkpoint (" + e.getMessage() + "); restore the file",
          e);
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

  /** Joins a checkpoint and the note that was read with it. */
  static Head of(Checkpoint checkpoint, SignedNote note) {
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
    return signedBy(log.origin(), List.of(log.key()));
  }

  /** Tells whether a log signed this with one of its keys. */
  boolean signedBy(String origin, List<NoteKey> keys) {
    try {
      return checkpoint.origin().equals(origin) && !note.verify(keys).isEmpty();
    } catch (MalformedDataException e) {
      return false;
    }
  }
}
