package io.hufu.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many entries make few transactions. */
class ManyEntriesTest {
  @TempDir Path folder;

  @Test
  void five_thousand_entries_are_one_transaction() throws Exception {
    assertThat(anchor(5_000, 100)).isEqualTo(1);
  }

  @Test
  @Tag("soak")
  void a_hundred_thousand_entries_are_five_transactions() throws Exception {
    assertThat(anchor(100_000, 1)).isEqualTo(5);
  }

  private int anchor(int count, int every) throws Exception {
    try (FabricNetwork network = new FabricNetwork(folder);
        FabricLedger ledger = network.open()) {
      int before = network.channel.submitted.size();
      int checkpoints =
          new ManyEntries(ledger, network.trust(), network.channel.trust(2)).anchor(count, every);
      assertThat(network.channel.submitted).hasSize(before + checkpoints);
      return checkpoints;
    }
  }
}
