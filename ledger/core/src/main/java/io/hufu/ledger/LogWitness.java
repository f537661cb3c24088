package io.hufu.ledger;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.NoteKey;
import io.hufu.crypto.log.SignedNote;
import io.hufu.ledger.WitnessAnswer.Outcome;
import io.hufu.model.ForkEvidence;
import io.hufu.model.LedgerTrust;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A witness: cosigns checkpoints of logs that it knows, after checking that they only grew.
 *
 * <p>It never cosigns two checkpoints of one origin of which the larger does not hold the smaller.
 * What it confirms is made durable before the cosignature leaves, so that this holds across crashes
 * and power cuts. Its directory belongs beside its key and not into a backup: a witness that
 * forgets may sign what contradicts it. One process per directory. Thread-safe; close it.
 *
 * <pre>{@code
 * try (LogWitness witness =
 *     LogWitness.in(Path.of("witness"), key).name("witness.agency.example").logs(ledgers).open()) {
 *   WitnessAnswer answer = witness.add(WitnessRequest.parse(body));
 * }
 * }</pre>
 */
public final class LogWitness implements CheckpointWitness, Closeable {
  private final NoteKey noteKey;
  private final SigningKey key;
  private final Clock clock;
  private final Map<String, LedgerTrust> logs;
  private final Path directory;
  private final WitnessState state;
  private final EvidenceFolder evidence;
  private final Closeable lock;
  private boolean closed;

  LogWitness(WitnessBuilder settings, FileLayer files, Closeable lock) {
    this.noteKey = settings.noteKey();
    this.key = settings.key;
    this.clock = settings.clock;
    this.logs = new LinkedHashMap<>(settings.logs);
    this.directory = settings.directory;
    this.state = new WitnessState(files, directory);
    this.evidence = new EvidenceFolder(files, directory.resolve("evidence"));
    this.lock = lock;
  }

  /** Starts from what every witness needs; see {@link WitnessBuilder}. */
  public static WitnessBuilder in(Path directory, SigningKey key) {
    return new WitnessBuilder(directory, key);
  }

  /** Returns the hash of the trees that a key cosigns; IllegalArgumentException for other keys. */
  public static HashAlgorithm hashFor(SignatureAlgorithm algorithm) {
    return switch (algorithm) {
      case SM2_SM3 -> HashAlgorithm.SM3;
      case ED25519 -> HashAlgorithm.SHA_256;
      default ->
          throw new IllegalArgumentException(
              "a witness signs with SM2 or Ed25519, not " + algorithm);
    };
  }

  @Override
  public String name() {
    return noteKey.name();
  }

  /** Returns the key that verifies this witness's cosignatures, for a trust list. */
  public NoteKey noteKey() {
    return noteKey;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Repeats the checks of C2SP tlog-witness in its order. Where the request itself proves that
   * the log signed two histories, the evidence is kept in {@code evidence/} of the directory.
   *
   * @throws LedgerException CLOSED, DAMAGED, WRITE_FAILED or KEY_UNAVAILABLE; then nothing was
   *     cosigned
   */
  @Override
  public WitnessAnswer add(WitnessRequest request) throws IOException {
    Head head = Head.of(request.tree(), request.checkpoint());
    LedgerTrust log = logs.get(head.checkpoint().origin());
    if (log == null) {
      return WitnessAnswer.refused(Outcome.UNKNOWN_LOG, "this witness does not know the origin");
    }
    if (!head.signedBy(log.origin(), log.keys())) {
      return WitnessAnswer.refused(Outcome.NOT_SIGNED, "not signed by a known key of the origin");
    }
    if (request.oldSize() > head.size()) {
      return WitnessAnswer.refused(Outcome.MALFORMED, "the old size is above the new one");
    }
    synchronized (this) {
      if (closed) {
        throw new LedgerException(
            LedgerException.Reason.CLOSED, name(), "the witness was closed; open it again", null);
      }
      return judged(request, head, log);
    }
  }

  private WitnessAnswer judged(WitnessRequest request, Head head, LedgerTrust log)
      throws IOException {
    Optional<Head> newest = state.newest(log.origin());
    long known = newest.map(Head::size).orElse(0L);
    if (newest.isPresent()) {
      Head last = newest.get();
      Optional<ForkEvidence> fork =
          Histories.contradiction(last, head, path(last, head, request), log);
      if (fork.isPresent()) {
        evidence.keep(fork.get());
      }
      if (request.oldSize() != known) {
        return WitnessAnswer.conflict(known, "this witness last confirmed size " + known);
      }
      if (head.size() == known && !sameRoot(last, head)) {
        return WitnessAnswer.conflict(known, "this witness confirmed another root of this size");
      }
      if (!Histories.consistent(log.hash(), last, head, request.proof())) {
        return WitnessAnswer.refused(
            Outcome.INCONSISTENT, "the proof does not lead from size " + known + " to this");
      }
    } else if (request.oldSize() != 0) {
      return WitnessAnswer.conflict(0, "this witness has confirmed nothing of the origin");
    } else if (!request.proof().isEmpty() || !Histories.soundIfEmpty(log.hash(), head)) {
      return WitnessAnswer.refused(Outcome.INCONSISTENT, "the proof from size 0 is not empty");
    }
    return cosigned(Histories.signed(head, log).orElseThrow());
  }

  /** A path that may show what the larger of two checkpoints says of the smaller. */
  private static List<byte[]> path(Head last, Head head, WitnessRequest request) {
    return request.oldSize() == last.size() && head.size() > last.size()
        ? request.proof()
        : List.of();
  }

  private static boolean sameRoot(Head one, Head other) {
    return Arrays.equals(one.checkpoint().root(), other.checkpoint().root());
  }

  private WitnessAnswer cosigned(Head head) throws IOException {
    try {
      state.keep(head);
    } catch (IOException e) {
      throw LedgerException.writeFailed(directory, e);
    }
    try {
      SignedNote cosigned = head.note().cosign(name(), key, clock.instant());
      int last = cosigned.signatures().size() - 1;
      return WitnessAnswer.cosigned(List.of(cosigned.signatures().get(last)));
    } catch (KeyUnavailableException e) {
      throw new LedgerException(
          LedgerException.Reason.KEY_UNAVAILABLE,
          name(),
          "the witness's key cannot sign (" + e.getMessage() + "); nothing was cosigned",
          e);
    }
  }

  /**
   * Returns the newest checkpoint that was confirmed, as the log signed it.
   *
   * @param originDigest SHA-256 of the origin, 64 lower-case hexadecimal digits
   */
  public synchronized Optional<String> newest(String originDigest) throws IOException {
    for (String origin : logs.keySet()) {
      if (WitnessState.name(origin).equals(originDigest)) {
        return state.newest(origin).map(Head::text);
      }
    }
    return Optional.empty();
  }

  /** Lets another process witness with this directory. */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      closed = true;
    }
    lock.close();
  }
}
