package io.hufu.signing.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.model.Evidence;
import io.hufu.model.Licence;
import io.hufu.model.LicenceIdentifier;
import io.hufu.model.StatusAssertion;
import io.hufu.model.StatusListToken;
import io.hufu.model.StatusReference;
import io.hufu.model.StatusValue;
import io.hufu.model.StatusValue.EndKind;
import io.hufu.signing.Payloads;
import io.hufu.signing.PilotKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusRegisterTest {
  private static final Instant NOW = PilotKeys.NOW;
  private static SigningKey key;

  @TempDir Path folder;

  @BeforeAll
  static void makeKey() throws Exception {
    key = PilotKeys.signer(SignatureAlgorithm.SM2_SM3);
  }

  private StatusRegisterBuilder builder(Instant now) {
    return StatusRegister.in(folder)
        .authority(Payloads.AUTHORITY)
        .lists("https://status.example/lists")
        .key(key)
        .validity(Duration.ofDays(1))
        .clock(Clock.fixed(now, ZoneOffset.UTC));
  }

  private StatusRegister open(Instant now) throws IOException {
    return builder(now).open();
  }

  private static List<Licence> licences(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> Payloads.licence("S" + i)).toList();
  }

  private static LicenceIdentifier id(int i) {
    return Payloads.licence("S" + i).identifier();
  }

  @Test
  void places_are_distinct_random_and_the_same_again_after_reopening() throws Exception {
    List<StatusReference> first;
    try (StatusRegister register = open(NOW)) {
      first = register.assign(licences(0, 200));
      assertThat(register.assign(licences(0, 200))).isEqualTo(first);
    }
    assertThat(new HashSet<>(first)).hasSize(200);
    assertThat(first).isNotEqualTo(first.stream().sorted(byIndex()).toList());
    long size = Files.size(folder.resolve("journal"));
    try (StatusRegister register = open(NOW)) {
      assertThat(register.assign(licences(0, 200))).isEqualTo(first);
      assertThat(register.licences()).hasSize(200).startsWith(id(0).text());
    }
    assertThat(Files.size(folder.resolve("journal"))).isEqualTo(size);
  }

  private static java.util.Comparator<StatusReference> byIndex() {
    return java.util.Comparator.comparing(StatusReference::index);
  }

  @Test
  void a_licence_that_comes_twice_in_one_call_has_one_place() throws Exception {
    try (StatusRegister register = open(NOW)) {
      Licence licence = Payloads.licence("S1");
      List<StatusReference> both = register.assign(List.of(licence, licence));
      assertThat(both.get(0)).isEqualTo(both.get(1));
    }
  }

  @Test
  void a_list_is_used_up_to_one_half_and_then_the_next_one() throws Exception {
    try (StatusRegister register = builder(NOW).listSize(10).open()) {
      List<StatusReference> places = register.assign(licences(0, 12));
      assertThat(places.stream().map(StatusReference::list).distinct())
          .containsExactly(
              "https://status.example/lists/1",
              "https://status.example/lists/2",
              "https://status.example/lists/3");
      assertThat(new HashSet<>(places)).hasSize(12);
    }
    try (StatusRegister register = open(NOW)) {
      Set<StatusReference> all = new HashSet<>(register.assign(licences(0, 40)));
      assertThat(all).hasSize(40).allMatch(place -> place.index() < 10);
    }
  }

  @Test
  void decisions_are_kept_with_both_times_and_signed() throws Exception {
    Instant later = NOW.plusSeconds(3600);
    Instant effective = Instant.parse("2026-11-20T00:00:00Z");
    try (StatusRegister register = open(NOW)) {
      register.assign(licences(0, 1));
    }
    try (StatusRegister register = open(later)) {
      register.record(id(0), Transition.suspend(effective, "示监暂〔2026〕1号"));
      register.record(id(0), Transition.restore(later, null));
      register.record(id(0), Transition.end(EndKind.ANNULLED, effective, "示监撤〔2026〕2号"));
    }
    try (StatusRegister register = open(later)) {
      Evidence evidence = register.assertion(id(0));
      StatusAssertion.Signed signed = StatusAssertion.parse(evidence.bytes());
      assertThat(signed.verifies(key.verificationKey())).isTrue();
      StatusAssertion assertion = signed.assertion();
      assertThat(assertion.issuer()).isEqualTo(Payloads.AUTHORITY);
      assertThat(assertion.nextUpdate()).isEqualTo(later.plus(Duration.ofDays(1)));
      assertThat(assertion.history())
          .extracting(StatusAssertion.Entry::value)
          .containsExactly(
              StatusValue.VALID, StatusValue.SUSPENDED, StatusValue.VALID, StatusValue.ENDED);
      StatusAssertion.Entry end = assertion.history().get(3);
      assertThat(end.kind()).isEqualTo(EndKind.ANNULLED);
      assertThat(end.effectiveFrom()).isEqualTo(effective);
      assertThat(end.recordedAt()).isEqualTo(later);
      assertThat(end.decision()).isEqualTo("示监撤〔2026〕2号");
      // Valid from the first day of the licence, although it was registered later.
      Instant issueDay = Instant.parse("2026-11-20T00:00:00+08:00");
      assertThat(assertion.history().get(0).effectiveFrom()).isEqualTo(issueDay);
    }
  }

  @Test
  void a_decision_that_does_not_fit_is_refused_and_leaves_nothing_behind() throws Exception {
    try (StatusRegister register = open(NOW)) {
      register.assign(licences(0, 1));
      assertRefused(register, id(7), Transition.suspend(NOW, null), "no place");
      assertRefused(register, id(0), Transition.restore(NOW, null), "is VALID");
      register.record(id(0), Transition.supersede(id(1), NOW, null));
      assertRefused(register, id(0), Transition.suspend(NOW, null), "is SUPERSEDED");
      register.assign(licences(2, 3));
      register.record(id(2), Transition.end(EndKind.CANCELLED, NOW, null));
      assertRefused(register, id(2), Transition.restore(NOW, null), "is ENDED");
      assertThat(register.history(id(2))).hasSize(2);
      assertThat(register.history(id(0)).get(1).successor()).isEqualTo(id(1));
    }
  }

  private static void assertRefused(
      StatusRegister register, LicenceIdentifier licence, Transition change, String why) {
    assertThatThrownBy(() -> register.record(licence, change))
        .isInstanceOf(TransitionRefusedException.class)
        .hasMessageContaining(why);
  }

  @Test
  void published_lists_say_what_the_assertions_say() throws Exception {
    try (StatusRegister register = builder(NOW).listSize(8).open()) {
      List<StatusReference> places = register.assign(licences(0, 6));
      register.record(id(0), Transition.suspend(NOW, null));
      register.record(id(1), Transition.end(EndKind.FORFEITED, NOW, null));
      register.record(id(2), Transition.supersede(id(9), NOW, null));
      register.record(id(3), Transition.suspend(NOW.plusSeconds(1), "later"));
      Publication publication = register.publish();
      assertThat(publication.epoch()).isEqualTo(1);
      Map<String, byte[]> tokens = publication.tokens();
      assertThat(tokens).hasSize(2);
      int[] expected = {2, 1, 0xD, 0, 0, 0};
      for (int i = 0; i < 6; i++) {
        StatusListToken.Signed signed = StatusListToken.parse(tokens.get(places.get(i).list()));
        assertThat(signed.verifies(key.verificationKey())).isTrue();
        assertThat(signed.token().uri()).isEqualTo(places.get(i).list());
        assertThat(signed.token().list().value(places.get(i).index())).hasValue(expected[i]);
      }
      assertThat(register.publish().epoch()).isEqualTo(2);
      assertThat(StatusAssertion.parse(register.assertion(id(0)).bytes()).assertion().epoch())
          .isEqualTo(2);
    }
  }

  @Test
  void a_second_writer_is_kept_out_and_let_in_afterwards() throws Exception {
    try (StatusRegister register = open(NOW)) {
      assertThat(register.licences()).isEmpty();
      assertThatThrownBy(() -> open(NOW))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another writer");
    }
    open(NOW).close();
  }

  @Test
  void a_crash_at_any_byte_of_the_last_write_loses_only_what_was_not_acknowledged()
      throws Exception {
    Path journal = folder.resolve("journal");
    List<StatusReference> acknowledged;
    try (StatusRegister register = open(NOW)) {
      acknowledged = register.assign(licences(0, 3));
    }
    long before = Files.size(journal);
    try (StatusRegister register = open(NOW)) {
      register.assign(licences(3, 5));
    }
    byte[] all = Files.readAllBytes(journal);
    for (long length = before; length < all.length; length++) {
      Files.write(journal, Arrays.copyOf(all, (int) length));
      try (StatusRegister register = open(NOW)) {
        assertThat(register.licences()).hasSize(3);
        assertThat(register.assign(licences(0, 3))).isEqualTo(acknowledged);
      }
    }
  }

  @Test
  void a_clock_before_the_last_record_writes_nothing() throws Exception {
    try (StatusRegister register = open(NOW)) {
      register.assign(licences(0, 1));
    }
    try (StatusRegister register = open(NOW.minusSeconds(61))) {
      assertThatThrownBy(() -> register.assign(licences(1, 2)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("clock");
      assertThat(register.licences()).hasSize(1);
    }
  }

  @Test
  void a_register_of_another_authority_or_without_settings_is_refused() throws Exception {
    assertThatThrownBy(() -> StatusRegister.in(folder).key(key).open())
        .hasMessageContaining("no status register yet");
    open(NOW).close();
    assertThatThrownBy(() -> builder(NOW).authority("119900000099010242").open())
        .hasMessageContaining("authority");
    StatusRegister.in(folder).key(key).open().close();
  }

  @Test
  void an_expired_status_certificate_signs_nothing() throws Exception {
    SigningKey expired =
        PilotKeys.issued(
            SignatureAlgorithm.SM2_SM3, Profile.SIGNER, PilotKeys.FROM, NOW.minusSeconds(1));
    try (StatusRegister register = builder(NOW).key(expired).open()) {
      register.assign(licences(0, 1));
      assertThatThrownBy(() -> register.assertion(id(0)))
          .isInstanceOfSatisfying(
              KeyUnavailableException.class,
              e ->
                  assertThat(e.reason())
                      .isEqualTo(KeyUnavailableException.Reason.CERTIFICATE_NOT_IN_FORCE));
      assertThatThrownBy(register::publish).isInstanceOf(KeyUnavailableException.class);
    }
  }
}
