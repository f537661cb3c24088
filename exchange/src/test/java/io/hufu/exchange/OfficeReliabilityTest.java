package io.hufu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.exchange.message.ExchangeRefusal;
import io.hufu.exchange.message.ExchangeRefusal.Code;
import io.hufu.exchange.message.ExchangeRequest;
import io.hufu.exchange.message.ExchangeRequest.Ground;
import io.hufu.exchange.message.RequestState;
import io.hufu.exchange.message.SignedMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Lost receipts, restarts, repetitions, nonsense: nothing twice, nothing lost, nothing stopped. */
class OfficeReliabilityTest extends OfficeFixture {
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
        .as("not asked again at once")
        .isEqualTo(RequestState.DELIVERED);
    pair.clock.move(Duration.ofMinutes(1));
    OfficePair.turn(requester, provider);
    assertThat(requester.request(id(request)).orElseThrow().state())
        .isEqualTo(RequestState.ANSWERED);
  }

  @Test
  void an_answer_that_cannot_be_sent_is_no_answer_and_stops_nothing() throws Exception {
    pair.answers = request -> new Answer.Refused(Code.OTHER, "two\nlines");
    exchange(pair.request(Ground.STATUTORY, "M1", OfficePair.LICENCE), null);
    pair.answers = OfficePair::granted;
    SignedMessage second = pair.request(Ground.STATUTORY, "M1", OfficePair.LICENCE);
    assertThat(exchange(second, null).state()).isEqualTo(RequestState.ANSWERED);
  }

  @Test
  void packages_that_no_office_would_make_are_ignored_and_stop_nothing() throws Exception {
    SignedMessage good = pair.request(Ground.STATUTORY, "M1", OfficePair.LICENCE);
    ExchangeRequest asked = ExchangeRequest.of(good);
    ExchangeRequest blank =
        new ExchangeRequest(
            OfficePair.randomId(),
            asked.parties(),
            asked.holder(),
            asked.wanted(),
            new ExchangeRequest.Reason("M1", " ", "依据", Ground.STATUTORY, "第二条", null),
            asked.nonce(),
            asked.deadline(),
            null);
    Attachment huge =
        new Attachment(
            "request.jwt",
            "text/plain",
            () -> new ByteArrayInputStream(new byte[SignedMessage.MAX_BYTES + 1]));
    Attachment receipt =
        new Attachment(
            "delivery-receipt.jwt", "text/plain", () -> new ByteArrayInputStream(new byte[3]));
    Attachment stranger = Office.attachment(blank.sign(pair.providerKey));
    int number = 0;
    for (List<Attachment> files :
        List.of(
            List.of(Office.attachment(blank.sign(pair.requesterKey))),
            List.of(huge),
            List.of(receipt),
            List.of(stranger),
            List.of(Office.attachment(good), receipt))) {
      requester.send(
          "bad-" + number++, OfficePair.PROVIDER, new PackageReason("用途", "依据", "M1", null), files);
    }
    OfficePair.turn(requester, provider);
    assertThat(provider.requests()).isEmpty();
    assertThat(exchange(good, null).state()).isEqualTo(RequestState.ANSWERED);
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
