package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The least that a verifier needs: type codes, and the fields of each. Immutable.
 *
 * <p>Schema {@code hufu.disclosure-request/1}. A policy holds the same as {@code disclosures}, and
 * a holder's software presents by it.
 *
 * @param audience the verifier's name
 * @param nonce what the verifier chose for this one time
 * @param fields type code to the names of members and items, in their order
 */
public record DisclosureRequest(String audience, String nonce, Map<String, List<String>> fields) {
  private static final String SCHEMA = "hufu.disclosure-request/1";

  /** Copies, and refuses a request that asks nobody or for nothing. */
  public DisclosureRequest {
    if (audience.isBlank() || nonce.isBlank() || fields.isEmpty()) {
      throw new IllegalArgumentException("a request has an audience, a nonce and licence types");
    }
    Map<String, List<String>> copy = new TreeMap<>();
    fields.forEach((type, names) -> copy.put(type, List.copyOf(names)));
    fields = Collections.unmodifiableMap(copy);
  }

  /** Reads a request strictly. */
  public static DisclosureRequest fromJson(JsonObject json) throws MalformedDataException {
    MemberReader members = new MemberReader("request", json).schema(SCHEMA);
    Map<String, List<String>> fields = new TreeMap<>();
    MemberReader given = members.object("fields");
    for (String type : given.names()) {
      fields.put(type, given.texts(type));
    }
    try {
      DisclosureRequest request =
          new DisclosureRequest(members.text("audience"), members.text("nonce"), fields);
      members.end();
      return request;
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException("request: " + e.getMessage(), e);
    }
  }

  /** Writes the request. */
  public JsonObject toJson() {
    JsonObject.Builder byType = JsonObject.builder();
    fields.forEach(
        (type, names) ->
            byType.put(
                type,
                new JsonArray(
                    names.stream().map(name -> (JsonValue) new JsonText(name)).toList())));
    return JsonObject.builder()
        .put("schema", SCHEMA)
        .put("audience", audience)
        .put("nonce", nonce)
        .put("fields", byType.build())
        .build();
  }
}
