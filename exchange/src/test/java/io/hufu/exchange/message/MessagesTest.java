package io.hufu.exchange.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.crypto.jose.Jws;
import io.hufu.exchange.message.CorrectionRequest.Item;
import io.hufu.exchange.message.CorrectionRequest.Problem;
import io.hufu.exchange.message.ExchangeRequest.Ground;
import io.hufu.exchange.message.ExchangeRequest.Holder;
import io.hufu.exchange.message.ExchangeRequest.Reason;
import io.hufu.exchange.message.ExchangeRequest.Wanted;
import io.hufu.exchange.message.ExchangeResponse.Presentation;
import io.hufu.model.SignedConsent;
import io.hufu.model.UnifiedSocialCreditCode;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessagesTest {
  private static final Instant NOW = Instant.parse("2026-11-25T02:00:00Z");
  private static final Parties PARTIES =
      new Parties("11990100009902019W", UnifiedSocialCreditCode.complete("11990100009901016"), NOW);
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final String DIGEST = "sm3:" + "ab".repeat(32);
  private static final SigningKey KEY =
      SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());

  private static ExchangeRequest request(Reason reason) {
    return new ExchangeRequest(
        ID,
        PARTIES,
        new Holder("111", "990101199001011234", "样例"),
        List.of(new Wanted("11100000MB0000001X001", List.of("name")), new Wanted("T2", List.of())),
        reason,
        "AAAAAAAAAAAAAAAAAAAAAA",
        NOW.plusSeconds(600),
        null);
  }

  private static Reason statutory() {
    return new Reason("000199001000", "开办餐饮店", "示例条例第一条", Ground.STATUTORY, "示例条例第二条", "2026-1");
  }

  private static SignedMessage sample(MessageKind kind) throws Exception {
    return switch (kind) {
      case REQUEST -> request(statutory()).sign(KEY);
      case CONSENT ->
          new ConsentToken(
                  PARTIES,
                  DIGEST,
                  SignedConsent.By.OFFICIAL,
                  "工号 0001",
                  "已告知用途",
                  NOW.plusSeconds(60))
              .sign(KEY);
      case RESPONSE ->
          new ExchangeResponse(
                  PARTIES, DIGEST, ID, List.of(new Presentation("T1", "a.json", "cd".repeat(32))))
              .sign(KEY);
      case REFUSAL ->
          new ExchangeRefusal(PARTIES, DIGEST, ID, ExchangeRefusal.Code.NO_SUCH_LICENCE, "查无此证")
              .sign(KEY);
      case CORRECTION ->
          new CorrectionRequest(
                  PARTIES, DIGEST, ID, List.of(new Item("T1", "name", Problem.DIFFERS, null)))
              .sign(KEY);
      case DELIVERY_RECEIPT ->
          new DeliveryReceipt(PARTIES, ID, "cd".repeat(32), "ef".repeat(32)).sign(KEY);
      case USE_RECEIPT ->
          new UseReceipt(
                  PARTIES,
                  DIGEST,
                  ID,
                  "000199001000",
                  UseReceipt.Use.USED,
                  List.of("cd".repeat(32)))
              .sign(KEY);
    };
  }

  private static Object read(SignedMessage message) throws MalformedDataException {
    return switch (message.kind()) {
      case REQUEST -> ExchangeRequest.of(message);
      case CONSENT -> ConsentToken.of(message);
      case RESPONSE -> ExchangeResponse.of(message);
      case REFUSAL -> ExchangeRefusal.of(message);
      case CORRECTION -> CorrectionRequest.of(message);
      case DELIVERY_RECEIPT -> DeliveryReceipt.of(message);
      case USE_RECEIPT -> UseReceipt.of(message);
    };
  }

  @ParameterizedTest
  @EnumSource
  void a_message_is_read_back_as_it_was_signed(MessageKind kind) throws Exception {
    SignedMessage signed = sample(kind);
    SignedMessage parsed = SignedMessage.parse(kind, signed.bytes());
    assertThat(parsed.payload()).isEqualTo(signed.payload());
    assertThat(parsed.digest()).isEqualTo(signed.digest()).startsWith("sm3:");
    assertThat(parsed.verifies(KEY.verificationKey())).isTrue();
    assertThat(read(parsed)).isEqualTo(read(signed));
    assertThat(parsed.from()).isEqualTo(PARTIES.from());
    assertThat(parsed.created()).isEqualTo(NOW);
    assertThat(MessageKind.ofFileName(kind.fileName())).contains(kind);
    assertThat(parsed.logEntry(HashAlgorithm.SM3)).as("a key without certificate").isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void a_message_of_one_kind_never_passes_for_another(MessageKind kind) throws Exception {
    for (MessageKind other : MessageKind.values()) {
      if (other != kind) {
        byte[] bytes = sample(kind).bytes();
        assertThatThrownBy(() -> SignedMessage.parse(other, bytes))
            .isInstanceOf(MalformedDataException.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void no_member_is_lost_added_or_of_another_kind(MessageKind kind) throws Exception {
    JsonObject payload = sample(kind).payload();
    List<JsonObject> broken = new ArrayList<>();
    for (String name : payload.members().keySet()) {
      broken.add(payload.with(name, JsonValue.JsonNumber.of(7)));
      broken.add(payload.with(name, new JsonText("line\nline")));
    }
    broken.add(payload.with("extra", new JsonText("x")));
    broken.add(payload.with("from", new JsonText("11990100009902019X")));
    broken.add(payload.with("created", new JsonText("2026-11-25T02:00:00.5Z")));
    for (JsonObject each : broken) {
      JsonObject header = JsonObject.builder().put("typ", kind.type()).build();
      byte[] bytes = Jws.sign(KEY, header, Json.canonical(each)).compact().getBytes(US_ASCII);
      assertThatThrownBy(() -> SignedMessage.parse(kind, bytes))
          .as(new String(Json.canonical(each), java.nio.charset.StandardCharsets.UTF_8))
          .isInstanceOf(MalformedDataException.class);
    }
  }

  @Test
  void what_breaks_the_schema_is_not_signed_either() {
    Reason both = new Reason("M1", "用途", "依据", Ground.CONSENT, "第二条", null);
    Reason neither = new Reason("M1", "用途", "依据", Ground.STATUTORY, null, null);
    Reason lines = new Reason("M1", "用\n途", "依据", Ground.CONSENT, null, null);
    for (Reason reason : List.of(both, neither, lines)) {
      assertThatThrownBy(() -> request(reason).sign(KEY))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("hufu.exchange-request/1");
    }
    assertThatThrownBy(
            () ->
                new ConsentToken(
                        PARTIES, DIGEST, SignedConsent.By.HOLDER, "工号", "已告知", NOW.plusSeconds(1))
                    .sign(KEY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_message_that_is_changed_anywhere_is_malformed_or_does_not_verify() throws Exception {
    byte[] bytes = sample(MessageKind.REFUSAL).bytes();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      byte[] changed = bytes.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        assertThat(
                SignedMessage.parse(MessageKind.REFUSAL, changed).verifies(KEY.verificationKey()))
            .as("seed " + seed)
            .isFalse();
      } catch (MalformedDataException e) {
        assertThat(e).as("seed " + seed).hasMessageNotContaining("查无此证");
      }
    }
  }

  @Test
  void headers_with_more_than_they_should_have_are_refused() throws Exception {
    JsonObject header =
        JsonObject.builder().put("typ", MessageKind.REFUSAL.type()).put("kid", "x").build();
    byte[] payload = Json.canonical(sample(MessageKind.REFUSAL).payload());
    byte[] bytes = Jws.sign(KEY, header, payload).compact().getBytes(US_ASCII);
    assertThatThrownBy(() -> SignedMessage.parse(MessageKind.REFUSAL, bytes))
        .isInstanceOf(MalformedDataException.class);
    assertThatThrownBy(
            () -> SignedMessage.parse(MessageKind.REFUSAL, new byte[SignedMessage.MAX_BYTES + 1]))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void the_published_schemas_are_those_of_the_jar() throws Exception {
    Path docs =
        Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("../docs/schema/exchange");
    for (MessageKind kind : MessageKind.values()) {
      try (var in = MessageKind.class.getResourceAsStream(kind.resource())) {
        assertThat(docs.resolve(kind.resource())).hasBinaryContent(in.readAllBytes());
      }
    }
  }

  @Test
  void the_codes_of_the_schemas_are_those_of_the_enums() throws Exception {
    for (ExchangeRefusal.Code code : ExchangeRefusal.Code.values()) {
      new ExchangeRefusal(PARTIES, DIGEST, ID, code, null).sign(KEY);
    }
    for (Problem problem : Problem.values()) {
      new CorrectionRequest(PARTIES, DIGEST, ID, List.of(new Item(null, "holder", problem, null)))
          .sign(KEY);
    }
  }

  @Test
  void nobody_reads_a_holder_in_a_log() {
    assertThat(request(statutory()).toString()).doesNotContain("990101199001011234", "样例");
  }

  @Test
  void a_request_ends_once() {
    for (RequestState from : RequestState.values()) {
      for (RequestState to : RequestState.values()) {
        boolean end =
            List.of(RequestState.ANSWERED, RequestState.REFUSED, RequestState.CORRECTION_ASKED)
                .contains(to);
        if (from.mayBecome(to) && end) {
          assertThat(from.ended()).as(from + " to " + to).isFalse();
        }
        assertThat(from.mayBecome(from)).isFalse();
        assertThat(to == RequestState.OPEN && from.mayBecome(to)).isFalse();
      }
    }
  }
}
