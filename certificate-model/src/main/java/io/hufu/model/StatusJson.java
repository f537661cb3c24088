package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;

/** Reads and writes status assertions, schema {@code hufu.status/1} (docs/formats/status.md). */
final class StatusJson {
  private static final String SCHEMA = "hufu.status/1";

  private StatusJson() {}

  static JsonObject write(StatusAssertion assertion) {
    return JsonObject.builder()
        .put("schema", SCHEMA)
        .put("iss", assertion.issuer())
        .put("list", assertion.reference().list())
        .put("idx", assertion.reference().index())
        .put("epoch", assertion.epoch())
        .put("thisUpdate", assertion.thisUpdate().toString())
        .put("nextUpdate", assertion.nextUpdate().toString())
        .put(
            "history",
            new JsonArray(
                assertion.history().stream().map(e -> (JsonValue) writeEntry(e)).toList()))
        .build();
  }

  private static JsonObject writeEntry(StatusAssertion.Entry entry) {
    JsonObject.Builder json = JsonObject.builder().put("value", entry.value().name());
    StatusValue.EndKind kind = entry.kind();
    if (kind != null) {
      json.put("kind", kind.name());
    }
    json.put("effectiveFrom", entry.effectiveFrom().toString());
    json.put("recordedAt", entry.recordedAt().toString());
    String decision = entry.decision();
    if (decision != null) {
      json.put("decision", decision);
    }
    LicenceIdentifier successor = entry.successor();
    if (successor != null) {
      json.put("successor", successor.text());
    }
    return json.build();
  }

  static StatusAssertion read(JsonObject json) throws MalformedDataException {
    MemberReader members = new MemberReader("status assertion", json).schema(SCHEMA);
    try {
      StatusAssertion assertion =
          new StatusAssertion(
              members.text("iss"),
              new StatusReference(members.text("list"), members.integer("idx", 0)),
              members.integer("epoch", 0),
              members.instant("thisUpdate"),
              members.instant("nextUpdate"),
              members.objects("history", StatusJson::readEntry));
      members.end();
      return assertion;
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(String.valueOf(e.getMessage()), e);
    }
  }

  private static StatusAssertion.Entry readEntry(MemberReader members)
      throws MalformedDataException {
    return new StatusAssertion.Entry(
        members.constant(StatusValue.class, "value"),
        members.has("kind") ? members.constant(StatusValue.EndKind.class, "kind") : null,
        members.instant("effectiveFrom"),
        members.instant("recordedAt"),
        members.textOrNull("decision"),
        members.has("successor") ? LicenceIdentifier.parse(members.text("successor")) : null);
  }
}
