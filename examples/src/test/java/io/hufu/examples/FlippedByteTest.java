package io.hufu.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.Suite;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.log.SignedNote;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.TrustList;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.verification.Verifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No bit can be flipped unnoticed: in a licence with its evidence, a trust list or a checkpoint.
 *
 * <p>A licence may stay ACCEPTED only when the report says the same, but for the input digest and
 * what is said of an evidence item that the policy does not require.
 */
class FlippedByteTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Suite.class)
  void one_flip_in_each_byte_of_a_licence_is_noticed(Suite suite) throws Exception {
    try (PilotTown town = new PilotTown(suite, directory)) {
      flipLicence(town, at -> new int[] {at % 8});
    }
  }

  @Tag("soak")
  @ParameterizedTest
  @EnumSource(Suite.class)
  void every_flip_in_each_byte_of_a_licence_is_noticed(Suite suite) throws Exception {
    try (PilotTown town = new PilotTown(suite, directory)) {
      flipLicence(town, at -> IntStream.range(0, 8).toArray());
    }
  }

  private static void flipLicence(PilotTown town, Bits bits) throws Exception {
    byte[] file = town.issue().bytes();
    Verifier verifier = verifier(TrustList.parse(town.trustList, null));
    VerificationReport honest = verifier.verify(file);
    assertThat(honest.verdict()).as("%s", honest.findings()).isEqualTo(Verdict.ACCEPTED);
    JsonObject expected = comparable(honest);

    List<String> wrong =
        IntStream.range(0, file.length)
            .parallel()
            .mapToObj(at -> judgeFlips(verifier, file, at, bits.of(at), expected))
            .flatMap(Optional::stream)
            .toList();
    assertThat(wrong).isEmpty();
  }

  private static Optional<String> judgeFlips(
      Verifier verifier, byte[] file, int at, int[] bits, JsonObject expected) {
    for (int bit : bits) {
      byte[] flipped = file.clone();
      flipped[at] ^= (byte) (1 << bit);
      VerificationReport report = verifier.verify(flipped);
      if (report.verdict() == Verdict.ACCEPTED && !comparable(report).equals(expected)) {
        return Optional.of("bit " + bit + " of byte " + at + ": " + difference(report, expected));
      }
      if (report.findings().stream().anyMatch(f -> f.code().equals("CHECK_FAILED_INTERNALLY"))) {
        return Optional.of(
            "bit " + bit + " of byte " + at + " broke a check: " + report.findings());
      }
    }
    return Optional.empty();
  }

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

  private static String difference(VerificationReport report, JsonObject expected) {
    JsonObject actual = comparable(report);
    return actual.members().entrySet().stream()
        .filter(e -> !expected.get(e.getKey()).equals(Optional.of(e.getValue())))
        .map(e -> new String(Json.compact(e.getValue()), StandardCharsets.UTF_8))
        .toList()
        .toString();
  }

  /** The report without its input digest and without what is said of evidence items. */
  private static JsonObject comparable(VerificationReport report) {
    JsonObject json = report.toJson(true);
    List<JsonValue> findings =
        json.array("findings").orElseThrow().stream()
            .filter(f -> !((JsonObject) f).text("subject").orElse("").contains("/evidence/"))
            .filter(f -> !isReportOnly((JsonObject) f))
            .toList();
    return json.with("inputDigest", JsonValue.JsonNull.NULL)
        .with("signatures", JsonValue.JsonNull.NULL)
        .with("findings", new JsonArray(findings));
  }

  /** TIME and LEDGER are report-only under the pilot policy: they only sum their evidence up. */
  private static boolean isReportOnly(JsonObject finding) {
    String topic = finding.text("topic").orElse("");
    return topic.equals("TIME") || topic.equals("LEDGER");
  }

  /** Which bits of a byte are flipped. */
  private interface Bits {
    int[] of(int at);
  }
}
