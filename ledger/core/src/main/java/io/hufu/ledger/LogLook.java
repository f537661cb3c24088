package io.hufu.ledger;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.crypto.log.NoteKey;
import io.hufu.crypto.log.SignedNote;
import io.hufu.ledger.MonitorFinding.Code;
import io.hufu.model.ForkEvidence;
import io.hufu.model.LedgerTrust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One look of a monitor at one log. Used once, by one thread. */
final class LogLook {
  /** What a monitor keeps. */
  record Memory(WitnessState state, LogCopies copies, EvidenceFolder evidence) {}

  /** Lines of damaged files that one report repeats. */
  private static final int FILES_NAMED = 10;

  private final LogSource source;
  private final Map<String, LedgerTrust> logs;
  private final Memory memory;
  private final List<MonitorFinding> findings = new ArrayList<>();
  private final List<Path> proofs = new ArrayList<>();

  LogLook(LogSource source, Map<String, LedgerTrust> logs, Memory memory) {
    this.source = source;
    this.logs = logs;
    this.memory = memory;
  }

  MonitorReport run(List<String> seenElsewhere) throws IOException {
    Head read;
    try {
      read = Head.read(source);
    } catch (IOException e) {
      return unread(Code.UNREACHABLE, source.where(""), String.valueOf(e.getMessage()));
    }
    String origin = read.checkpoint().origin();
    LedgerTrust log = logs.get(origin);
    if (log == null) {
      return unread(Code.UNKNOWN_LOG, origin, "no listed ledger has this origin");
    }
    Optional<Head> signed = Histories.signed(read, log);
    if (signed.isEmpty()) {
      return unread(Code.NOT_SIGNED, origin, "the checkpoint has no good signature of the log");
    }
    Head now = signed.get();
    Optional<Head> seen = memory.state.newest(origin);
    Head before = seen.orElse(null);
    boolean grew = before == null || compare(before, now, now.size(), log);
    if (grew && (before == null || now.size() > before.size())) {
      grew = added(before, now, log);
    }
    if (grew && (before == null || now.size() >= before.size())) {
      memory.copies.publish(now);
      memory.state.keep(now);
      before = now;
    }
    for (String note : seenElsewhere) {
      elsewhere(note, now, log);
    }
    ended(now, log);
    quorum(now, log);
    long checked = before == null ? 0 : before.size();
    return new MonitorReport(origin, seen.map(Head::size).orElse(0L), checked, findings, proofs);
  }

  private MonitorReport unread(Code code, String origin, String detail) {
    add(code, detail);
    return new MonitorReport(origin, 0, 0, findings, proofs);
  }

  private void add(Code code, String detail) {
    findings.add(new MonitorFinding(code, detail));
  }

  /**
   * Compares two checkpoints by the files of the log, or of the copy.
   *
   * @param served size of the tree whose tiles the log serves now
   * @return whether the larger was shown to hold the smaller
   */
  private boolean compare(Head one, Head other, long served, LedgerTrust log) throws IOException {
    boolean ordered = one.size() <= other.size();
    Head smaller = ordered ? one : other;
    Head larger = ordered ? other : one;
    Optional<List<byte[]>> path = path(smaller, larger, served, log.hash());
    Optional<ForkEvidence> fork =
        Histories.contradiction(smaller, larger, path.orElse(List.of()), log);
    if (fork.isPresent()) {
      proofs.add(memory.evidence.keep(fork.get()));
      add(Code.FORKED, "two histories: sizes " + smaller.size() + " and " + larger.size());
      return false;
    }
    if (path.isEmpty()) {
      add(
          Code.NOT_SHOWN,
          "the files do not show how size " + smaller.size() + " grew to " + larger.size());
      return false;
    }
    if (!ordered) {
      add(Code.OLDER, "size " + other.size() + ", and " + one.size() + " was seen before");
    }
    return true;
  }

  /** A path that leads to the larger root; from the log's own files, else from the copy's. */
  private Optional<List<byte[]>> path(Head smaller, Head larger, long served, HashAlgorithm hash) {
    if (smaller.size() == larger.size()) {
      return Optional.of(List.of());
    }
    List<LogSource> places = new ArrayList<>();
    if (served >= larger.size()) {
      places.add(new LaterTiles(source, served));
    }
    memory.copies.holding(larger.checkpoint().origin(), larger.size()).ifPresent(places::add);
    for (LogSource place : places) {
      try {
        List<byte[]> path =
            MerkleTree.prefixPath(
                hash,
                smaller.size(),
                larger.size(),
                new TileStore(place, hash).nodes(larger.size()));
        byte[] root = larger.checkpoint().root();
        if (MerkleTree.prefixRoot(hash, smaller.size(), larger.size(), root, path).isPresent()) {
          return Optional.of(path);
        }
      } catch (UncheckedIOException e) {
        // this place lacks a file
      }
    }
    return Optional.empty();
  }

  /** Checks all that came since; true when every entry and tile leads to the signed root. */
  private boolean added(@Nullable Head before, Head now, LedgerTrust log) throws IOException {
    LogSource tiles = new LaterTiles(source, now.size());
    Optional<TreeEdge> edge = edge(before, tiles, log);
    if (edge.isEmpty()) {
      return false;
    }
    FsckReport report = new FsckReport();
    Optional<byte[]> root =
        new FsckTree(tiles, now.checkpoint(), report)
            .into(derived -> memory.copies.add(log.origin(), derived))
            .derive(edge.get());
    List<FsckFinding> wrong = report.findings().stream().filter(FsckFinding::error).toList();
    wrong.stream()
        .limit(FILES_NAMED)
        .forEach(each -> add(level(each), each.path() + " " + each.code() + ", " + each.detail()));
    boolean right = root.isPresent() && Arrays.equals(root.get(), now.checkpoint().root());
    if (!right || !wrong.isEmpty()) {
      memory.copies.drop();
    }
    if (root.isPresent() && !right) {
      add(Code.FILES_WRONG, "the entries do not yield the root of size " + now.size());
    }
    return right && wrong.isEmpty();
  }

  /** The tree of the last look, from the copy, or from the log when there is none. */
  private Optional<TreeEdge> edge(@Nullable Head before, LogSource tiles, LedgerTrust log) {
    if (before == null) {
      return Optional.of(new TreeEdge(log.hash()));
    }
    LogSource from = memory.copies.holding(log.origin(), before.size()).orElse(tiles);
    try {
      TreeEdge edge = TreeEdge.load(new TileStore(from, log.hash()), before.size());
      if (Arrays.equals(edge.root(), before.checkpoint().root())) {
        return Optional.of(edge);
      }
      add(Code.NOT_SHOWN, "the tiles do not have the root of size " + before.size());
    } catch (IOException e) {
      add(Code.NOT_SHOWN, String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  /** A file that is missing or cut off in transport convicts nobody. */
  private static Code level(FsckFinding finding) {
    return switch (finding.code()) {
      case TILE_MISSING, ROOT_UNKNOWN, UNREADABLE -> Code.NOT_SHOWN;
      case BUNDLE_WRONG ->
          finding.detail().startsWith("entry ") ? Code.FILES_WRONG : Code.NOT_SHOWN;
      default -> Code.FILES_WRONG;
    };
  }

  /** Sets what others were shown against what the log shows here. */
  private void elsewhere(String note, Head now, LedgerTrust log) throws IOException {
    Optional<Head> other;
    try {
      other = Histories.signed(Head.parse(note.getBytes(StandardCharsets.UTF_8)), log);
    } catch (MalformedDataException e) {
      return; // no checkpoint of any log
    }
    if (other.isEmpty()) {
      return; // of another log, or invented
    }
    if (other.get().size() > now.size()) {
      add(
          Code.OLDER,
          "others were shown size " + other.get().size() + ", here it is " + now.size());
    } else {
      compare(other.get(), now, now.size(), log);
    }
  }

  /** A log that ended, by its own word or the trust list's, may not go on. */
  private void ended(Head now, LedgerTrust log) throws IOException {
    Optional<LogEnd> end = end(log);
    boolean over = end.isPresent() && !end.get().covers(now.checkpoint());
    if (over || !log.reaches(now.checkpoint())) {
      add(Code.GREW_AFTER_END, "size " + now.size() + " was signed after the log's end");
    } else if (end.isPresent()) {
      add(
          Code.ENDED,
          "the log ended at size "
              + end.get().last().size()
              + end.get().successor().map(origin -> "; it goes on as " + origin).orElse(""));
    }
  }

  private Optional<LogEnd> end(LedgerTrust log) throws IOException {
    try {
      byte[] served = source.read(LogEnd.FILE, Head.MAX_LENGTH);
      LogEnd end = LogEnd.parse(served, log.keys());
      if (end.last().origin().equals(log.origin())) {
        memory.copies.keepEnd(log.origin(), served);
      }
    } catch (IOException | MalformedDataException e) {
      // none is served, or not one of this log's; an earlier one may have been kept
    }
    Optional<byte[]> kept = memory.copies.end(log.origin());
    try {
      return kept.isEmpty() ? Optional.empty() : Optional.of(LogEnd.parse(kept.get(), log.keys()));
    } catch (MalformedDataException e) {
      return Optional.empty(); // of a key that the list no longer names
    }
  }

  private void quorum(Head now, LedgerTrust log) {
    long names;
    try {
      names =
          now.note().verify(log.witnesses()).stream()
              .map(SignedNote.Verified::key)
              .map(NoteKey::name)
              .distinct()
              .count();
    } catch (MalformedDataException e) {
      names = 0;
    }
    if (names < log.quorum()) {
      add(Code.QUORUM_MISSING, names + " of " + log.quorum() + " witnesses cosigned this size");
    }
  }
}
