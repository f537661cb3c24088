package io.hufu.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.Suite;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.log.SignedNote;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.TrustList;
import io.hufu.model.report.Verdict;
import io.hufu.verification.Verifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No bit of a trust list or a checkpoint can be flipped unnoticed, and reports are reproducible.
 *
 * <p>The bits of a licence with its evidence are flipped by the carrier's own tests.
 */
class FlippedTrustTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Suite.class)
  void no_flipped_trust_list_loads(Suite suite) throws Exception {
    try (PilotTown town = new PilotTown(suite, directory)) {
      flipTrustList(town, at -> new int[] {at % 8});
    }
  }

  @Tag("soak")
  @ParameterizedTest
  @EnumSource(Suite.class)
  void no_trust_list_with_any_bit_flipped_loads(Suite suite) throws Exception {
    try (PilotTown town = new PilotTown(suite, directory)) {
      flipTrustList(town, at -> IntStream.range(0, 8).toArray());
    }
  }

  private static void flipTrustList(PilotTown town, Bits bits) {
    List<String> loaded = new ArrayList<>();
    for (int at = 0; at < town.trustList.length; at++) {
      for (int bit : bits.of(at)) {
        byte[] flipped = town.trustList.clone();
        flipped[at] ^= (byte) (1 << bit);
        try {
          TrustList.parse(flipped, null);
          loaded.add("bit " + bit + " of byte " + at);
        } catch (MalformedDataException expected) {
          // refused, and by the one documented exception
        }
      }
    }
    assertThat(loaded).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void no_bit_of_a_checkpoint_can_be_flipped_unnoticed(Suite suite) throws Exception {
    try (PilotTown town = new PilotTown(suite, directory)) {
      town.issue();
      byte[] note = town.ledger.checkpoint().getBytes(StandardCharsets.UTF_8);
      List<String> wrong = new ArrayList<>();
      for (int at = 0; at < note.length; at++) {
        for (int bit = 0; bit < 8; bit++) {
          byte[] flipped = note.clone();
          flipped[at] ^= (byte) (1 << bit);
          if (verifies(town, new String(flipped, StandardCharsets.UTF_8))) {
            wrong.add("bit " + bit + " of byte " + at);
          }
        }
      }
      assertThat(verifies(town, town.ledger.checkpoint())).isTrue();
      assertThat(wrong).isEmpty();
    }
  }

  private static boolean verifies(PilotTown town, String note) {
    try {
      return !SignedNote.parse(note).verify(List.of(town.ledger.noteKey())).isEmpty();
    } catch (MalformedDataException e) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void the_same_inputs_give_byte_identical_reports(Suite suite) throws Exception {
    try (PilotTown town = new PilotTown(suite, directory)) {
      byte[] file = town.issue().bytes();
      assertThat(verifier(TrustList.parse(town.trustList, null)).verify(file).verdict())
          .isEqualTo(Verdict.ACCEPTED);
      byte[] first = report(town, file);
      assertThat(report(town, file)).isEqualTo(first);
    }
  }

  private static byte[] report(PilotTown town, byte[] file) throws MalformedDataException {
    Verifier verifier = verifier(TrustList.parse(town.trustList, null));
    return Json.compact(verifier.verify(file).toJson(true));
  }

  private static Verifier verifier(TrustList trust) {
    return Verifier.builder()
        .trust(trust)
        .policy(AcceptancePolicy.pilot())
        .clock(PilotTown.CLOCK)
        .build();
  }

  /** Which bits of a byte are flipped. */
  private interface Bits {
    int[] of(int at);
  }
}
