package io.hufu.ledger;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.NoteKey;
import io.hufu.crypto.log.SignedNote;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cosignature lines that are to join the current checkpoint, if they are good. */
record Cosignatures(Path where, SignedNote cosigned, List<NoteKey> witnesses)
    implements LogWriter.Cosigning {

  @Override
  public List<SignedNote.Line> lines(Head current) throws LedgerException {
    if (!cosigned.text().equals(current.note().text())) {
      throw refused("they are for another checkpoint than the current one", null);
    }
    List<SignedNote.Line> lines = new ArrayList<>(current.note().signatures());
    for (NoteKey key : verified()) {
      lines.removeIf(line -> isOf(line, key));
      cosigned.signatures().stream()
          .filter(line -> isOf(line, key))
          .findFirst()
          .ifPresent(lines::add);
    }
    return lines;
  }

  private List<NoteKey> verified() throws LedgerException {
    if (witnesses.stream().anyMatch(key -> !witness(key))) {
      throw refused("a key was named that is no witness's", null);
    }
    try {
      List<NoteKey> keys =
          cosigned.verify(witnesses).stream().map(SignedNote.Verified::key).toList();
      if (keys.isEmpty()) {
        throw refused("none is by a known witness", null);
      }
      return keys;
    } catch (MalformedDataException e) {
      throw refused("a known witness's line does not verify", e);
    }
  }

  private static boolean witness(NoteKey key) {
    return key.kind() == NoteKey.Kind.SM2_WITNESS || key.kind() == NoteKey.Kind.ED25519_WITNESS;
  }

  private static boolean isOf(SignedNote.Line line, NoteKey key) {
    return line.keyId() == key.id() && line.name().equals(key.name());
  }

  private LedgerException refused(String why, @Nullable Throwable cause) {
    return new LedgerException(
        LedgerException.Reason.COSIGNATURE_REFUSED,
        where,
        "cosignatures refused (" + why + "); ask the witness for the current checkpoint's",
        cause);
  }
}
