package io.hufu.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.ledger.Entries;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many entries on Hyperledger Fabric itself, and what a publication adds to a peer's disk. */
@Tag("fabric")
class RealNetworkScaleTest {
  private static final int PUBLICATIONS = 20;

  @TempDir Path network;
  @TempDir Path folder;
  private RealNetwork fabric;

  @BeforeEach
  void start() throws Exception {
    fabric = RealNetwork.start(network, "200ms");
  }

  @AfterEach
  void stop() throws Exception {
    if (fabric != null) {
      fabric.close();
    }
  }

  @Test
  void a_hundred_thousand_entries_are_five_transactions() throws Exception {
    RealNetwork.Log log = fabric.new Log("many.example.org/sm3", folder);
    try (FabricLedger ledger = log.open(RealNetwork.PATIENT)) {
      ManyEntries many = new ManyEntries(ledger, log.trust(), fabric.trust());
      assertThat(many.anchor(100_000, 20)).isEqualTo(5);
      long before = fabric.blockBytes();
      for (int i = 0; i < PUBLICATIONS; i++) {
        ledger.anchor(Entries.range(ledger.hash(), 200_000 + i, 200_001 + i));
      }
      long each = (fabric.blockBytes() - before) / PUBLICATIONS;
      System.out.printf(Locale.ROOT, "%,d bytes of block files a publication%n", each);
      assertThat(each).isBetween(4_000L, 20_000L);
    }
  }
}
