package io.hufu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateFormsTest {
  @ParameterizedTest
  @CsvSource({
    "2026-01-31, 2026-01-31",
    "2026-1-5, 2026-01-05",
    "20260131, 2026-01-31",
    "2026/01/31, 2026-01-31",
    "2026年1月31日, 2026-01-31",
    "2026年01月31日, 2026-01-31",
    "2026-01-31 23:59:59, 2026-01-31",
    "2026-01-31T00:00:00.000, 2026-01-31",
    "20260131 08:00:00, 2026-01-31",
    "2026-01-30T16:00:00Z, 2026-01-31",
    "2026-01-31T23:30:00+08:00, 2026-01-31",
    "1769788800000, 2026-01-31",
    "1769875199999, 2026-01-31",
    "946656000000, 2000-01-01",
    "2026.1.31, 2026-01-31",
    "２０２６年１月３１日, 2026-01-31",
    "二〇二六年一月三十一日, 2026-01-31",
    "二零二六年十二月十日, 2026-12-10",
    "一九九九年十月二十日, 1999-10-20",
    "' 2024-02-29 ', 2024-02-29"
  })
  void every_form_in_use_is_read_as_a_day_in_china(String text, String day) throws Exception {
    assertThat(DateForms.day(text)).isEqualTo(day);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026",
        "2026-13-01",
        "2026-02-29",
        "2026年2月30日",
        "31.01.2026",
        "01/31/2026",
        "2026-01-31 25",
        "20261301",
        "17697888000001234",
        "１2026-01-31",
        "长期",
        "二〇二六年二月三十日",
        "二〇二六年十三月一日",
        "二〇二六年一月",
        "2026.01",
        "2026.01-31",
        "2026-01/31"
      })
  void anything_else_is_no_date(String text) {
    assertThatThrownBy(() -> DateForms.day(text)).isInstanceOf(MalformedDataException.class);
  }

  @Test
  void milliseconds_may_be_a_number_and_fractions_are_none() throws Exception {
    assertThat(DateForms.day(new JsonNumber(new BigDecimal("1769788800000"))))
        .isEqualTo("2026-01-31");
    assertThatThrownBy(() -> DateForms.day(new JsonNumber(new BigDecimal("0.5"))))
        .isInstanceOf(MalformedDataException.class);
    assertThatThrownBy(() -> DateForms.day(JsonValue.JsonNull.NULL))
        .isInstanceOf(MalformedDataException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"长期", "长期有效", "永久", "9999-12-31", "99991231", ""})
  void an_endless_validity_is_written_in_one_way(String text) throws Exception {
    assertThat(DateForms.end(new JsonText(text))).isEmpty();
    assertThat(DateForms.endText(DateForms.end(new JsonText(text)))).isEqualTo("长期");
  }
}
