package io.hufu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.exchange.message.CorrectionRequest;
import io.hufu.exchange.message.ExchangeRefusal;
import io.hufu.exchange.message.ExchangeRefusal.Code;
import io.hufu.exchange.message.ExchangeRequest.Ground;
import io.hufu.exchange.message.ExchangeRequest.Wanted;
import io.hufu.exchange.message.MessageKind;
import io.hufu.exchange.message.RequestState;
import io.hufu.exchange.message.SignedMessage;
import io.hufu.exchange.message.UseReceipt;
import io.hufu.model.SignedConsent;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExchangeOfficeTest extends OfficeFixture {
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
    RequestRecord record = exchange(first, pair.consent(first, SignedConsent.By.HOLDER, holder));
    assertThat(record.state()).isEqualTo(RequestState.ANSWERED);
    SignedMessage second = pair.request(Ground.CONSENT, "M1", OfficePair.LICENCE);
    assertThat(
            exchange(second, pair.consent(second, SignedConsent.By.OFFICIAL, pair.requesterKey))
                .state())
        .isEqualTo(RequestState.ANSWERED);
    SignedMessage third = pair.request(Ground.CONSENT, "M1", OfficePair.LICENCE);
    SigningKey stranger = SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());
    for (SignedMessage wrong :
        List.of(
            pair.consent(first, SignedConsent.By.HOLDER, holder),
            pair.consent(third, SignedConsent.By.HOLDER, stranger),
            pair.consent(third, SignedConsent.By.OFFICIAL, holder),
            pair.consent(third, SignedConsent.By.OFFICIAL, pair.providerKey))) {
      SignedMessage fresh = pair.request(Ground.CONSENT, "M1", OfficePair.LICENCE);
      assertThat(refusal(fresh, wrong)).isEqualTo(Code.CONSENT_INVALID);
    }
  }

  @Test
  void a_consent_that_is_no_longer_or_not_yet_in_force_is_refused() throws Exception {
    SigningKey holder = SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());
    pair.holders = who -> Optional.of(holder.verificationKey());
    SignedMessage request = pair.request(Ground.CONSENT, "M1", OfficePair.LICENCE);
    SignedMessage consent = pair.consent(request, SignedConsent.By.HOLDER, holder);
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
    SignedMessage consent = pair.consent(without, SignedConsent.By.OFFICIAL, pair.requesterKey);
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
}
