package io.hufu.ledger;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.NoteKey;
import io.hufu.crypto.log.SignedNote;
import io.hufu.ledger.FsckFinding.Code;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks the files of one log against each other. Used once, by one thread. */
final class Fsck {
  private static final Set<NoteKey.Kind> LOG_KINDS =
      Set.of(NoteKey.Kind.SM2_LOG, NoteKey.Kind.ED25519_LOG);

  private final LogSource source;
  private final List<NoteKey> keys;
  private final FsckReport report = new FsckReport();

  Fsck(LogSource source, List<NoteKey> keys) {
    this.source = source;
    this.keys = keys;
  }

  List<FsckFinding> run() {
    Optional<Head> head = checkpoint();
    head.ifPresent(this::signatures);
    head.ifPresent(each -> tree(each.checkpoint()));
    head.ifPresent(this::end);
    names(head.map(Head::size).orElse(0L));
    return report.findings();
  }

  private Optional<Head> checkpoint() {
    try {
      byte[] note = source.read(LogDirectory.CHECKPOINT, Head.MAX_LENGTH);
      return Optional.of(Head.parse(note));
    } catch (MalformedDataException e) {
      report.add(
          Code.CHECKPOINT_MALFORMED, LogDirectory.CHECKPOINT, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      report.add(Code.CHECKPOINT_UNREADABLE, LogDirectory.CHECKPOINT, e.toString());
    }
    return Optional.empty();
  }

  private void signatures(Head head) {
    String origin = head.checkpoint().origin();
    if (keys.isEmpty()) {
      report.add(
          Code.SIGNATURE_UNCHECKED, LogDirectory.CHECKPOINT, "no key was given for " + origin);
      return;
    }
    try {
      List<NoteKey> verified =
          head.note().verify(keys).stream().map(SignedNote.Verified::key).toList();
      if (verified.stream().noneMatch(key -> ofLog(key, origin))) {
        report.add(
            Code.SIGNATURE_WRONG,
            LogDirectory.CHECKPOINT,
            "not signed by a given key of " + origin);
      }
      for (SignedNote.Line line : head.note().signatures()) {
        if (keys.stream()
            .noneMatch(key -> key.id() == line.keyId() && key.name().equals(line.name()))) {
          report.add(Code.SIGNER_UNKNOWN, LogDirectory.CHECKPOINT, "line of " + line.name());
        }
      }
    } catch (MalformedDataException e) {
      report.add(Code.SIGNATURE_WRONG, LogDirectory.CHECKPOINT, String.valueOf(e.getMessage()));
    }
  }

  /** A log that ended must stand where it ended. */
  private void end(Head head) {
    if (keys.isEmpty()) {
      return; // unchecked signatures are said already
    }
    try {
      LogEnd end = LogEnd.parse(source.read(LogEnd.FILE, Head.MAX_LENGTH), keys);
      if (!end.last().equals(head.checkpoint())) {
        report.add(Code.END_WRONG, LogEnd.FILE, "the log ended at size " + end.last().size());
      }
    } catch (NoSuchFileException e) {
      // it goes on
    } catch (MalformedDataException e) {
      report.add(Code.END_WRONG, LogEnd.FILE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      report.add(Code.UNREADABLE, LogEnd.FILE, e.toString());
    }
  }

  private static boolean ofLog(NoteKey key, String origin) {
    return LOG_KINDS.contains(key.kind()) && key.name().equals(origin);
  }

  private void tree(Checkpoint checkpoint) {
    Optional<byte[]> derived = Optional.empty();
    try {
      derived = new FsckTree(source, checkpoint, report).derive();
    } catch (IOException e) {
      report.add(Code.UNREADABLE, "", e.toString());
    }
    if (derived.isEmpty()) {
      report.add(
          Code.ROOT_UNKNOWN,
          LogDirectory.CHECKPOINT,
          "entries and leaf hashes are missing before size " + checkpoint.size());
    } else if (!Arrays.equals(derived.get(), checkpoint.root())) {
      report.add(
          Code.ROOT_WRONG,
          LogDirectory.CHECKPOINT,
          "the entries yield " + Base64.getEncoder().encodeToString(derived.get()));
    }
  }

  private void names(long size) {
    List<String> paths = new ArrayList<>();
    try {
      paths.addAll(source.all());
    } catch (IOException e) {
      report.add(Code.UNREADABLE, "", e.toString());
    }
    for (String path : paths) {
      Optional<TilePath> tile = TilePath.parse(path);
      if (tile.isPresent() && !tile.get().within(size)) {
        report.add(Code.BEYOND_CHECKPOINT, path, "not covered by a checkpoint");
      } else if (tile.isEmpty() && !known(path)) {
        report.add(Code.STRAY_FILE, path, "no part of a log");
      }
    }
  }

  private static boolean known(String path) {
    String inside = LogDirectory.PRIVATE + "/";
    return path.equals(LogDirectory.CHECKPOINT)
        || path.equals(LogEnd.FILE)
        || path.equals(inside + LogDirectory.LOCK)
        || path.equals(inside + LogDirectory.SALTS);
  }
}
