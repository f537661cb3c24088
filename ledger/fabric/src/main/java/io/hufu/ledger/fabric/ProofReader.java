package io.hufu.ledger.fabric;

import io.hufu.crypto.log.Checkpoint;
import io.hufu.ledger.fabric.ChannelClient.Call;
import io.hufu.ledger.fabric.FabricException.Known;
import io.hufu.ledger.fabric.FabricException.Reason;
import io.hufu.model.ChannelTrust;
import io.hufu.model.ChannelTrust.Organisation;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** Asks enough organisations for an endorsed read, until it proves what it must. Thread-safe. */
final class ProofReader {
  private final ChannelClient client;
  private final ChannelTrust trust;
  private final List<List<String>> quorums;
  private final Clock clock;

  ProofReader(ChannelClient client, ChannelTrust trust, Clock clock) {
    this.client = client;
    this.trust = trust;
    this.quorums =
        Subsets.of(
            trust.organisations().stream().map(Organisation::mspId).toList(), trust.quorum());
    this.clock = clock;
  }

  /**
   * Returns the proof of a checkpoint that the channel holds. Peers of other organisations may be a
   * block behind, or one of them dead; then other organisations, and the same ones later, are
   * asked.
   */
  byte[] read(Checkpoint checkpoint, Patience patience) throws IOException {
    ExpectedRead expected = ExpectedRead.checkpoint(checkpoint);
    while (true) {
      String last = "";
      for (List<String> quorum : quorums) {
        try {
          byte[] proof =
              client
                  .endorse(new Call(expected.function(), expected.arguments(), quorum))
                  .envelope();
          ProofJudgement judged = FabricProofs.judge(proof, trust, expected, clock.instant());
          if (judged.outcome() == ProofOutcome.WITNESSED) {
            return proof;
          }
          last = judged.outcome() + " " + judged.detail();
        } catch (CallFailed e) {
          last = String.valueOf(e.getMessage());
          client.turnFrom(e.peer());
        }
      }
      if (!patience.again()) {
        throw new FabricException(
            Reason.PROOF_MISSING,
            Known.COMMITTED,
            null,
            "the channel holds the checkpoint of size "
                + checkpoint.size()
                + ", but no proof could be had ("
                + last
                + "); repeat the call later",
            null);
      }
    }
  }
}
