package io.hufu.exchange.message;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.MemberReader;
import java.util.List;

/**
 * Answers a request with presentations, which are files of the same package. Immutable.
 *
 * @param request digest of the signed request
 * @param requestId its id
 */
public record ExchangeResponse(
    Parties parties, String request, String requestId, List<Presentation> presentations) {
  /** Copies. */
  public ExchangeResponse {
    presentations = List.copyOf(presentations);
  }

  /**
   * One licence, or what is disclosed of it.
   *
   * @param type code of the licence type
   * @param file name in the package
   * @param digest of the file by the hash of the suite, in lower-case hexadecimal digits
   */
  public record Presentation(String type, String file, String digest) {}

  /** Signs; IllegalArgumentException when a member breaks the published schema. */
  public SignedMessage sign(SigningKey key) throws KeyUnavailableException {
    List<JsonValue> items =
        presentations.stream()
            .map(
                each ->
                    (JsonValue)
                        JsonObject.builder()
                            .put("type", each.type())
                            .put("file", each.file())
                            .put("digest", each.digest())
                            .build())
            .toList();
    JsonObject json =
        parties
            .write(MessageKind.RESPONSE)
            .put("request", request)
            .put("requestId", requestId)
            .put("presentations", new JsonArray(items))
            .build();
    return SignedMessage.sign(MessageKind.RESPONSE, json, key);
  }

  /** Reads the payload of a response. */
  public static ExchangeResponse of(SignedMessage message) throws MalformedDataException {
    MemberReader members = Payload.of(message, MessageKind.RESPONSE);
    return new ExchangeResponse(
        Parties.read(members),
        members.text("request"),
        members.text("requestId"),
        members.objects(
            "presentations",
            p -> new Presentation(p.text("type"), p.text("file"), p.text("digest"))));
  }
}
