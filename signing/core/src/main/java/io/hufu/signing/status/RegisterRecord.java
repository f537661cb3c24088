package io.hufu.signing.status;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.LicenceIdentifier;
import io.hufu.model.StatusAssertion;
import io.hufu.model.StatusValue;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a line of the journal can say. */
sealed interface RegisterRecord {
  /** The first record: whose register this is. */
  record Opened(String authority, String lists, int size) implements RegisterRecord {}

  /** A licence has its place. */
  record Assigned(String licence, int list, int index, Instant effectiveFrom, Instant recordedAt)
      implements RegisterRecord {}

  /** The status of a licence changed. */
  record Changed(String licence, StatusAssertion.Entry entry) implements RegisterRecord {}

  /** The lists were published. */
  record Published(long epoch, Instant at) implements RegisterRecord {}

  /** Writes the record. */
  default JsonObject toJson() {
    JsonObject.Builder json = JsonObject.builder();
    if (this instanceof Opened opened) {
      json.put("type", "register")
          .put("version", 1)
          .put("authority", opened.authority)
          .put("lists", opened.lists)
          .put("size", opened.size);
    } else if (this instanceof Assigned assigned) {
      json.put("type", "assign")
          .put("licence", assigned.licence)
          .put("list", assigned.list)
          .put("index", assigned.index)
          .put("effectiveFrom", assigned.effectiveFrom.toString())
          .put("recordedAt", assigned.recordedAt.toString());
    } else if (this instanceof Changed changed) {
      json.put("type", "change").put("licence", changed.licence);
      write(changed.entry, json);
    } else if (this instanceof Published published) {
      json.put("type", "publish").put("epoch", published.epoch).put("at", published.at.toString());
    }
    return json.build();
  }

  private static void write(StatusAssertion.Entry entry, JsonObject.Builder json) {
    json.put("value", entry.value().name())
        .put("effectiveFrom", entry.effectiveFrom().toString())
        .put("recordedAt", entry.recordedAt().toString());
    StatusValue.EndKind kind = entry.kind();
    if (kind != null) {
      json.put("kind", kind.name());
    }
    String decision = entry.decision();
    if (decision != null) {
      json.put("decision", decision);
    }
    LicenceIdentifier successor = entry.successor();
    if (successor != null) {
      json.put("successor", successor.text());
    }
  }

  /** Reads a record; one that this version does not know is malformed. */
  static RegisterRecord read(JsonObject json) throws MalformedDataException {
    try {
      return switch (text(json, "type")) {
        case "register" -> {
          if (number(json, "version") != 1) {
            throw new MalformedDataException("written by a newer version");
          }
          yield new Opened(text(json, "authority"), text(json, "lists"), number(json, "size"));
        }
        case "assign" ->
            new Assigned(
                text(json, "licence"),
                number(json, "list"),
                number(json, "index"),
                Instant.parse(text(json, "effectiveFrom")),
                Instant.parse(text(json, "recordedAt")));
        case "change" -> new Changed(text(json, "licence"), entry(json));
        case "publish" -> new Published(number(json, "epoch"), Instant.parse(text(json, "at")));
        default -> throw new MalformedDataException("a record of an unknown type");
      };
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
      throw new MalformedDataException("a record with a wrong member", e);
    }
  }

  private static StatusAssertion.Entry entry(JsonObject json) throws MalformedDataException {
    return new StatusAssertion.Entry(
        StatusValue.valueOf(text(json, "value")),
        json.get("kind").isEmpty() ? null : StatusValue.EndKind.valueOf(text(json, "kind")),
        Instant.parse(text(json, "effectiveFrom")),
        Instant.parse(text(json, "recordedAt")),
        json.text("decision").orElse(null),
        successor(json));
  }

  private static @Nullable LicenceIdentifier successor(JsonObject json)
      throws MalformedDataException {
    return json.get("successor").isEmpty()
        ? null
        : LicenceIdentifier.parse(text(json, "successor"));
  }

  private static String text(JsonObject json, String name) throws MalformedDataException {
    return json.text(name)
        .orElseThrow(() -> new MalformedDataException("a record without " + name));
  }

  private static int number(JsonObject json, String name) throws MalformedDataException {
    return Math.toIntExact(
        json.integer(name)
            .orElseThrow(() -> new MalformedDataException("a record without " + name)));
  }
}
