package io.hufu.exchange.message;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.MemberReader;
import java.util.List;

/**
 * For what a response was used (用证回执), signed by the requester. Immutable.
 *
 * <p>The provider learns that the licences served the matter they were asked for, or did not. How
 * they were checked stays with the requester; the digests commit it to its own records ({@link
 * io.hufu.model.UseReceipt}) without showing them.
 *
 * @param response digest of the signed response
 * @param checks digests of the records of checks, in lower-case hexadecimal digits
 */
public record UseReceipt(
    Parties parties,
    String response,
    String requestId,
    String matter,
    Use use,
    List<String> checks) {
  /** Copies. */
  public UseReceipt {
    checks = List.copyOf(checks);
  }

  /** What became of the licences. */
  public enum Use {
    USED,
    NOT_USED
  }

  /** Signs; IllegalArgumentException when a member breaks the published schema. */
  public SignedMessage sign(SigningKey key) throws KeyUnavailableException {
    JsonObject.Builder json =
        parties
            .write(MessageKind.USE_RECEIPT)
            .put("response", response)
            .put("requestId", requestId)
            .put("matter", matter)
            .put("use", use.name());
    if (!checks.isEmpty()) {
      json.put(
          "checks",
          new JsonArray(checks.stream().map(each -> (JsonValue) new JsonText(each)).toList()));
    }
    return SignedMessage.sign(MessageKind.USE_RECEIPT, json.build(), key);
  }

  /** Reads the payload of a use receipt. */
  public static UseReceipt of(SignedMessage message) throws MalformedDataException {
    MemberReader members = Payload.of(message, MessageKind.USE_RECEIPT);
    return new UseReceipt(
        Parties.read(members),
        members.text("response"),
        members.text("requestId"),
        members.text("matter"),
        members.constant(Use.class, "use"),
        members.textsOrNone("checks"));
  }
}
