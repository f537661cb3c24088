package io.hufu.signing.json;

import static io.hufu.signing.json.PresentationDesk.AUDIENCE;
import static io.hufu.signing.json.PresentationDesk.HOLDER;
import static io.hufu.signing.json.PresentationDesk.NONCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.crypto.jose.Jws;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.DisclosedLicence;
import io.hufu.model.Licence;
import io.hufu.model.PresentationAnswer;
import io.hufu.model.SampleLicences;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.ReasonClass;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.json.CannotPresentException.Reason;
import io.hufu.verification.World;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Presentations: made from issued licences, judged by a desk, and bent by whoever carries them. */
class PresentationTest {
  private static byte[] licence;
  private static byte[] two;

  @BeforeAll
  static void present() throws Exception {
    licence = PresentationDesk.bound();
    two = PresentationDesk.presenter().build().present(licence, List.of("premises", "principal"));
  }

  private static VerificationReport judge(byte[] file) throws Exception {
    return new PresentationDesk().judge(file);
  }

  private static List<String> codes(VerificationReport report, Outcome outcome) {
    return report.findings().stream()
        .filter(f -> f.outcome() == outcome)
        .map(f -> f.code())
        .toList();
  }

  private static void refused(byte[] file, String code) throws Exception {
    refused(judge(file), code);
  }

  private static void refused(VerificationReport report, String code) {
    assertThat(codes(report, Outcome.FAILED)).contains(code);
    assertThat(report.verdict()).isEqualTo(Verdict.REJECTED);
    assertThat(report.acceptedDisclosure()).isEmpty();
    assertThat(report.licence()).isNull();
  }

  @Test
  void two_fields_of_twelve_are_accepted_and_are_all_that_the_desk_gets() throws Exception {
    assertThat(Presenter.fields(licence)).hasSize(13); // twelve fields, and the salt

    VerificationReport report = judge(two);
    assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(Verdict.ACCEPTED);
    assertThat(report.licence()).isNull();
    DisclosedLicence shown = report.acceptedDisclosure().orElseThrow();
    assertThat(shown.items().members()).containsOnlyKeys("premises", "principal");
    assertThat(shown.number()).isEmpty();
    assertThat(shown.identifier()).isEmpty();
    assertThat(shown.holders()).allSatisfy(holder -> assertThat(holder.members()).isEmpty());
    assertThat(codes(report, Outcome.NOTICE)).contains("PARTLY_DISCLOSED");
    assertThat(codes(report, Outcome.PASSED)).contains("HOLDER_BOUND");
  }

  @Test
  void the_bytes_of_the_other_ten_fields_are_nowhere_in_the_presentation() throws Exception {
    String everything = everything(two);
    assertThat(hiddenValues()).hasSizeGreaterThanOrEqualTo(8);
    for (String value : hiddenValues()) {
      assertThat(everything).doesNotContain(value);
    }
  }

  @Test
  void no_digest_of_a_hidden_field_is_found_by_somebody_who_knows_the_value() throws Exception {
    Set<String> digests = digests(Tampering.payload(two));
    assertThat(digests).hasSizeGreaterThan(13);
    List<String> names =
        Presenter.fields(licence).stream().map(p -> p.substring(p.lastIndexOf('/') + 1)).toList();
    List<String> salts = List.of("", "AAAAAAAAAAAAAAAAAAAAAA", Base64Url.encode(new byte[32]));
    for (String name : names) {
      for (JsonValue value : hiddenJson()) {
        for (String salt : salts) {
          JsonArray guess = JsonArray.of(new JsonText(salt), new JsonText(name), value);
          assertThat(digests).doesNotContain(digest(Base64Url.encode(Json.canonical(guess))));
        }
        assertThat(digests).doesNotContain(digest(new String(Json.canonical(value), UTF_8)));
      }
    }
  }

  private static String digest(String text) {
    return Base64Url.encode(HashAlgorithm.SM3.digest(text.getBytes(UTF_8)));
  }

  /** The file, and whatever of it is encoded, decoded. */
  private static String everything(byte[] file) throws Exception {
    JsonObject json = Json.parseObject(file);
    StringBuilder text = new StringBuilder(new String(file, UTF_8));
    for (String part : List.of("payload", "protected")) {
      text.append(new String(Base64Url.decode(json.text(part).orElseThrow()), UTF_8));
    }
    JsonObject header = json.object("header").orElseThrow();
    for (JsonValue item : header.array("disclosures").orElseThrow()) {
      text.append(new String(Base64Url.decode(((JsonText) item).value()), UTF_8));
    }
    for (JsonValue item : header.array("hufu_evidence").orElseThrow()) {
      String value = ((JsonObject) item).text("value").orElseThrow();
      text.append(new String(Base64Url.decode(value), UTF_8));
    }
    Jws binding = Jws.parseCompact(header.text("kb_jwt").orElseThrow());
    return text.append(new String(binding.payload(), UTF_8)).toString();
  }

  private static List<JsonValue> hiddenJson() {
    Licence data = World.licence();
    List<JsonValue> values = new ArrayList<>();
    data.items()
        .members()
        .forEach(
            (name, value) -> {
              if (!Set.of("premises", "principal").contains(name)) {
                values.add(value);
              }
            });
    values.add(new JsonText(data.number()));
    values.add(new JsonText(data.identifier().text()));
    data.holders()
        .forEach(
            holder -> {
              values.add(new JsonText(holder.name()));
              values.add(new JsonText(holder.code()));
              values.add(new JsonText(holder.codeType()));
            });
    return values;
  }

  /** Values that stand for themselves; short ones are in any text by chance. */
  private static List<String> hiddenValues() {
    JsonObject items = World.licence().items();
    List<String> shown =
        List.of(items.text("premises").orElseThrow(), items.text("principal").orElseThrow());
    return hiddenJson().stream()
        .map(value -> new String(Json.compact(value), UTF_8).replace("\"", ""))
        .filter(text -> text.length() > 3)
        .filter(text -> !shown.contains(text)) // the sample's premises are also its domicile
        .toList();
  }

  private static Set<String> digests(JsonValue value) {
    Set<String> found = new HashSet<>();
    if (value instanceof JsonObject object) {
      object
          .members()
          .forEach(
              (name, member) -> {
                if (name.equals("_sd")) {
                  ((JsonArray) member).items().forEach(d -> found.add(((JsonText) d).value()));
                } else {
                  found.addAll(digests(member));
                }
              });
    } else if (value instanceof JsonArray array) {
      array.items().forEach(item -> found.addAll(digests(item)));
    }
    return found;
  }

  @Test
  void another_audience_another_nonce_and_no_question_at_all_are_refused_or_open()
      throws Exception {
    refused(
        new PresentationDesk().asking("https://other.example", NONCE).judge(two),
        "PRESENTATION_OTHER_AUDIENCE");
    VerificationReport replay = new PresentationDesk().asking(AUDIENCE, "another").judge(two);
    refused(replay, "PRESENTATION_OTHER_NONCE");
    assertThat(replay.reason()).isEqualTo(ReasonClass.NOT_ACCEPTABLE_HERE);

    VerificationReport unasked = new PresentationDesk().askingNobody().judge(two);
    assertThat(unasked.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(codes(unasked, Outcome.INCONCLUSIVE)).contains("PRESENTATION_UNASKED");
  }

  @Test
  void a_presentation_lasts_as_long_as_policy_and_holder_say_and_comes_not_from_the_future()
      throws Exception {
    PresentationDesk later = new PresentationDesk().now(World.NOW.plus(Duration.ofMinutes(7)));
    refused(later.judge(two), "PRESENTATION_TOO_OLD");
    byte[] code =
        PresentationDesk.presenter()
            .validFor(Duration.ofSeconds(60))
            .build()
            .present(licence, List.of("premises"));
    assertThat(judge(code).verdict()).isEqualTo(Verdict.ACCEPTED);
    PresentationDesk soon = new PresentationDesk().now(World.NOW.plus(Duration.ofSeconds(130)));
    refused(soon.judge(code), "PRESENTATION_TOO_OLD");
    PresentationDesk before = new PresentationDesk().now(World.NOW.minus(Duration.ofMinutes(5)));
    refused(before.judge(two), "PRESENTATION_FROM_FUTURE");
  }

  @Test
  void the_whole_licence_can_be_presented_and_is_then_a_licence() throws Exception {
    byte[] all = PresentationDesk.presenter().build().present(licence, List.of("*"));
    VerificationReport report = judge(all);
    assertThat(report.verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(report.licence()).isEqualTo(World.licence());
    assertThat(report.disclosed()).isNull();
  }

  @Test
  void a_licence_handed_over_without_the_holders_signature_answers_no_challenge() throws Exception {
    refused(judge(licence), "HOLDER_NOT_BOUND");
    byte[] stripped = Tampering.header(two, h -> Tampering.set(h, "kb_jwt", null));
    refused(judge(stripped), "HOLDER_NOT_BOUND");
    VerificationReport open = new PresentationDesk().askingNobody().judge(stripped);
    assertThat(open.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(new PresentationDesk().askingNobody().judge(licence).verdict())
        .isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void disclosures_added_or_taken_away_afterwards_are_not_what_the_holder_signed()
      throws Exception {
    refused(Tampering.disclosures(two, list -> list.subList(0, 1)), "PRESENTATION_OTHER_CONTENT");
    List<JsonValue> all =
        Tampering.parse(licence).object("header").orElseThrow().array("disclosures").orElseThrow();
    refused(Tampering.disclosures(two, list -> all), "PRESENTATION_OTHER_CONTENT");
  }

  @Test
  void another_key_cannot_present_nor_sign_afterwards() throws Exception {
    SigningKey thief = SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());
    assertThatThrownBy(
            () ->
                PresentationDesk.presenter()
                    .holderKey(thief)
                    .build()
                    .present(licence, List.of("premises")))
        .isInstanceOfSatisfying(
            CannotPresentException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.HOLDER_KEY_OTHER));
    SdJwt file = SdJwt.parse(two).withKeyBinding(null);
    KeyBindingJwt.Statement statement =
        new KeyBindingJwt.Statement(AUDIENCE, NONCE, World.NOW, null, null);
    String forged = KeyBindingJwt.sign(file, HashAlgorithm.SM3, statement, thief);
    refused(file.withKeyBinding(forged).toJson(), "HOLDER_SIGNATURE_INVALID");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.b.c", "e30.e30.e30", "eyJhbGciOiJub25lIn0.e30."})
  void a_binding_that_cannot_be_read_is_refused(String binding) throws Exception {
    byte[] file = Tampering.header(two, h -> h.with("kb_jwt", new JsonText(binding)));
    assertThat(judge(file).verdict()).isEqualTo(Verdict.REJECTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"aud\":\"https://desk.example\",\"iat\":1,\"nonce\":\"\"}",
        "{\"aud\":[\"https://desk.example\"],\"iat\":1,\"nonce\":\"n\"}",
        "{\"aud\":\"a\",\"iat\":1.5,\"nonce\":\"n\"}",
        "{\"aud\":\"a\",\"iat\":9007199254740991,\"nonce\":\"n\",\"sd_hash\":\"x\"}",
        "{\"aud\":\"a\",\"iat\":1,\"nonce\":\"n\",\"hufu_ground\":{}}",
        "{\"aud\":\"a\",\"iat\":1,\"nonce\":\"n\",\"hufu_ground\":{\"consent\":\"a\",\"statute\":\"b\"}}"
      })
  void a_statement_of_another_form_is_refused(String payload) throws Exception {
    JsonObject header = JsonObject.builder().put("typ", "kb+jwt").build();
    String jwt = Jws.sign(HOLDER, header, payload.getBytes(UTF_8)).compact();
    byte[] file = Tampering.header(two, h -> h.with("kb_jwt", new JsonText(jwt)));
    assertThat(judge(file).verdict()).isEqualTo(Verdict.REJECTED);
  }

  @Test
  void a_licence_without_a_holder_key_is_presented_by_whoever_has_it() throws Exception {
    byte[] bearer = PresentationDesk.issued(JsonFormat.instance(), World.licence());
    assertThatThrownBy(
            () -> PresentationDesk.presenter().build().present(bearer, List.of("premises")))
        .hasMessageContaining("no key");
    byte[] shown = Presenter.to(AUDIENCE, NONCE).build().present(bearer, List.of("premises"));
    assertThat(new PresentationDesk().askingNobody().judge(shown).verdict())
        .isEqualTo(Verdict.ACCEPTED);
    refused(judge(shown), "HOLDER_NOT_BOUND");
    assertThatThrownBy(() -> Presenter.to(AUDIENCE, NONCE).build().present(licence, List.of()))
        .isInstanceOfSatisfying(
            CannotPresentException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.HOLDER_KEY_NEEDED));
    assertThatThrownBy(
            () -> PresentationDesk.presenter().build().present(licence, List.of("colour")))
        .hasMessage("colour");
  }

  @Test
  void what_the_policy_needs_must_be_shown_and_what_it_does_not_need_is_noticed() throws Exception {
    Licence data = World.licence();
    AcceptancePolicy needs =
        AcceptancePolicy.offline()
            .with(
                new AcceptancePolicy.Presenting(
                    Map.of(data.type(), List.of("premises", "certificateNumber")),
                    Duration.ofMinutes(5),
                    null));
    VerificationReport report = new PresentationDesk().policy(needs).judge(two);
    refused(report, "POLICY_DISCLOSURE_MISSING");
    assertThat(report.reason()).isEqualTo(ReasonClass.NOT_ACCEPTABLE_HERE);
    assertThat(codes(report, Outcome.NOTICE)).contains("DISCLOSED_BEYOND_NEED");
    byte[] enough =
        PresentationDesk.presenter()
            .build()
            .present(licence, List.of("premises", "certificateNumber"));
    VerificationReport good = new PresentationDesk().policy(needs).judge(enough);
    assertThat(good.verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(good.disclosed().number()).contains(data.number());
    assertThat(codes(good, Outcome.NOTICE)).doesNotContain("DISCLOSED_BEYOND_NEED");
  }

  @Test
  void sensitive_items_need_a_ground_that_the_holder_signed() throws Exception {
    Licence marriage = SampleLicences.stream("marriage", 3).findFirst().orElseThrow();
    JsonFormat format = JsonFormat.instance().boundTo(HOLDER.verificationKey());
    byte[] file = PresentationDesk.issued(format, marriage);
    assertThatThrownBy(
            () -> PresentationDesk.presenter().build().present(file, List.of("registeredOn")))
        .isInstanceOfSatisfying(
            CannotPresentException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.SENSITIVE_WITHOUT_GROUND));
    byte[] onBasis =
        PresentationDesk.presenter()
            .statute("户口登记条例-7")
            .build()
            .present(file, List.of("registeredOn"));
    assertThat(codes(judge(onBasis), Outcome.NOTICE)).contains("SENSITIVE_ON_GROUND");

    SdJwt bare = SdJwt.parse(onBasis).withKeyBinding(null);
    KeyBindingJwt.Statement silent =
        new KeyBindingJwt.Statement(AUDIENCE, NONCE, World.NOW, null, null);
    String binding = KeyBindingJwt.sign(bare, HashAlgorithm.SM3, silent, HOLDER);
    VerificationReport report = judge(bare.withKeyBinding(binding).toJson());
    assertThat(codes(report, Outcome.FAILED)).contains("SENSITIVE_WITHOUT_GROUND");
  }

  @Test
  void no_flipped_bit_of_a_presentation_is_accepted_as_something_else() throws Exception {
    VerificationReport good = judge(two);
    JsonObject header = Tampering.parse(two).object("header").orElseThrow();
    byte[] binding = header.text("kb_jwt").orElseThrow().getBytes(UTF_8);
    for (int bit = 0; bit < binding.length * 8; bit += 11) {
      byte[] flipped = binding.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      String text = new String(flipped, UTF_8);
      byte[] file = Tampering.header(two, h -> h.with("kb_jwt", new JsonText(text)));
      assertThat(judge(file).verdict()).as("bit " + bit).isEqualTo(Verdict.REJECTED);
    }
    assertThat(good.verdict()).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void several_licences_travel_in_one_answer_and_are_judged_one_by_one() throws Exception {
    byte[] answer = PresentationAnswer.join(List.of(two, two));
    List<byte[]> parts = PresentationAnswer.split(answer).orElseThrow();
    assertThat(parts).containsExactly(two, two);
    assertThat(judge(answer).verdict()).isNotEqualTo(Verdict.ACCEPTED);
    assertThat(PresentationAnswer.split(two)).isEmpty();
  }
}
