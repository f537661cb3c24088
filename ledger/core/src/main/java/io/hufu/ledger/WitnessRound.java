package io.hufu.ledger;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.NoteKey;
import io.hufu.crypto.log.SignedNote;
import io.hufu.ledger.Submission.Result;
import io.hufu.ledger.Submission.State;
import io.hufu.model.AnchorReceipt;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks all witnesses of a log at once and counts who confirmed. Used by one thread at a time. */
final class WitnessRound {
  /**
   * A checkpoint that enough witnesses confirmed, with their lines.
   *
   * @param proof what a chain gave
   */
  record Confirmed(Head head, byte @Nullable [] proof) {
    /** Puts the chain's proof into a receipt under this checkpoint. */
    AnchorReceipt proving(AnchorReceipt receipt) {
      return proof == null
          ? receipt
          : new AnchorReceipt(
              receipt.origin(),
              receipt.hash(),
              receipt.index(),
              receipt.size(),
              receipt.path(),
              receipt.checkpoint(),
              receipt.salt(),
              proof);
    }
  }

  private final Path where;
  private final Submission submission;
  private final List<CheckpointWitness> witnesses;
  private final List<NoteKey> keys;
  private final int quorum;
  private final ExecutorService threads;

  WitnessRound(WitnessedBuilder settings, LogView view, Path where) {
    this.where = where;
    this.witnesses = List.copyOf(settings.witnesses);
    this.keys = List.copyOf(settings.keys);
    this.quorum = settings.quorum;
    this.submission = new Submission(view, keys);
    this.threads =
        Executors.newFixedThreadPool(
            Math.max(1, witnesses.size()),
            work -> {
              Thread thread = new Thread(work, "hufu-ledger-witness");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Returns the checkpoint with the lines it has now; throws without a quorum. */
  Confirmed confirm(Head head) throws IOException {
    List<Result> results = ask(head);
    for (Result result : results) {
      result.refuse(where.toString(), head);
    }
    Set<SignedNote.Line> lines = new LinkedHashSet<>(head.note().signatures());
    Set<String> who = new HashSet<>(signers(head));
    byte[] proof = null;
    for (Result result : results) {
      if (result.state() == State.CONFIRMED) {
        lines.removeIf(line -> result.lines().stream().anyMatch(own -> sameKey(own, line)));
        lines.addAll(result.lines());
        result.lines().forEach(line -> who.add(line.name()));
        if (result.lines().isEmpty()) {
          who.add(result.witness()); // a chain has no line
        }
        proof = result.proof() == null ? proof : result.proof();
      }
    }
    if (who.size() < quorum) {
      throw missing(results, who.size());
    }
    return new Confirmed(head.withLines(List.copyOf(lines)), proof);
  }

  private static boolean sameKey(SignedNote.Line one, SignedNote.Line other) {
    return one.keyId() == other.keyId() && one.name().equals(other.name());
  }

  /** Witnesses whose lines the checkpoint has already. */
  private List<String> signers(Head head) {
    try {
      return head.note().verify(keys).stream().map(line -> line.key().name()).toList();
    } catch (MalformedDataException e) {
      return List.of();
    }
  }

  private List<Result> ask(Head head) throws IOException {
    List<Callable<Result>> calls = new ArrayList<>();
    witnesses.forEach(witness -> calls.add(() -> submission.submit(witness, head)));
    try {
      List<Result> results = new ArrayList<>();
      for (Future<Result> each : threads.invokeAll(calls)) {
        results.add(each.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException)
          new InterruptedIOException("interrupted while asking witnesses; repeat the call")
              .initCause(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException("asking a witness failed", e.getCause());
    }
  }

  private LedgerException missing(List<Result> results, int count) {
    String failures =
        results.stream()
            .filter(result -> result.state() == State.FAILED)
            .map(result -> result.witness() + ": " + result.detail())
            .collect(Collectors.joining("; "));
    return new LedgerException(
        LedgerException.Reason.QUORUM_MISSING,
        where,
        "the entries are in the log, but only "
            + count
            + " of "
            + quorum
            + " witnesses confirmed ("
            + failures
            + "); repeat the call later");
  }

  void close() {
    threads.shutdownNow();
  }
}
