package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.model.Evidence;
import io.hufu.model.StatusAssertion;
import io.hufu.model.StatusAssertion.Entry;
import io.hufu.model.StatusEpoch;
import io.hufu.model.StatusList;
import io.hufu.model.StatusListToken;
import io.hufu.model.StatusReference;
import io.hufu.model.StatusValue;
import io.hufu.model.StatusValue.EndKind;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.ReasonClass;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** An issuer that speaks with two tongues, and items of status that somebody bent. */
class StatusForkTest {
  private static final Instant PUBLISHED = World.NOW.minus(Duration.ofDays(2));
  private static final Instant DECIDED = World.NOW.minus(Duration.ofDays(5));

  private static Doc doc() {
    return Doc.good().place();
  }

  private static Evidence item(byte[] token) {
    return new Evidence(Evidence.Kind.STATUS_ASSERTION, token);
  }

  private static byte[] list(int value) {
    int[] values = new int[64];
    values[42] = value;
    try {
      return new StatusListToken(
              World.PLACE.list(),
              PUBLISHED,
              PUBLISHED.plus(Duration.ofDays(7)),
              null,
              StatusList.of(4, values))
          .sign(World.STATUS);
    } catch (KeyUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] epoch(byte[] list, SigningKey key) {
    return epoch(list, key, 3);
  }

  private static byte[] epoch(byte[] list, SigningKey key, long number) {
    try {
      return new StatusEpoch(
              World.ISSUER,
              World.PLACE.list(),
              number,
              PUBLISHED,
              PUBLISHED.plus(Duration.ofDays(7)),
              null,
              StatusEpoch.digest(HashAlgorithm.SM3, list))
          .sign(key);
    } catch (KeyUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Entry suspended() {
    return Entry.of(StatusValue.SUSPENDED, DECIDED, DECIDED);
  }

  private static void expectFork(VerificationReport report, FindingCode code) {
    Finding finding = Reports.expect(report, Verdict.REJECTED, code, FAILED);
    assertThat(finding.subject()).isEqualTo(FindingSubject.DOCUMENT);
    assertThat(finding.facts().get("tokens")).contains("sm3:");
    assertThat(report.reason()).isEqualTo(ReasonClass.NOT_AUTHENTIC);
  }

  @Test
  void an_assertion_that_agrees_with_the_list_of_its_epoch_is_fine() {
    byte[] list = list(0);
    Doc doc = doc().with(1, Proofs.status(Proofs.valid()), item(list));
    Reports.accepted(new Desk().supplied(item(epoch(list, World.STATUS))).judge(doc));
    // Suspended after the publication: the list could not know.
    Instant later = PUBLISHED.plusSeconds(1);
    VerificationReport report =
        new Desk()
            .supplied(item(list), item(epoch(list, World.STATUS)))
            .judge(
                doc()
                    .with(
                        1,
                        Proofs.status(
                            Proofs.valid(), Entry.of(StatusValue.SUSPENDED, later, later))));
    Reports.expect(report, Verdict.REJECTED, FindingCode.LICENCE_SUSPENDED, FAILED);
    Reports.without(report, FindingCode.STATUS_CONTRADICTED);
  }

  @Test
  void an_assertion_that_contradicts_the_list_of_its_epoch_is_evidence_against_the_issuer() {
    byte[] list = list(StatusValue.SUSPENDED.code());
    Desk desk = new Desk().supplied(item(list), item(epoch(list, World.STATUS)));
    expectFork(
        desk.judge(doc().with(1, Proofs.status(Proofs.valid()))), FindingCode.STATUS_CONTRADICTED);
    byte[] valid = list(0);
    expectFork(
        new Desk()
            .supplied(item(valid), item(epoch(valid, World.STATUS)))
            .judge(doc().with(1, Proofs.status(Proofs.valid(), suspended()))),
        FindingCode.STATUS_CONTRADICTED);
  }

  @Test
  void a_list_that_no_epoch_published_contradicts_nothing() {
    byte[] list = list(StatusValue.SUSPENDED.code());
    VerificationReport report =
        new Desk()
            .supplied(item(list), item(epoch(list(0), World.STATUS)))
            .judge(doc().with(1, Proofs.status(Proofs.valid())));
    Reports.without(report, FindingCode.STATUS_CONTRADICTED);
    Reports.accepted(report);
  }

  @Test
  void two_epochs_with_one_number_are_evidence_against_the_issuer() {
    byte[] one = epoch(list(0), World.STATUS);
    byte[] other = epoch(list(1), World.STATUS);
    Doc doc = doc().with(1, Proofs.status(Proofs.valid()));
    expectFork(
        new Desk().supplied(item(one), item(other)).judge(doc), FindingCode.STATUS_EPOCH_FORKED);
    Reports.accepted(
        new Desk().supplied(item(one), item(epoch(list(1), World.STATUS, 4))).judge(doc));
  }

  @Test
  void a_rewritten_past_is_evidence_against_the_issuer() {
    Evidence older =
        Proofs.status(
            World.PLACE,
            World.NOW.minus(Duration.ofDays(3)),
            World.STATUS,
            Proofs.valid(),
            suspended());
    expectFork(
        new Desk().judge(doc().with(1, older, Proofs.status(Proofs.valid()))),
        FindingCode.STATUS_REWRITTEN);
    Entry backdated = Entry.of(StatusValue.SUSPENDED, DECIDED, DECIDED);
    Evidence silent =
        Proofs.status(
            World.PLACE, World.NOW.minus(Duration.ofDays(3)), World.STATUS, Proofs.valid());
    expectFork(
        new Desk().judge(doc().with(1, silent, Proofs.status(Proofs.valid(), backdated))),
        FindingCode.STATUS_REWRITTEN);
  }

  @Test
  void nobody_but_the_issuer_can_make_a_fork() {
    byte[] list = list(1);
    Doc doc = doc().with(1, Proofs.status(Proofs.valid()));
    VerificationReport report =
        new Desk()
            .supplied(
                item(epoch(list(0), World.STATUS)),
                item(epoch(list, World.STRANGER)),
                item(epoch(list, World.AGENCY)),
                Proofs.status(
                    World.PLACE,
                    World.NOW.minus(Duration.ofDays(3)),
                    World.STRANGER,
                    Proofs.valid(),
                    suspended()))
            .judge(doc);
    Reports.accepted(report);
    Reports.expect(report, Verdict.ACCEPTED, FindingCode.STATUS_OTHER_ISSUER, FAILED);
  }

  // --- what somebody bent ---

  @Test
  void an_index_beyond_the_list_is_said_so() {
    StatusListToken small =
        new StatusListToken(
            World.PLACE.list(), PUBLISHED, World.NOW.plusSeconds(60), null, StatusList.of(4, 0, 0));
    Reports.expect(
        new Desk().supplied(item(signed(small))).judge(doc()),
        Verdict.UNDECIDED,
        FindingCode.STATUS_INDEX_OUT_OF_RANGE,
        FAILED);
  }

  private static byte[] signed(StatusListToken token) {
    try {
      return token.sign(World.STATUS);
    } catch (KeyUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_bomb_in_a_list_is_not_unpacked() throws Exception {
    byte[] bomb = bomb(World.PLACE.list());
    assertThat(bomb).hasSizeLessThan(1 << 20);
    Reports.expect(
        new Desk().supplied(item(bomb)).judge(doc()),
        Verdict.UNDECIDED,
        FindingCode.STATUS_LIST_TOO_LARGE,
        FAILED);
    // A bomb under another list's name is not even opened.
    VerificationReport other =
        new Desk().supplied(item(bomb("https://status.example/lists/8"))).judge(doc());
    Reports.without(other, FindingCode.STATUS_LIST_TOO_LARGE);
    Reports.accepted(
        new Desk().supplied(item(bomb)).judge(doc().with(1, Proofs.status(Proofs.valid()))));
  }

  /** 64 MiB of zeros in 64 kB, signed by the issuer itself. */
  private static byte[] bomb(String uri) throws Exception {
    Deflater deflater = new Deflater(9);
    deflater.setInput(new byte[64 << 20]);
    deflater.finish();
    byte[] buffer = new byte[1 << 20];
    int length = deflater.deflate(buffer);
    deflater.end();
    String lst =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(java.util.Arrays.copyOf(buffer, length));
    String payload =
        "{\"sub\":\"%s\",\"iat\":%d,\"status_list\":{\"bits\":4,\"lst\":\"%s\"}}"
            .formatted(uri, PUBLISHED.getEpochSecond(), lst);
    return io.hufu.crypto.jose.Jws.sign(
            World.STATUS,
            io.hufu.crypto.jose.JsonValue.JsonObject.builder().put("typ", "statuslist+jwt").build(),
            payload.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .compact()
        .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  @Test
  void a_word_from_the_future_does_not_count_and_hides_nothing() {
    Evidence ahead =
        Proofs.status(
            World.PLACE, World.NOW.plus(Duration.ofDays(30)), World.STATUS, Proofs.valid());
    Reports.expect(
        new Desk().judge(doc().with(1, ahead)),
        Verdict.UNDECIDED,
        FindingCode.STATUS_FROM_FUTURE,
        FAILED);
    Entry over = new Entry(StatusValue.ENDED, EndKind.FORFEITED, DECIDED, DECIDED, null, null);
    Reports.expect(
        new Desk().judge(doc().with(1, ahead, Proofs.status(Proofs.valid(), over))),
        Verdict.REJECTED,
        FindingCode.LICENCE_ENDED,
        FAILED);
  }

  @Test
  void an_assertion_of_another_authority_does_not_count() throws Exception {
    StatusAssertion assertion =
        new StatusAssertion(
            World.OTHER,
            World.PLACE,
            0,
            World.NOW.minusSeconds(60),
            World.NOW.plusSeconds(60),
            java.util.List.of(Proofs.valid()));
    Reports.expect(
        new Desk().judge(doc().with(1, item(assertion.sign(World.STATUS)))),
        Verdict.UNDECIDED,
        FindingCode.STATUS_OTHER_ISSUER,
        FAILED);
  }

  @Test
  void an_assertion_for_another_list_of_the_same_index_does_not_count() {
    StatusReference elsewhere =
        new StatusReference("https://status.example/lists/8", World.PLACE.index());
    Reports.expect(
        new Desk()
            .judge(
                doc()
                    .with(
                        1,
                        Proofs.status(
                            elsewhere, World.NOW.minusSeconds(60), World.STATUS, Proofs.valid()))),
        Verdict.UNDECIDED,
        FindingCode.STATUS_OTHER_LICENCE,
        FAILED);
  }

  @Test
  void every_cut_and_every_flipped_byte_of_an_item_is_a_finding_and_no_defect() {
    byte[] list = list(0);
    for (byte[] token :
        new byte[][] {list, epoch(list, World.STATUS), Proofs.status(Proofs.valid()).bytes()}) {
      for (int i = 0; i < token.length; i += 97) {
        byte[] flipped = token.clone();
        flipped[i] ^= 0x01;
        VerificationReport report = new Desk().judge(doc().with(1, item(flipped)));
        assertThat(report.verdict()).as("byte " + i).isNotEqualTo(Verdict.REJECTED);
        Reports.sound(report);
        Reports.sound(new Desk().judge(doc().with(1, item(java.util.Arrays.copyOf(token, i)))));
      }
    }
  }

  @Test
  void whatever_is_wrong_never_blocks_a_good_word() {
    byte[] list = list(0);
    Doc doc =
        doc()
            .with(
                1,
                item(new byte[0]),
                item(java.util.Arrays.copyOf(list, list.length / 2)),
                item(epoch(list, World.STRANGER)),
                Proofs.status(Proofs.valid()));
    VerificationReport report = new Desk().judge(doc);
    Reports.accepted(report);
    assertThat(
            report.findings().stream()
                .filter(f -> f.subject().isEvidence() && f.outcome() == Outcome.FAILED))
        .hasSize(3);
  }
}
