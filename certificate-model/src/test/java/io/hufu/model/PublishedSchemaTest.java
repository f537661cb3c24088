package io.hufu.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import org.junit.jupiter.api.Test;

class PublishedSchemaTest {
  private static final String SCHEMA =
      """
      {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
       "properties":{"from":{"type":"string","format":"uscc"}},
       "required":["from"],"additionalProperties":false}
      """;

  @Test
  void a_document_is_held_against_members_and_check_characters() throws Exception {
    PublishedSchema schema = PublishedSchema.parse(SCHEMA.getBytes(UTF_8));
    assertThat(
            schema.violations(
                Json.parseObject("{\"from\":\"11990100009902019W\"}".getBytes(UTF_8))))
        .isEmpty();
    assertThat(
            schema.violations(
                Json.parseObject("{\"from\":\"11990100009902019X\",\"to\":\"x\"}".getBytes(UTF_8))))
        .extracting(LicenceType.Violation::rule)
        .containsExactlyInAnyOrder("format", "additionalProperties");
  }

  @Test
  void what_is_no_schema_is_refused() {
    assertThatThrownBy(() -> PublishedSchema.parse("{\"type\":\"nonsense\"}".getBytes(UTF_8)))
        .isInstanceOf(MalformedDataException.class);
  }
}
