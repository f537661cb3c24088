package io.hufu.ledger.fabric;

import io.hufu.crypto.log.Checkpoint;
import io.hufu.ledger.WitnessAnswer;
import io.hufu.ledger.WitnessRequest;
import io.hufu.ledger.fabric.ChannelClient.Call;
import io.hufu.ledger.fabric.ChannelClient.Committed;
import io.hufu.ledger.fabric.ChannelClient.Endorsed;
import io.hufu.ledger.fabric.FabricException.Known;
import io.hufu.ledger.fabric.FabricException.Reason;
import io.hufu.ledger.fabric.Failure.ContractWord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Brings one checkpoint onto the channel: endorse, store, submit, wait, and again where that is
 * safe. Used by one thread at a time.
 */
final class Publication {
  /** The answer of the contract for what the channel holds already. */
  private static final String PRESENT = "present";

  /** A transaction that nobody knows of after this long will not come; peers refuse older ones. */
  private static final Duration STALE = Duration.ofMinutes(15);

  private final ChannelClient client;
  private final Journal journal;
  private final Clock clock;
  private final Patience patience;

  Publication(ChannelClient client, Journal journal, Clock clock, Patience patience) {
    this.client = client;
    this.journal = journal;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * Publishes.
   *
   * @return what the contract refuses it for; empty when the channel holds the checkpoint
   */
  Optional<WitnessAnswer> publish(WitnessRequest request, Checkpoint checkpoint)
      throws IOException {
    Optional<PendingTransaction> before = journal.pending(checkpoint.origin());
    if (before.isPresent()) {
      settle(before.get());
    }
    Call call =
        new Call(
            "PublishCheckpoint",
            List.of(request.checkpoint().encoded(), consistency(request)),
            List.of());
    while (true) {
      try {
        Endorsed endorsed = endorse(call);
        if (PRESENT.equals(new String(endorsed.answer(), StandardCharsets.UTF_8))
            || submit(endorsed, checkpoint)) {
          return Optional.empty();
        }
      } catch (CallFailed e) {
        return Optional.of(answer(e));
      }
    }
  }

  private static String consistency(WitnessRequest request) {
    StringBuilder text = new StringBuilder("old ").append(request.oldSize()).append('\n');
    request
        .proof()
        .forEach(hash -> text.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
    return text.toString();
  }

  /** Tries peer after peer; throws CallFailed for a refusal by the contract only. */
  private Endorsed endorse(Call call) throws CallFailed, IOException {
    while (true) {
      try {
        return client.endorse(call);
      } catch (CallFailed e) {
        Failure failure = e.failure();
        if (failure.refusal().isPresent()) {
          throw e;
        }
        client.turnFrom(e.peer());
        if (!failure.mayPass() || !patience.again()) {
          throw new FabricException(
              failure.isOutage() ? Reason.UNREACHABLE : Reason.REFUSED,
              Known.NOT_SUBMITTED,
              null,
              "not endorsed and not submitted (" + e.getMessage() + "); repeat the call later",
              e);
        }
      }
    }
  }

  /** Stores, submits and waits; false when another transaction came first and nothing was done. */
  private boolean submit(Endorsed endorsed, Checkpoint checkpoint) throws IOException {
    PendingTransaction pending =
        new PendingTransaction(
            endorsed.transactionId(),
            endorsed.bytes(),
            checkpoint.origin(),
            checkpoint.size(),
            clock.instant());
    journal.store(pending);
    return settle(pending);
  }

  /** Sends stored bytes until their outcome is known; true when they took effect. */
  private boolean settle(PendingTransaction pending) throws IOException {
    while (true) {
      try {
        Committed committed = client.submit(pending.bytes());
        journal.settle(pending.origin());
        if (!committed.valid() && !committed.overtaken()) {
          throw new FabricException(
              Reason.COMMITTED_INVALID,
              Known.WITHOUT_EFFECT,
              pending.transactionId(),
              "transaction "
                  + pending.transactionId()
                  + " is in block "
                  + committed.block()
                  + " without effect: "
                  + committed.code()
                  + "; look at the endorsement policy, then repeat the call",
              null);
        }
        return committed.valid();
      } catch (CallFailed e) {
        client.turnFrom(e.peer());
        if (!patience.again()) {
          return giveUp(pending, e);
        }
      }
    }
  }

  /**
   * Leaves the outcome open. Only what was stored long ago is let go of: the contract takes a
   * checkpoint in once, whichever transaction brings it.
   */
  private boolean giveUp(PendingTransaction pending, CallFailed last) throws IOException {
    if (clock.instant().isAfter(pending.stored().plus(STALE))) {
      journal.settle(pending.origin());
      return false;
    }
    throw new FabricException(
        Reason.UNKNOWN_OUTCOME,
        Known.OPEN,
        pending.transactionId(),
        "transaction "
            + pending.transactionId()
            + " may or may not take effect ("
            + last.getMessage()
            + "); its bytes are stored, and the next call sends them again",
        last);
  }

  private static WitnessAnswer answer(CallFailed refused) {
    ContractWord word = refused.failure().refusal().orElseThrow();
    String detail = word.said();
    return switch (word.code()) {
      case "CONFLICT" -> WitnessAnswer.conflict(word.size(), detail);
      case "INCONSISTENT" -> WitnessAnswer.refused(WitnessAnswer.Outcome.INCONSISTENT, detail);
      case "UNKNOWN_ORIGIN" -> WitnessAnswer.refused(WitnessAnswer.Outcome.UNKNOWN_LOG, detail);
      case "NOT_SIGNED", "NOT_THE_OWNER" ->
          WitnessAnswer.refused(WitnessAnswer.Outcome.NOT_SIGNED, detail);
      default -> WitnessAnswer.refused(WitnessAnswer.Outcome.MALFORMED, detail);
    };
  }
}
