package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Several presentations in one answer, schema {@code hufu.answer/1}. Stateless and thread-safe.
 *
 * <p>The answer adds nothing of its own: each presentation is bound by itself to the audience and
 * nonce of the request, and is judged by itself.
 */
public final class PresentationAnswer {
  private static final String SCHEMA = "hufu.answer/1";
  private static final String PRESENTATIONS = "presentations";
  private static final int MAX = 64;

  private PresentationAnswer() {}

  /**
   * Joins presentations, each of them canonical JSON; 1 to 64.
   *
   * @throws MalformedDataException when one is no canonical JSON object
   */
  public static byte[] join(List<byte[]> presentations) throws MalformedDataException {
    if (presentations.isEmpty() || presentations.size() > MAX) {
      throw new IllegalArgumentException("an answer holds 1 to " + MAX + " presentations");
    }
    List<JsonValue> items = new ArrayList<>();
    for (byte[] presentation : presentations) {
      items.add(Json.parseCanonical(presentation));
    }
    return Json.canonical(
        JsonObject.builder()
            .put(PRESENTATIONS, new JsonArray(items))
            .put("schema", SCHEMA)
            .build());
  }

  /**
   * Takes an answer apart; empty when the bytes are something else.
   *
   * @throws MalformedDataException when they call themselves an answer and are none
   */
  public static Optional<List<byte[]>> split(byte[] file) throws MalformedDataException {
    JsonObject json;
    try {
      json = Json.parseObject(file);
    } catch (MalformedDataException e) {
      return Optional.empty();
    }
    if (!json.text("schema").equals(Optional.of(SCHEMA))) {
      return Optional.empty();
    }
    MemberReader members = new MemberReader("answer", json).schema(SCHEMA);
    List<JsonValue> items = members.array(PRESENTATIONS);
    members.end();
    if (items.isEmpty() || items.size() > MAX) {
      throw members.wrong(PRESENTATIONS, "does not hold 1 to " + MAX + " presentations");
    }
    return Optional.of(items.stream().map(Json::canonical).toList());
  }
}
