package io.hufu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Suite;
import io.hufu.exchange.message.ConsentToken;
import io.hufu.exchange.message.CorrectionRequest;
import io.hufu.exchange.message.ExchangeRefusal;
import io.hufu.exchange.message.ExchangeRefusal.Code;
import io.hufu.exchange.message.ExchangeRequest;
import io.hufu.exchange.message.ExchangeRequest.Ground;
import io.hufu.exchange.message.ExchangeRequest.Wanted;
import io.hufu.exchange.message.MessageKind;
import io.hufu.exchange.message.RequestState;
import io.hufu.exchange.message.SignedMessage;
import io.hufu.exchange.message.UseReceipt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExchangeOfficeTest {
  @TempDir private Path folder;
  private OfficePair pair;
  private ExchangeOffice requester;
  private ExchangeOffice provider;

  @BeforeEach
  void open() throws Exception {
    pair = new OfficePair(folder, Suite.SM);
    requester = pair.open(OfficePair.REQUESTER);
    provider = pair.open(OfficePair.PROVIDER);
  }

  @AfterEach
  void close() throws Exception {
    requester.close();
    provider.close();
  }

  private static String id(SignedMessage request) throws Exception {
    return ExchangeRequest.of(request).id();
  }

  private RequestRecord exchange(SignedMessage request, @Nullable SignedMessage consent)
      throws Exception {
    requester.ask(request, consent);
    OfficePair.turn(requester, provider);
    return requester.request(id(request)).orElseThrow();
  }

  private SignedMessage answer(RequestRecord record, MessageKind kind) throws Exception {
    Path file = requester.inbox().resolve(String.valueOf(record.folder())).resolve(kind.fileName());
    return SignedMessage.parse(kind, Files.readAllBytes(file));
  }

  private Code refusal(SignedMessage request, @Nullable SignedMessage consent) throws Exception {
    RequestRecord record = exchange(request, consent);
    assertThat(record.state()).isEqualTo(RequestState.REFUSED);
    return ExchangeRefusal.of(answer(record, MessageKind.REFUSAL)).code();
  }

  @Test
  void a_request_is_answered_with_what_was_asked_for_and_both_sides_know_it() throws Exception {
    SignedMessage request =
        pair.request(
            Ground.STATUTORY,
            "M1",
            OfficePair.LICENCE,
            new Wanted("FOOD", List.of("name")),
            new Wanted("SAFETY", List.of("number")));
    RequestRecord record = exchange(request, null);
    assertThat(record.state()).isEqualTo(RequestState.ANSWERED);
    Path answer = requester.inbox().resolve(String.valueOf(record.folder()));
    assertThat(answer.resolve("BUSINESS.json")).hasContent("{}");
    assertThat(answer.resolve("FOOD.json")).exists();
    assertThat(answer.resolve("SAFETY.json")).exists();
    assertThat(provider.requests())
        .singleElement()
        .satisfies(
            known -> {
              assertThat(known.state()).isEqualTo(RequestState.ANSWERED);
              assertThat(known.answer()).isEqualTo(record.answer());
            });
    assertThat(requester.pending()).isEmpty();
    assertThat(provider.pending()).isEmpty();
  }

  @Test
  void the_policy_decides_who_may_ask_for_what() throws Exception {
    assertThat(refusal(pair.request(Ground.STATUTORY, "M3", OfficePair.LICENCE), null))
        .isEqualTo(Code.NOT_PERMITTED);
    assertThat(
            refusal(pair.request(Ground.STATUTORY, "M1", new Wanted("PRIVATE", List.of())), null))
        .isEqualTo(Code.NOT_PERMITTED);
    assertThat(
            refusal(pair.request(Ground.STATUTORY, "M1", new Wanted("UNKNOWN", List.of())), null))
        .isEqualTo(Code.TYPE_NOT_KEPT);
    for (List<String> fields : List.of(List.<String>of(), List.of("name", "address"))) {
      assertThat(refusal(pair.request(Ground.STATUTORY, "M1", new Wanted("FOOD", fields)), null))
          .isEqualTo(Code.FIELDS_EXCESSIVE);
    }
  }

  @Test
  void consent_is_the_holders_own_or_attested_by_an_official_and_for_this_request()
      throws Exception {
    SigningKey holder = SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());
    pair.holders = who -> Optional.of(holder.verificationKey());
    SignedMessage first = pair.request(Ground.CONSENT, "M1", OfficePair.LICENCE);
    RequestRecord record = exchange(first, pair.consent(first, ConsentToken.By.HOLDER, holder));
    assertThat(record.state()).isEqualTo(RequestState.ANSWERED);
    SignedMessage second = pair.request(Ground.CONSENT, "M1", OfficePair.LICENCE);
    assertThat(
            exchange(second, pair.consent(second, ConsentToken.By.OFFICIAL, pair.requesterKey))
                .state())
        .isEqualTo(RequestState.ANSWERED);
    SignedMessage third = pair.request(Ground.CONSENT, "M1", OfficePair.LICENCE);
    SigningKey stranger = SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());
    for (SignedMessage wrong :
        List.of(
            pair.consent(first, ConsentToken.By.HOLDER, holder),
            pair.consent(third, ConsentToken.By.HOLDER, stranger),
            pair.consent(third, ConsentToken.By.OFFICIAL, holder),
            pair.consent(third, ConsentToken.By.OFFICIAL, pair.providerKey))) {
      SignedMessage fresh = pair.request(Ground.CONSENT, "M1", OfficePair.LICENCE);
      assertThat(refusal(fresh, wrong)).isEqualTo(Code.CONSENT_INVALID);
    }
  }

  @Test
  void a_consent_that_is_no_longer_or_not_yet_in_force_is_refused() throws Exception {
    SigningKey holder = SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());
    pair.holders = who -> Optional.of(holder.verificationKey());
    SignedMessage request = pair.request(Ground.CONSENT, "M1", OfficePair.LICENCE);
    SignedMessage consent = pair.consent(request, ConsentToken.By.HOLDER, holder);
    requester.ask(request, consent);
    pair.clock.move(Duration.ofMinutes(16));
    OfficePair.turn(requester, provider);
    RequestRecord record = requester.request(id(request)).orElseThrow();
    assertThat(ExchangeRefusal.of(answer(record, MessageKind.REFUSAL)).code())
        .isEqualTo(Code.CONSENT_INVALID);
  }

  @Test
  void consent_is_sent_exactly_when_it_is_the_ground() throws Exception {
    SignedMessage with = pair.request(Ground.CONSENT, "M1", OfficePair.LICENCE);
    SignedMessage without = pair.request(Ground.STATUTORY, "M1", OfficePair.LICENCE);
    assertThatThrownBy(() -> requester.ask(with, null))
        .isInstanceOf(IllegalArgumentException.class);
    SignedMessage consent = pair.consent(without, ConsentToken.By.OFFICIAL, pair.requesterKey);
    assertThatThrownBy(() -> requester.ask(without, consent))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> provider.ask(without, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_request_that_arrives_after_its_deadline_is_refused_as_such() throws Exception {
    SignedMessage request =
        pair.request(Ground.STATUTORY, "M1", Duration.ofMinutes(1), OfficePair.LICENCE);
    requester.ask(request, null);
    pair.clock.move(Duration.ofMinutes(10));
    OfficePair.turn(requester, provider);
    RequestRecord record = requester.request(id(request)).orElseThrow();
    assertThat(ExchangeRefusal.of(answer(record, MessageKind.REFUSAL)).code())
        .isEqualTo(Code.DEADLINE_PASSED);
  }

  @Test
  void a_provider_can_ask_for_a_corrected_request() throws Exception {
    pair.answers =
        request ->
            new Answer.Correct(
                List.of(
                    new CorrectionRequest.Item(
                        null, "holder.name", CorrectionRequest.Problem.DIFFERS, null)));
    SignedMessage request = pair.request(Ground.STATUTORY, "M1", OfficePair.LICENCE);
    RequestRecord record = exchange(request, null);
    assertThat(record.state()).isEqualTo(RequestState.CORRECTION_ASKED);
    assertThat(CorrectionRequest.of(answer(record, MessageKind.CORRECTION)).about())
        .isEqualTo(request.digest());
  }

  @Test
  void the_requester_doubts_an_answer_and_later_says_that_it_was_used() throws Exception {
    SignedMessage request = pair.request(Ground.STATUTORY, "M1", OfficePair.LICENCE);
    exchange(request, null);
    requester.dispute(
        id(request),
        List.of(
            new CorrectionRequest.Item(
                "BUSINESS", "name", CorrectionRequest.Problem.OUTDATED, null)));
    OfficePair.turn(requester, provider);
    assertThat(provider.requests().get(0).state()).isEqualTo(RequestState.DISPUTED);
    requester.reportUse(id(request), UseReceipt.Use.USED, List.of());
    requester.reportUse(id(request), UseReceipt.Use.USED, List.of());
    OfficePair.turn(requester, provider);
    assertThat(provider.requests().get(0).state()).isEqualTo(RequestState.USED);
    assertThat(requester.request(id(request)).orElseThrow().state()).isEqualTo(RequestState.USED);
    assertThatThrownBy(
            () -> requester.reportUse(OfficePair.randomId(), UseReceipt.Use.USED, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_lost_receipt_is_asked_for_and_the_same_bytes_are_sent_again() throws Exception {
    SignedMessage request = pair.request(Ground.STATUTORY, "M1", OfficePair.LICENCE);
    requester.ask(request, null);
    HashSet<String> sent = new HashSet<>();
    AtomicInteger sends = new AtomicInteger();
    AtomicInteger questions = new AtomicInteger();
    Transport lossy =
        new Transport() {
          @Override
          public Delivery send(Letter letter) throws IOException {
            sends.incrementAndGet();
            sent.add(
                new String(
                    Files.readAllBytes(letter.file()),
                    java.nio.charset.StandardCharsets.ISO_8859_1));
            OfficePair.to(provider).send(letter);
            throw new IOException("the line is down");
          }

          @Override
          public Optional<byte[]> receipt(Letter letter) throws IOException {
            if (questions.incrementAndGet() < 3) {
              throw new IOException("the line is still down");
            }
            return OfficePair.to(provider).receipt(letter);
          }
        };
    requester.deliver(lossy);
    requester.deliver(lossy); // not due yet
    assertThat(sends).hasValue(1);
    for (int i = 0; i < 3; i++) {
      pair.clock.move(Duration.ofMinutes(1));
      requester.deliver(lossy);
    }
    assertThat(sent).hasSize(1);
    assertThat(requester.pending()).isEmpty();
    assertThat(provider.process()).isEqualTo(1);
    assertThat(provider.requests()).hasSize(1);
  }

  @Test
  void a_package_that_comes_again_gets_the_very_receipt_it_got_before() throws Exception {
    requester.ask(pair.request(Ground.STATUTORY, "M1", OfficePair.LICENCE), null);
    Letter letter = requester.pending().get(0);
    byte[] bytes = Files.readAllBytes(letter.file());
    byte[] first = provider.receive(new ByteArrayInputStream(bytes));
    assertThat(provider.receive(new ByteArrayInputStream(bytes))).isEqualTo(first);
    assertThat(provider.receiptFor(letter.message())).contains(first);
    MessageKey other =
        new MessageKey(letter.message().sender(), letter.message().id(), "0".repeat(64));
    assertThat(provider.receiptFor(other)).isEmpty();
    assertThat(provider.process()).isEqualTo(1);
    assertThat(provider.process()).isZero();
  }

  @Test
  void receipts_of_others_and_about_others_leave_a_package_waiting() throws Exception {
    requester.ask(pair.request(Ground.STATUTORY, "M1", OfficePair.LICENCE), null);
    requester.ask(pair.request(Ground.STATUTORY, "M2", OfficePair.LICENCE), null);
    List<Letter> letters = requester.pending();
    byte[] receipt =
        provider.receive(new ByteArrayInputStream(Files.readAllBytes(letters.get(0).file())));
    Transport crossed =
        new Transport() {
          @Override
          public Delivery send(Letter letter) {
            return new Delivery.Receipted(
                letter.key().equals(letters.get(0).key()) ? new byte[] {1} : receipt);
          }

          @Override
          public Optional<byte[]> receipt(Letter letter) {
            return Optional.empty();
          }
        };
    assertThat(requester.deliver(crossed)).isZero();
    assertThat(requester.pending()).hasSize(2);
  }

  @Test
  void everything_goes_on_where_it_was_when_both_offices_start_anew_at_each_step()
      throws Exception {
    SignedMessage request = pair.request(Ground.STATUTORY, "M1", OfficePair.LICENCE);
    requester.ask(request, null);
    reopen();
    requester.deliver(OfficePair.to(provider));
    reopen();
    provider.process();
    reopen();
    provider.deliver(OfficePair.to(requester));
    reopen();
    requester.process();
    reopen();
    assertThat(requester.request(id(request)).orElseThrow().state())
        .isEqualTo(RequestState.ANSWERED);
    assertThat(requester.process()).isZero();
    assertThat(provider.process()).isZero();
  }

  private void reopen() throws Exception {
    close();
    requester = pair.open(OfficePair.REQUESTER);
    provider = pair.open(OfficePair.PROVIDER);
  }

  @Test
  void a_crash_between_taking_a_package_in_and_its_receipt_gives_it_one_later() throws Exception {
    SignedMessage request = pair.request(Ground.STATUTORY, "M1", OfficePair.LICENCE);
    requester.ask(request, null);
    Letter letter = requester.pending().get(0);
    byte[] bytes = Files.readAllBytes(letter.file());
    provider.receive(new ByteArrayInputStream(bytes));
    Path state = folder.resolve(OfficePair.PROVIDER);
    close();
    for (String lost : List.of("receipts", "seen")) {
      DurableFile.delete(state.resolve(lost));
    }
    requester = pair.open(OfficePair.REQUESTER);
    provider = pair.open(OfficePair.PROVIDER);
    assertThat(provider.receiptFor(letter.message())).isPresent();
    assertThat(provider.process()).isEqualTo(1);
  }

  @Test
  void a_register_that_cannot_answer_now_is_asked_again() throws Exception {
    pair.answers =
        request -> {
          throw new IOException("the database is down");
        };
    SignedMessage request = pair.request(Ground.STATUTORY, "M1", OfficePair.LICENCE);
    assertThat(exchange(request, null).state()).isEqualTo(RequestState.DELIVERED);
    pair.answers = OfficePair::granted;
    OfficePair.turn(requester, provider);
    assertThat(requester.request(id(request)).orElseThrow().state())
        .isEqualTo(RequestState.ANSWERED);
  }

  @Test
  void files_are_sent_once_for_a_key_and_an_expired_package_is_given_up() throws Exception {
    PackageReason why = new PackageReason("移交档案", "示例条例第三条", null, null);
    Attachment file =
        new Attachment("a.txt", "text/plain", () -> new ByteArrayInputStream(new byte[9]));
    Letter one = requester.send("2026-1", OfficePair.PROVIDER, why, List.of(file));
    assertThat(requester.send("2026-1", OfficePair.PROVIDER, why, List.of(file)).message())
        .isEqualTo(one.message());
    pair.clock.move(Duration.ofDays(8));
    requester.deliver(OfficePair.to(provider));
    assertThat(requester.pending()).isEmpty();
    assertThatThrownBy(() -> requester.send("../x", OfficePair.PROVIDER, why, List.of(file)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_second_answer_and_an_answer_to_nothing_change_nothing() throws Exception {
    SignedMessage request = pair.request(Ground.STATUTORY, "M1", OfficePair.LICENCE);
    RequestRecord ended = exchange(request, null);
    for (String about : List.of(id(request), OfficePair.randomId())) {
      SignedMessage refusal =
          new ExchangeRefusal(
                  ExchangeRequest.of(request).parties().reversed(pair.clock.instant()),
                  request.digest(),
                  about,
                  Code.OTHER,
                  null)
              .sign(pair.providerKey);
      provider.send(
          "x" + about,
          OfficePair.REQUESTER,
          new PackageReason("用途", "依据", "M1", null),
          List.of(Office.attachment(refusal)));
      provider.deliver(OfficePair.to(requester));
      requester.process();
    }
    assertThat(requester.request(id(request))).contains(ended);
    assertThat(requester.requests()).hasSize(1);
  }

  @Test
  void purging_deletes_what_has_ended_and_keeps_what_guards_against_repeats() throws Exception {
    SignedMessage request = pair.request(Ground.STATUTORY, "M1", OfficePair.LICENCE);
    requester.ask(request, null);
    byte[] bytes = Files.readAllBytes(requester.pending().get(0).file());
    OfficePair.turn(requester, provider);
    pair.clock.move(Duration.ofDays(1));
    assertThat(provider.purge(pair.clock.instant())).isPositive();
    try (var left = Files.list(provider.inbox())) {
      assertThat(left).isEmpty();
    }
    provider.receive(new ByteArrayInputStream(bytes));
    assertThat(provider.process()).isZero();
    pair.clock.move(Duration.ofDays(9));
    assertThat(requester.purge(pair.clock.instant())).isPositive();
    assertThat(requester.requests()).isEmpty();
    reopen(); // the audit logs still hold together
    List<String> events = new ArrayList<>();
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    requester.audit().export(out);
    out.toString(java.nio.charset.StandardCharsets.UTF_8).lines().forEach(events::add);
    assertThat(events.get(0)).doesNotContain("entry");
    assertThat(events.get(events.size() - 1)).contains("PURGED");
  }
}
