package io.hufu.signing.json;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.Evidence;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The entries of {@code hufu_evidence}: {@code {"kind": label, "value": base64url}}.
 *
 * <p>A bad entry keeps its place, so that what a report says of the others does not change.
 */
final class EvidenceMembers {
  private EvidenceMembers() {}

  static List<JsonValue> write(List<Evidence> items) {
    return items.stream()
        .map(
            item ->
                (JsonValue)
                    JsonObject.builder()
                        .put("kind", item.kind().label())
                        .put("value", Base64Url.encode(item.bytes()))
                        .build())
        .toList();
  }

  static List<Evidence> read(List<JsonValue> entries, List<Finding> findings) {
    List<Evidence> items = new ArrayList<>();
    for (JsonValue entry : entries) {
      FindingSubject subject = FindingSubject.evidence(1, items.size() + 1);
      Optional<Evidence> item = known(entry);
      if (item.isEmpty()) {
        findings.add(Finding.of(FindingCode.EVIDENCE_UNKNOWN, Outcome.NOTICE, subject));
      }
      items.add(item.orElseGet(() -> new Evidence(Evidence.Kind.UNKNOWN, Json.canonical(entry))));
    }
    return items;
  }

  private static Optional<Evidence> known(JsonValue entry) {
    if (!(entry instanceof JsonObject object) || object.members().size() != 2) {
      return Optional.empty();
    }
    Optional<Evidence.Kind> kind =
        object
            .text("kind")
            .flatMap(
                label ->
                    Arrays.stream(Evidence.Kind.values())
                        .filter(k -> k != Evidence.Kind.UNKNOWN && k.label().equals(label))
                        .findFirst());
    Optional<String> value = object.text("value");
    return kind.isEmpty() || value.isEmpty()
        ? Optional.empty()
        : Optional.of(new Evidence(kind.get(), decoded(value.get())));
  }

  /** What is no base64url is handed on as it stands: whoever judges the item finds it malformed. */
  private static byte[] decoded(String value) {
    try {
      return Base64Url.decode(value);
    } catch (MalformedDataException e) {
      return value.getBytes(StandardCharsets.UTF_8);
    }
  }
}
