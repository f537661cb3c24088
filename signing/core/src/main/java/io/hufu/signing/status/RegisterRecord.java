package io.hufu.signing.status;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.Restriction;
import io.hufu.model.StatusAssertion;
import io.hufu.model.StatusValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a line of the journal can say. */
sealed interface RegisterRecord {
  /**
   * The first record: whose register this is.
   *
   * @param first what a licence is when it comes: VALID, or NOT_ACTIVE until it is activated
   */
  record Opened(String authority, String lists, int size, StatusValue first)
      implements RegisterRecord {}

  /** A licence has its place, and a first status. */
  record Assigned(
      String licence,
      int list,
      int index,
      StatusValue value,
      Instant effectiveFrom,
      Instant recordedAt)
      implements RegisterRecord {}

  /** A one-time copy of a licence has a place of its own, and the licence's history. */
  record Copied(String licence, int list, int index, Instant recordedAt)
      implements RegisterRecord {}

  /** The status of a licence changed. */
  record Changed(String licence, StatusAssertion.Entry entry) implements RegisterRecord {}

  /** A restriction was imposed or lifted. */
  record Restricted(String licence, Restriction restriction) implements RegisterRecord {}

  /**
   * The lists were published.
   *
   * @param epochs the signed epochs, kept so that no crash can tear their chain
   */
  record Published(long epoch, Instant at, List<String> epochs) implements RegisterRecord {
    /** Copies. */
    public Published {
      epochs = List.copyOf(epochs);
    }
  }

  /** Writes the record. */
  default JsonObject toJson() {
    JsonObject.Builder json = JsonObject.builder();
    if (this instanceof Opened opened) {
      json.put("type", "register")
          .put("version", 1)
          .put("authority", opened.authority)
          .put("lists", opened.lists)
          .put("size", opened.size)
          .put("first", opened.first.name());
    } else if (this instanceof Assigned assigned) {
      json.put("type", "assign")
          .put("licence", assigned.licence)
          .put("list", assigned.list)
          .put("index", assigned.index)
          .put("value", assigned.value.name())
          .put("effectiveFrom", assigned.effectiveFrom.toString())
          .put("recordedAt", assigned.recordedAt.toString());
    } else if (this instanceof Copied copied) {
      json.put("type", "copy")
          .put("licence", copied.licence)
          .put("list", copied.list)
          .put("index", copied.index)
          .put("recordedAt", copied.recordedAt.toString());
    } else if (this instanceof Changed changed) {
      json.put("type", "change").put("licence", changed.licence);
      json.put("entry", changed.entry.toJson());
    } else if (this instanceof Restricted restricted) {
      json.put("type", "restrict").put("licence", restricted.licence);
      json.put("restriction", restricted.restriction.toJson());
    } else if (this instanceof Published published) {
      json.put("type", "publish").put("epoch", published.epoch).put("at", published.at.toString());
      json.put(
          "epochs",
          new JsonArray(published.epochs.stream().map(e -> (JsonValue) new JsonText(e)).toList()));
    }
    return json.build();
  }

  /** Reads a record; one that this version does not know is malformed. */
  static RegisterRecord read(JsonObject json) throws MalformedDataException {
    try {
      return switch (text(json, "type")) {
        case "register" -> {
          if (number(json, "version") != 1) {
            throw new MalformedDataException("written by a newer version");
          }
          yield new Opened(
              text(json, "authority"),
              text(json, "lists"),
              number(json, "size"),
              StatusValue.valueOf(text(json, "first")));
        }
        case "assign" ->
            new Assigned(
                text(json, "licence"),
                number(json, "list"),
                number(json, "index"),
                StatusValue.valueOf(text(json, "value")),
                Instant.parse(text(json, "effectiveFrom")),
                Instant.parse(text(json, "recordedAt")));
        case "copy" ->
            new Copied(
                text(json, "licence"),
                number(json, "list"),
                number(json, "index"),
                Instant.parse(text(json, "recordedAt")));
        case "change" ->
            new Changed(
                text(json, "licence"), StatusAssertion.Entry.fromJson(object(json, "entry")));
        case "restrict" ->
            new Restricted(
                text(json, "licence"), Restriction.fromJson(object(json, "restriction")));
        case "publish" ->
            new Published(
                number(json, "epoch"), Instant.parse(text(json, "at")), texts(json, "epochs"));
        default -> throw new MalformedDataException("a record of an unknown type");
      };
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
      throw new MalformedDataException("a record with a wrong member", e);
    }
  }

  private static JsonObject object(JsonObject json, String name) throws MalformedDataException {
    return json.object(name)
        .orElseThrow(() -> new MalformedDataException("a record without " + name));
  }

  private static List<String> texts(JsonObject json, String name) throws MalformedDataException {
    List<String> texts = new ArrayList<>();
    for (JsonValue item : json.array(name).orElse(List.of())) {
      if (!(item instanceof JsonText text)) {
        throw new MalformedDataException("a record with a wrong " + name);
      }
      texts.add(text.value());
    }
    return texts;
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
