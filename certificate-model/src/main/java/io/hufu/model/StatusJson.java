package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import org.jspecify.annotations.Nullable;

/** Reads and writes status assertions, schema {@code hufu.status/1} (docs/formats/status.md). */
final class StatusJson {
  private static final String SCHEMA = "hufu.status/1";

  private StatusJson() {}

  static JsonObject write(StatusAssertion assertion) {
    JsonObject.Builder json =
        JsonObject.builder()
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
                    assertion.history().stream().map(e -> (JsonValue) writeEntry(e)).toList()));
    if (!assertion.restrictions().isEmpty()) {
      json.put(
          "restrictions",
          new JsonArray(assertion.restrictions().stream().map(r -> (JsonValue) write(r)).toList()));
    }
    return json.build();
  }

  static JsonObject writeEntry(StatusAssertion.Entry entry) {
    JsonObject.Builder json = JsonObject.builder().put("value", entry.value().name());
    StatusValue.EndKind kind = entry.kind();
    put(json, "kind", kind == null ? null : kind.name());
    json.put("effectiveFrom", entry.effectiveFrom().toString());
    json.put("recordedAt", entry.recordedAt().toString());
    put(json, "decision", entry.decision());
    LicenceIdentifier successor = entry.successor();
    put(json, "successor", successor == null ? null : successor.text());
    put(json, "by", entry.by());
    put(json, "reason", entry.reason());
    return json.build();
  }

  static JsonObject write(Restriction restriction) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("kind", restriction.kind().name())
            .put("decision", restriction.decision())
            .put("effectiveFrom", restriction.effectiveFrom().toString())
            .put("recordedAt", restriction.recordedAt().toString());
    put(json, "by", restriction.by());
    return (restriction.lifted() ? json.put("lifted", true) : json).build();
  }

  private static void put(JsonObject.Builder json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
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
              members.objects("history", StatusJson::readEntry),
              members.objectsOrNone("restrictions", StatusJson::readRestriction));
      members.end();
      return assertion;
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(String.valueOf(e.getMessage()), e);
    }
  }

  static StatusAssertion.Entry readEntry(MemberReader members) throws MalformedDataException {
    return new StatusAssertion.Entry(
        members.constant(StatusValue.class, "value"),
        members.has("kind") ? members.constant(StatusValue.EndKind.class, "kind") : null,
        members.instant("effectiveFrom"),
        members.instant("recordedAt"),
        members.textOrNull("decision"),
        members.has("successor") ? LicenceIdentifier.parse(members.text("successor")) : null,
        members.textOrNull("by"),
        members.textOrNull("reason"));
  }

  static Restriction readRestriction(MemberReader members) throws MalformedDataException {
    return new Restriction(
        members.constant(Restriction.Kind.class, "kind"),
        members.text("decision"),
        members.textOrNull("by"),
        members.bool("lifted", false),
        members.instant("effectiveFrom"),
        members.instant("recordedAt"));
  }
}
