package io.hufu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.model.StatusAssertion.Entry;
import io.hufu.model.StatusValue.EndKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTest {
  private static final StatusReference REFERENCE =
      new StatusReference("https://status.example/list/1", 42);
  private final SigningKey key = TestKeys.selfSigned(SignatureAlgorithm.SM2_SM3, "CN=Status");

  private static Instant day(int month) {
    return Instant.parse(String.format(java.util.Locale.ROOT, "2026-%02d-01T00:00:00Z", month));
  }

  private static StatusAssertion assertion(Entry... history) {
    return new StatusAssertion(
        TrustListFixture.ISSUER,
        REFERENCE,
        7,
        day(12),
        day(12).plusSeconds(86400),
        List.of(history));
  }

  @Test
  void a_suspension_holds_between_its_day_and_the_restoration() {
    StatusAssertion assertion =
        assertion(
            Entry.of(StatusValue.VALID, day(1), day(1)),
            Entry.of(StatusValue.SUSPENDED, day(3), day(3)),
            Entry.of(StatusValue.VALID, day(5), day(5)));
    assertThat(value(assertion, day(2), day(12))).isEqualTo(StatusValue.VALID);
    assertThat(value(assertion, day(3), day(12))).isEqualTo(StatusValue.SUSPENDED);
    assertThat(value(assertion, day(4), day(12))).isEqualTo(StatusValue.SUSPENDED);
    assertThat(value(assertion, day(5), day(12))).isEqualTo(StatusValue.VALID);
  }

  @Test
  void an_annulment_works_back_but_only_for_those_who_could_know() {
    StatusAssertion assertion =
        assertion(
            Entry.of(StatusValue.VALID, day(1), day(1)),
            new Entry(StatusValue.ENDED, EndKind.ANNULLED, day(1), day(6), "示例决1号", null));
    assertThat(value(assertion, day(3), day(12))).isEqualTo(StatusValue.ENDED);
    assertThat(value(assertion, day(3), day(5))).isEqualTo(StatusValue.VALID);
  }

  @Test
  void a_withdrawal_works_forward_from_the_day_it_names() {
    StatusAssertion assertion =
        assertion(
            Entry.of(StatusValue.VALID, day(1), day(1)),
            new Entry(StatusValue.ENDED, EndKind.WITHDRAWN, day(9), day(6), null, null));
    assertThat(value(assertion, day(8), day(12))).isEqualTo(StatusValue.VALID);
    assertThat(value(assertion, day(9), day(12))).isEqualTo(StatusValue.ENDED);
  }

  @Test
  void before_the_first_entry_nothing_is_said() {
    StatusAssertion assertion = assertion(Entry.of(StatusValue.VALID, day(3), day(3)));
    assertThat(assertion.statusAt(day(2), day(12))).isEmpty();
    assertThat(assertion.statusAt(day(4), day(2))).isEmpty();
  }

  /** The same by another way: replay what was known, and keep the last that had taken effect. */
  @Test
  void a_look_up_equals_a_replay_of_what_was_known() {
    Seeds.run(
        300,
        random -> {
          Entry[] history = new Entry[1 + random.nextInt(8)];
          int recorded = 1;
          for (int i = 0; i < history.length; i++) {
            recorded = Math.min(12, recorded + random.nextInt(3));
            StatusValue value = random.nextBoolean() ? StatusValue.VALID : StatusValue.SUSPENDED;
            history[i] = Entry.of(value, day(1 + random.nextInt(12)), day(recorded));
          }
          Instant at = day(1 + random.nextInt(12));
          Instant known = day(1 + random.nextInt(12));
          Entry replayed = null;
          for (Entry entry : history) {
            boolean counts =
                !entry.recordedAt().isAfter(known) && !entry.effectiveFrom().isAfter(at);
            replayed = counts ? entry : replayed;
          }
          assertThat(assertion(history).statusAt(at, known).orElse(null)).isEqualTo(replayed);
        });
  }

  @Test
  void an_assertion_survives_signing_and_verifies_by_its_key_only() throws Exception {
    LicenceIdentifier successor =
        SampleLicences.stream("degree", 3).findFirst().orElseThrow().identifier();
    StatusAssertion assertion =
        assertion(
            Entry.of(StatusValue.VALID, day(1), day(1)),
            new Entry(StatusValue.SUPERSEDED, null, day(4), day(4), "示例决2号", successor));
    StatusAssertion.Signed signed = StatusAssertion.parse(assertion.sign(key));
    assertThat(signed.assertion()).isEqualTo(assertion);
    assertThat(signed.certificates()).containsExactly(key.certificate());
    assertThat(signed.verifies(key.verificationKey())).isTrue();
    assertThat(signed.verifies(TestKeys.bare(SignatureAlgorithm.SM2_SM3).verificationKey()))
        .isFalse();
  }

  @Test
  void a_flipped_byte_is_malformed_or_does_not_verify() throws Exception {
    byte[] token = assertion(Entry.of(StatusValue.VALID, day(1), day(1))).sign(key);
    for (int place = 0; place < token.length; place++) {
      byte[] flipped = token.clone();
      flipped[place] ^= (byte) (1 << (place % 8));
      boolean verifies;
      try {
        verifies = StatusAssertion.parse(flipped).verifies(key.verificationKey());
      } catch (MalformedDataException e) {
        verifies = false;
      }
      assertThat(verifies).as("byte " + place).isFalse();
    }
  }

  @Test
  void a_history_out_of_order_or_from_the_future_is_refused() {
    assertThatThrownBy(
            () ->
                assertion(
                    Entry.of(StatusValue.VALID, day(1), day(5)),
                    Entry.of(StatusValue.SUSPENDED, day(2), day(4))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> assertion(Entry.of(StatusValue.VALID, day(1), day(12).plusSeconds(1))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> assertion()).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_end_says_how_and_nothing_else_does() {
    assertThatThrownBy(() -> Entry.of(StatusValue.ENDED, day(1), day(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Entry(StatusValue.VALID, EndKind.VOID, day(1), day(1), null, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void other_tokens_are_no_assertions() throws Exception {
    byte[] list =
        new StatusListToken(REFERENCE.list(), day(1), null, null, StatusList.of(4, 0)).sign(key);
    assertThatThrownBy(() -> StatusAssertion.parse(list))
        .isInstanceOf(MalformedDataException.class);
    assertThatThrownBy(() -> StatusAssertion.parse("a.b".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(MalformedDataException.class);
  }

  private static StatusValue value(StatusAssertion assertion, Instant at, Instant known) {
    return assertion.statusAt(at, known).orElseThrow().value();
  }
}
