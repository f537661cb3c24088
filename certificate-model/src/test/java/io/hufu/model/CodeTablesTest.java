package io.hufu.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.CodeTables.StatusMeaning;
import io.hufu.model.StatusValue.EndKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeTablesTest {
  @ParameterizedTest
  @CsvSource({
    "housing, 01, VALID,",
    "housing, 02, SUSPENDED,",
    "housing, 03, ENDED, ANNULLED",
    "housing, 04, ENDED, CANCELLED",
    "housing, 06, TRANSFERRED,",
    "housing, 07, ENDED, FORFEITED",
    "real-estate, 1, VALID,",
    "real-estate, 2, ENDED, CANCELLED"
  })
  void status_codes_mean_the_same_both_ways(
      String profile, String code, StatusValue value, EndKind kind) {
    CodeTables.Profile table = CodeTables.shipped().find(profile).orElseThrow();
    assertThat(table.status(code)).contains(new StatusMeaning(value, kind));
    assertThat(table.code(value, kind)).contains(code);
  }

  @ParameterizedTest
  @CsvSource({"gb36906, 5, 5", "shandong, 22, 3", "shandong, 100, NO_PERMISSION", "gtmap, 3, 5"})
  void result_codes_of_a_system_mean_those_of_the_interface_or_say_what_else(
      String profile, String code, String meaning) {
    assertThat(CodeTables.shipped().find(profile).orElseThrow().result(code)).contains(meaning);
  }

  @Test
  void a_code_that_a_system_does_not_have_means_nothing() {
    assertThat(CodeTables.shipped().ids())
        .containsExactlyElementsOf(
            List.of("gb36906", "housing", "real-estate", "shandong", "gtmap"));
    CodeTables.Profile housing = CodeTables.shipped().find("housing").orElseThrow();
    assertThat(housing.status("1")).isEmpty();
    assertThat(housing.code(StatusValue.NOT_ACTIVE, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"schema\":\"hufu.code-tables/1\",\"profiles\":[{\"id\":\"x\",\"zh\":\"x\",\"status\":{\"1\":\"GONE\"},\"results\":{}}]}",
        "{\"schema\":\"hufu.code-tables/1\",\"profiles\":[{\"id\":\"x\",\"zh\":\"x\",\"status\":{\"1\":\"ENDED/LOST\"},\"results\":{}}]}",
        "{\"schema\":\"hufu.code-tables/1\",\"profiles\":[],\"more\":1}"
      })
  void tables_of_another_form_are_malformed(String json) {
    assertThatThrownBy(() -> CodeTables.parse(json.getBytes(UTF_8)))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void the_table_of_holder_codes_is_the_deployed_one() {
    assertThat(HolderCodeType.name("111")).isEqualTo("公民身份号码");
    assertThat(HolderCodeType.ofName("港澳居民来往内地通行证")).contains("516");
    assertThat(HolderCodeType.isKnown("777")).isFalse();
    assertThat(HolderCodeType.name("777")).isEqualTo("777");
  }
}
