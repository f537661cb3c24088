package io.hufu.exchange.gbt36906;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Json;
import io.hufu.exchange.gbt36906.ServiceAdapter.Supplement;
import io.hufu.exchange.message.ExchangeRefusal;
import io.hufu.exchange.message.ExchangeRequest;
import io.hufu.exchange.message.ExchangeRequest.Ground;
import io.hufu.exchange.message.ExchangeRequest.Wanted;
import io.hufu.exchange.message.Parties;
import io.hufu.model.LicenceIdentifier;
import io.hufu.model.UnifiedSocialCreditCode;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAdapterTest {
  private static final Instant NOW = Instant.parse("2026-11-25T02:00:00Z");
  private static final Parties PARTIES =
      new Parties("11990100009902019W", UnifiedSocialCreditCode.complete("11990100009901016"), NOW);
  private static final String IDENTIFIER =
      LicenceIdentifier.of("11100000MB0000001X001", PARTIES.to(), "202600000001", "001").text();

  private final ServiceAdapter adapter = ServiceAdapter.of("shandong");

  private static Supplement supplement() {
    return new Supplement(
        "0123456789abcdef0123456789abcdef",
        PARTIES,
        "AAAAAAAAAAAAAAAAAAAAAA",
        NOW.plusSeconds(600),
        "000199001000",
        "示例条例第一条",
        "示例条例第二条");
  }

  private static ServiceCall call(String data) throws Exception {
    return ServiceCall.parse(
        ("{\"head\":{\"accessId\":\"a1\",\"accessToken\":\"secret\"},\"data\":" + data + "}")
            .getBytes(UTF_8));
  }

  private ExchangeRequest map(ServiceOperation operation, String data) throws Exception {
    return adapter.toRequest(operation, call(data), supplement());
  }

  @Test
  void a_query_by_holder_becomes_a_request_that_can_be_signed() throws Exception {
    ExchangeRequest request =
        map(
            ServiceOperation.QUERY_BY_HOLDER,
            """
            {"holderCode":"11990100009902019W","holderTypeCode":"001","certTypeCode":"T1",
             "useCause":{"certificateMatterName":"开办餐饮店","certificateEventCode":"M7"}}
            """);
    assertThat(request.holder().code()).isEqualTo("11990100009902019W");
    assertThat(request.wanted()).containsExactly(new Wanted("T1", List.of()));
    assertThat(request.reason().matter()).isEqualTo("M7");
    assertThat(request.reason().purpose()).isEqualTo("开办餐饮店");
    assertThat(request.reason().ground()).isEqualTo(Ground.STATUTORY);
    request.sign(SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom()));
  }

  @Test
  void an_identifier_says_which_licence_and_of_which_type() throws Exception {
    for (ServiceOperation operation :
        List.of(ServiceOperation.METADATA, ServiceOperation.DOWNLOAD)) {
      ExchangeRequest request =
          map(
              operation,
              "{\"certificateIdentifier\":\""
                  + IDENTIFIER
                  + "\",\"holderCode\":\"11990100009902019W\",\"useCause\":\"核验\"}");
      assertThat(request.wanted())
          .containsExactly(new Wanted("11100000MB0000001X001", List.of(), IDENTIFIER));
      assertThat(request.holder().codeType()).isEqualTo("001");
      assertThat(request.reason().matter()).isEqualTo("000199001000");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | MANDATORY_MISSING",
        "{\"holderCode\":\"x\",\"holderTypeCode\":\"001\",\"useCause\":\"u\"} | MANDATORY_MISSING",
        "{\"holderCode\":7,\"holderTypeCode\":\"001\",\"certTypeCode\":\"T\",\"useCause\":\"u\"}"
            + " | PARAMETER_ERROR",
        "{\"holderCode\":\"x\",\"holderTypeCode\":\"001\",\"certTypeCode\":\"T\",\"useCause\":\"\"}"
            + " | PARAMETER_ERROR",
        "{\"holderCode\":\"x\",\"holderTypeCode\":\"001\",\"certTypeCode\":\"T\",\"useCause\":[]}"
            + " | PARAMETER_ERROR",
      })
  void what_is_missing_or_wrong_is_told_by_a_status(String data, CallStatus status) {
    assertThatThrownBy(() -> map(ServiceOperation.QUERY_BY_HOLDER, data))
        .isInstanceOfSatisfying(
            ServiceCallException.class, e -> assertThat(e.status()).isEqualTo(status));
  }

  @ParameterizedTest
  @EnumSource
  void every_operation_is_in_the_table_and_only_exchanges_become_requests(
      ServiceOperation operation) throws Exception {
    if (adapter.answer(operation) != ServiceOperation.Answer.EXCHANGE) {
      assertThatThrownBy(() -> map(operation, "{}"))
          .isInstanceOfSatisfying(
              ServiceCallException.class,
              e -> assertThat(e.status()).isEqualTo(CallStatus.PARAMETER_ERROR));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"shandong", "gtmap"})
  void every_refusal_and_status_has_a_number_in_every_province(String profile) throws Exception {
    ServiceAdapter of = ServiceAdapter.of(profile);
    for (ExchangeRefusal.Code code : ExchangeRefusal.Code.values()) {
      CallStatus status = of.status(new ExchangeRefusal(PARTIES, "d", "i", code, null));
      assertThat(status).isNotEqualTo(CallStatus.OK);
      assertThat(new String(of.answer(status, "m", null), UTF_8))
          .matches(
              "\\{\"head\":\\{\"status\":\"[1-9][0-9]*\",\"message\":\"m\"\\},\"data\":\\{\\}\\}");
    }
    assertThat(Json.parseObject(of.answer(CallStatus.OK, "成功", null)).object("head"))
        .hasValueSatisfying(head -> assertThat(head.text("status")).contains("0"));
  }

  @ParameterizedTest
  @CsvSource({"NO_SUCH_LICENCE,10", "TYPE_NOT_KEPT,13", "NOT_IN_FORCE,21", "NOT_PERMITTED,100"})
  void the_numbers_of_a_province_are_those_that_were_seen(ExchangeRefusal.Code code, String number)
      throws Exception {
    CallStatus status = adapter.status(new ExchangeRefusal(PARTIES, "d", "i", code, null));
    assertThat(
            Json.parseObject(adapter.answer(status, "m", null))
                .object("head")
                .flatMap(head -> head.text("status")))
        .contains(number);
  }

  @Test
  void an_unknown_province_a_call_without_head_and_a_printed_token_do_not_occur() throws Exception {
    assertThatThrownBy(() -> ServiceAdapter.of("nowhere"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ServiceCall.parse("{\"data\":{}}".getBytes(UTF_8)))
        .isInstanceOf(MalformedDataException.class);
    assertThat(call("{}").toString()).doesNotContain("secret");
  }
}
