package io.hufu.signing.json;

import static io.hufu.signing.json.PresentationDesk.AUDIENCE;
import static io.hufu.signing.json.PresentationDesk.HOLDER;
import static io.hufu.signing.json.PresentationDesk.NONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.crypto.jose.Jws;
import io.hufu.model.Licence;
import io.hufu.model.SampleLicences;
import io.hufu.model.report.Finding;
import io.hufu.model.report.KeyBinding.Ground;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Topic;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.json.CannotPresentException.Reason;
import io.hufu.verification.Proofs;
import io.hufu.verification.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sensitive items presented on a consent: the holder's, an official's, and what is neither. */
class ConsentTest {
  private static byte[] licence;

  @BeforeAll
  static void issue() throws Exception {
    Licence marriage = SampleLicences.stream("marriage", 3).findFirst().orElseThrow();
    licence =
        PresentationDesk.issued(JsonFormat.instance().boundTo(HOLDER.verificationKey()), marriage);
  }

  /** A token as software other than ours might write it. */
  private static String token(UnaryOperator<JsonObject> change, SigningKey key) throws Exception {
    JsonObject payload =
        JsonObject.builder()
            .put("schema", "hufu.exchange-consent/1")
            .put("from", World.ISSUER)
            .put("to", World.OTHER)
            .put("created", World.NOW.minusSeconds(60).toString())
            .put("request", "sm3:" + "ab".repeat(32))
            .put("by", "HOLDER")
            .put("statement", "已告知用途")
            .put("expires", World.NOW.plusSeconds(600).toString())
            .build();
    JsonObject header = JsonObject.builder().put("typ", "hufu-exchange-consent+jwt").build();
    return Jws.sign(key, header, Json.canonical(change.apply(payload))).compact();
  }

  private static UnaryOperator<JsonObject> with(String name, String value) {
    return payload -> payload.with(name, new JsonText(value));
  }

  private static UnaryOperator<JsonObject> official(String from) {
    return payload ->
        payload
            .with("by", new JsonText("OFFICIAL"))
            .with("official", new JsonText("工号0001"))
            .with("from", new JsonText(from));
  }

  /** What a wallet presents that does not look at the token. */
  private static byte[] presented(String token, String audience) throws Exception {
    byte[] onStatute =
        PresentationDesk.presenter().statute("7").build().present(licence, List.of("registeredOn"));
    SdJwt bare = SdJwt.parse(onStatute).withKeyBinding(null);
    KeyBindingJwt.Statement statement =
        new KeyBindingJwt.Statement(
            audience, NONCE, World.NOW, null, new Ground(Ground.Kind.CONSENT, token));
    return bare.withKeyBinding(KeyBindingJwt.sign(bare, HashAlgorithm.SM3, statement, HOLDER))
        .toJson();
  }

  private static Finding judged(String token) throws Exception {
    return word(new PresentationDesk().judge(presented(token, AUDIENCE)));
  }

  /** The one finding on the ground. */
  private static Finding word(VerificationReport report) {
    List<Finding> words =
        report.findings().stream()
            .filter(f -> f.topic() == Topic.HOLDER)
            .filter(f -> !f.code().startsWith("HOLDER_") && !f.code().startsWith("PRESENTATION_"))
            .toList();
    assertThat(words).hasSize(1);
    return words.get(0);
  }

  private static void assertFound(Finding word, String code, Outcome outcome) {
    assertThat(word.code() + " " + word.outcome() + " " + word.facts())
        .startsWith(code + " " + outcome);
  }

  @Test
  void a_consent_by_the_holder_or_by_a_listed_official_is_a_ground() throws Exception {
    String own = token(UnaryOperator.identity(), HOLDER);
    Finding word = judged(own);
    assertFound(word, "SENSITIVE_ON_GROUND", Outcome.NOTICE);
    assertThat(word.facts())
        .containsEntry("signedBy", "HOLDER")
        .containsEntry("recipient", World.ISSUER)
        .containsEntry("fields", "registeredOn");
    Finding attested = judged(token(official(World.ISSUER), World.AGENCY));
    assertFound(attested, "SENSITIVE_ON_GROUND", Outcome.NOTICE);
    assertThat(attested.facts().toString()).doesNotContain("0001").doesNotContain("告知");
    assertFound(
        word(
            new PresentationDesk()
                .judge(
                    PresentationDesk.presenter()
                        .consent(own)
                        .build()
                        .present(licence, List.of("registeredOn")))),
        "SENSITIVE_ON_GROUND",
        Outcome.NOTICE);
  }

  @Test
  void who_may_not_sign_makes_no_consent() throws Exception {
    assertFound(
        judged(token(UnaryOperator.identity(), World.STRANGER)),
        "CONSENT_SIGNATURE_INVALID",
        Outcome.FAILED);
    assertFound(
        judged(token(official(World.OTHER), World.AGENCY)),
        "CONSENT_SIGNER_UNKNOWN",
        Outcome.FAILED);
    assertFound(
        judged(token(official(World.ISSUER), World.STRANGER)),
        "CONSENT_SIGNER_UNKNOWN",
        Outcome.INCONCLUSIVE);
    assertFound(
        judged(token(official(World.ISSUER), World.STATUS)),
        "CONSENT_SIGNER_UNKNOWN",
        Outcome.FAILED);
    assertFound(
        judged(token(official(World.ISSUER), HOLDER)), "CONSENT_SIGNATURE_INVALID", Outcome.FAILED);
    assertFound(
        word(
            new PresentationDesk()
                .judge(
                    presented(token(official(World.ISSUER), World.AGENCY), AUDIENCE),
                    Proofs.revoking(World.AGENCY, World.NOW.minus(Duration.ofDays(1)), 1))),
        "CONSENT_SIGNER_REVOKED",
        Outcome.FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "created, 2026-11-24T02:31:01Z, CONSENT_NOT_IN_FORCE",
    "created, 2026-11-24T02:31:00Z, SENSITIVE_ON_GROUND",
    "expires, 2026-11-24T02:28:59Z, CONSENT_NOT_IN_FORCE",
    "expires, 2026-11-24T02:29:00Z, SENSITIVE_ON_GROUND",
    "expires, 2026-11-24T02:29:00.5Z, CONSENT_MALFORMED",
    "expires, tomorrow, CONSENT_MALFORMED",
    "from, 11990102009902027X, CONSENT_MALFORMED",
    "request, sm3:00, CONSENT_MALFORMED",
    "schema, hufu.exchange-consent/2, CONSENT_MALFORMED",
    "by, NEIGHBOUR, CONSENT_MALFORMED",
    "official, 工号0001, CONSENT_MALFORMED",
    "extra, x, CONSENT_MALFORMED"
  })
  void a_consent_has_its_form_and_its_time(String member, String value, String code)
      throws Exception {
    assertThat(judged(token(with(member, value), HOLDER)).code()).isEqualTo(code);
  }

  @Test
  void what_is_no_token_is_no_consent() throws Exception {
    String good = token(UnaryOperator.identity(), HOLDER);
    for (String text : List.of("yes", "a.b.c", good + "x", good.substring(1), "{}", "．．")) {
      assertFound(judged(text), "CONSENT_MALFORMED", Outcome.FAILED);
    }
    String[] parts = good.split("\\.", -1);
    String other = token(with("statement", "另一件事"), HOLDER).split("\\.", -1)[1];
    assertFound(
        judged(parts[0] + "." + other + "." + parts[2]),
        "CONSENT_SIGNATURE_INVALID",
        Outcome.FAILED);
  }

  @Test
  void a_consent_to_one_agency_is_none_to_another_that_says_who_it_is() throws Exception {
    String own = token(UnaryOperator.identity(), HOLDER);
    for (String audience : List.of(World.ISSUER, World.OTHER)) {
      Finding word =
          word(new PresentationDesk().asking(audience, NONCE).judge(presented(own, audience)));
      assertThat(word.code())
          .isEqualTo(
              audience.equals(World.ISSUER) ? "SENSITIVE_ON_GROUND" : "CONSENT_OTHER_RECIPIENT");
    }
  }

  @Test
  void a_presenter_makes_nothing_of_a_consent_that_is_not_genuine() throws Exception {
    Instant over = World.NOW.minusSeconds(1);
    refuses("yes", Reason.CONSENT_MALFORMED);
    refuses(token(UnaryOperator.identity(), World.STRANGER), Reason.CONSENT_SIGNATURE_INVALID);
    refuses(token(with("expires", over.toString()), HOLDER), Reason.CONSENT_NOT_IN_FORCE);
    refuses(token(official(World.ISSUER), HOLDER), Reason.CONSENT_SIGNATURE_INVALID);
  }

  private static void refuses(String token, Reason reason) {
    assertThatThrownBy(
            () ->
                PresentationDesk.presenter()
                    .consent(token)
                    .build()
                    .present(licence, List.of("registeredOn")))
        .isInstanceOfSatisfying(
            CannotPresentException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
