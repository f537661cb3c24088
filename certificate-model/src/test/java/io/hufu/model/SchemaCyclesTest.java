package io.hufu.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCyclesTest {
  private static void check(String schema) throws MalformedDataException {
    SchemaCycles.refuse(Json.parseObject(schema.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'$ref':'#'}",
        "{'properties':{'a':{'$ref':'#/$defs/x'}},'$defs':{'x':{'$ref':'#/$defs/x'}}}",
        "{'$defs':{'x':{'allOf':[{'$ref':'#/$defs/y'}]},'y':{'if':{'$ref':'#/$defs/x'}}}}",
        "{'$defs':{'x':{'$anchor':'here','not':{'$ref':'#here'}}}}",
        "{'$defs':{'a/b':{'dependentSchemas':{'k':{'$dynamicRef':'#/$defs/a~1b'}}}}}"
      })
  void a_schema_that_asks_itself_about_the_same_value_is_refused(String schema) {
    assertThatThrownBy(() -> check(schema.replace('\'', '"')))
        .isInstanceOf(MalformedDataException.class)
        .hasMessage("items: the schema refers to itself without end");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'properties':{'child':{'$ref':'#'}}}",
        "{'$defs':{'tree':{'items':{'$ref':'#/$defs/tree'}}},'$ref':'#/$defs/tree'}",
        "{'allOf':[{'$ref':'#/$defs/x'},{'$ref':'#/$defs/x'}],'$defs':{'x':{'type':'object'}}}",
        "{'$ref':'#/$defs/absent'}",
        "{'$ref':'other.json'}"
      })
  void a_schema_that_steps_into_the_value_first_is_fine(String schema) {
    assertThatCode(() -> check(schema.replace('\'', '"'))).doesNotThrowAnyException();
  }

  @Test
  void a_chain_of_references_that_nobody_has_written_is_refused() {
    StringBuilder chain = new StringBuilder("{\"$defs\":{");
    for (int i = 0; i < 50_000; i++) {
      chain.append("\"d").append(i).append("\":{\"$ref\":\"#/$defs/d").append(i + 1).append("\"},");
    }
    chain.append("\"d50000\":{}}}");
    assertThatThrownBy(() -> check(chain.toString())).isInstanceOf(MalformedDataException.class);
  }
}
