package io.hufu.exchange.message;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.MemberReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks to check and correct what was said (校核纠错). Immutable.
 *
 * <p>A provider sends it instead of an answer when the request does not agree with its register; a
 * requester sends it when a licence does not agree with what it knows. Values stand in neither:
 * both sides have the document.
 *
 * @param about digest of the signed request or response that is doubted
 */
public record CorrectionRequest(Parties parties, String about, String requestId, List<Item> items) {
  /** Copies. */
  public CorrectionRequest {
    items = List.copyOf(items);
  }

  /** What is wrong. Append-only. */
  public enum Problem {
    DIFFERS,
    MISSING,
    OUTDATED,
    OTHER_HOLDER,
    UNREADABLE,
    OTHER
  }

  /**
   * One field that is doubted.
   *
   * @param type code of the licence type; null when the request itself is doubted
   * @param note for a person, without personal data; null when there is none
   */
  public record Item(@Nullable String type, String field, Problem problem, @Nullable String note) {}

  /** Signs; IllegalArgumentException when a member breaks the published schema. */
  public SignedMessage sign(SigningKey key) throws KeyUnavailableException {
    JsonObject json =
        parties
            .write(MessageKind.CORRECTION)
            .put("about", about)
            .put("requestId", requestId)
            .put("items", new JsonArray(items.stream().map(CorrectionRequest::write).toList()))
            .build();
    return SignedMessage.sign(MessageKind.CORRECTION, json, key);
  }

  private static JsonValue write(Item item) {
    JsonObject.Builder json =
        JsonObject.builder().put("field", item.field()).put("problem", item.problem().name());
    ExchangeRequest.put(json, "type", item.type());
    ExchangeRequest.put(json, "note", item.note());
    return json.build();
  }

  /** Reads the payload of a correction request. */
  public static CorrectionRequest of(SignedMessage message) throws MalformedDataException {
    MemberReader members = Payload.of(message, MessageKind.CORRECTION);
    return new CorrectionRequest(
        Parties.read(members),
        members.text("about"),
        members.text("requestId"),
        members.objects(
            "items",
            i ->
                new Item(
                    i.textOrNull("type"),
                    i.text("field"),
                    i.constant(Problem.class, "problem"),
                    i.textOrNull("note"))));
  }
}
