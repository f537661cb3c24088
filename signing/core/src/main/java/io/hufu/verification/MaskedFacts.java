package io.hufu.verification;

import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Facts and names as the JSON report shows them, so that all projections mask alike. */
final class MaskedFacts {
  private final JsonObject json;

  MaskedFacts(JsonObject json) {
    this.json = json;
  }

  String file() {
    return json.text("file").orElse("");
  }

  /** Facts of the finding at an index of the report. */
  Map<String, String> of(int index) {
    return list("findings").get(index) instanceof JsonObject finding ? facts(finding) : Map.of();
  }

  /** The facts of one item of a report. */
  static Map<String, String> facts(JsonObject item) {
    Map<String, String> facts = new TreeMap<>();
    item.object("facts")
        .ifPresent(
            object ->
                object
                    .members()
                    .forEach(
                        (name, value) -> {
                          if (value instanceof JsonText text) {
                            facts.put(name, text.value());
                          }
                        }));
    return facts;
  }

  /** Subject of the signer's certificate, empty when unknown. */
  String signer(int number) {
    return list("signatures").stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .filter(signature -> signature.integer("number").filter(n -> n == number).isPresent())
        .flatMap(signature -> signature.text("signer").stream())
        .findFirst()
        .orElse("");
  }

  private List<JsonValue> list(String name) {
    return json.array(name).orElse(List.of());
  }
}
