package io.hufu.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.SignedNote;
import io.hufu.ledger.Entries;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.ChannelTrust;
import io.hufu.model.LedgerTrust;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Anchors many entries under a few checkpoints, verifies receipts offline, prints the rates. */
record ManyEntries(FabricLedger ledger, LedgerTrust log, ChannelTrust channel) {
  private static final int TOGETHER = 20_000;

  /**
   * Anchors entries from number 0 on.
   *
   * @param every of how many receipts one is verified
   * @return how many checkpoints it took
   */
  int anchor(int count, int every) throws Exception {
    Set<String> checkpoints = new HashSet<>();
    long anchoring = 0;
    long verifying = 0;
    int verified = 0;
    for (int first = 0; first < count; first += TOGETHER) {
      long start = System.nanoTime();
      List<AnchorReceipt> receipts =
          ledger.anchor(Entries.range(ledger.hash(), first, Math.min(count, first + TOGETHER)));
      long done = System.nanoTime();
      for (int i = 0; i < receipts.size(); i++) {
        checkpoints.add(receipts.get(i).checkpoint());
        if (i % every == 0) {
          verify(receipts.get(i), first + i);
          verified++;
        }
      }
      anchoring += done - start;
      verifying += System.nanoTime() - done;
    }
    System.out.printf(
        Locale.ROOT,
        "%,d entries under %d checkpoints in %.1f s (%,.0f/s); %,d receipts with their proofs"
            + " verified offline in %.1f s (%,.0f/s)%n",
        count,
        checkpoints.size(),
        anchoring / 1e9,
        count / (anchoring / 1e9),
        verified,
        verifying / 1e9,
        verified / (verifying / 1e9));
    return checkpoints.size();
  }

  private void verify(AnchorReceipt receipt, int number) throws Exception {
    assertThat(receipt.judge(Entries.entry(ledger.hash(), number), log).outcome())
        .isEqualTo(AnchorReceipt.Outcome.ANCHORED);
    Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(receipt.checkpoint()).text());
    ProofJudgement judged =
        FabricProofs.judge(
            receipt.fabric().orElseThrow(),
            channel,
            ExpectedRead.checkpoint(checkpoint),
            Instant.now());
    assertThat(judged.outcome()).as(judged.detail()).isEqualTo(ProofOutcome.WITNESSED);
  }
}
