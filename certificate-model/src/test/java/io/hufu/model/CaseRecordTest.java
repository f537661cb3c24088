package io.hufu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseRecordTest {
  private static final String WHOLE =
      """
      {"schema":"hufu.case/1","matter":"990131009000",
       "applicant":{"name":"某人","code":"11010519491231002X"},"at":"2026-11-25",
       "challenge":{"audience":"desk","nonce":"n"},"received":["form"],
       "consents":[{"by":"11010519491231002X","material":"a","fields":["x"],
         "at":"2026-11-25T01:00:00Z"}],
       "assigned":{"a.json":"a"}}
      """;

  private static CaseRecord read(String text) throws MalformedDataException {
    return CaseRecord.fromJson(Json.parseObject(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void what_is_written_is_read_again_as_the_same() throws Exception {
    CaseRecord whole = read(WHOLE);
    assertThat(CaseRecord.fromJson(whole.toJson())).isEqualTo(whole);
    assertThat(CaseRecord.fromJson(CaseRecord.EMPTY.toJson())).isEqualTo(CaseRecord.EMPTY);
    CaseRecord instant = read(WHOLE.replace("\"2026-11-25\"", "\"2026-11-25T01:30:00Z\""));
    assertThat(CaseRecord.fromJson(instant.toJson())).isEqualTo(instant);
  }

  @Test
  void a_date_means_the_whole_day_in_china() throws Exception {
    CaseRecord record = read(WHOLE);
    assertThat(record.at()).isNotNull();
    assertThat(record.at().from()).isEqualTo(Instant.parse("2026-11-24T16:00:00Z"));
    assertThat(record.at().to())
        .isAfterOrEqualTo(Instant.parse("2026-11-25T15:59:59Z"))
        .isBefore(Instant.parse("2026-11-25T16:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"at\":\"2026-11-25\"|\"at\":\"2026-13-25\"",
        "\"at\":\"2026-11-25\"|\"at\":20261125",
        "\"received\":[\"form\"]|\"received\":\"form\"",
        "\"received\":[\"form\"]|\"received\":[1]",
        "\"nonce\":\"n\"|\"nonce\":\"\"",
        "\"name\":\"某人\"|\"name\":\"某人\",\"age\":\"7\"",
        "\"a.json\":\"a\"|\"a.json\":7",
        "\"matter\"|\"matters\"",
        "hufu.case/1|hufu.case/2"
      })
  void what_is_not_known_is_refused_and_the_message_shows_no_number(String change) {
    String[] parts = change.split("\\|");
    String wrong = WHOLE.replace(parts[0], parts[1]);
    assertThat(wrong).isNotEqualTo(WHOLE);
    assertThatThrownBy(() -> read(wrong))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageStartingWith("case")
        .hasMessageNotContaining("11010519491231002X");
  }
}
