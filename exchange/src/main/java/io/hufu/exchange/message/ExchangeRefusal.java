package io.hufu.exchange.message;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.MemberReader;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request with a reason why it is not granted. Immutable.
 *
 * @param request digest of the signed request
 * @param detail for a person, without personal data; null when the code says it all
 */
public record ExchangeRefusal(
    Parties parties, String request, String requestId, Code code, @Nullable String detail) {
  /** Why. Append-only. */
  public enum Code {
    /** The request contradicts itself or the package that it came in. */
    REQUEST_INVALID,
    /** The provider's rules do not let this authority ask for it. */
    NOT_PERMITTED,
    /** Consent is the ground, and none was sent. */
    CONSENT_MISSING,
    /** The consent is for another request, has expired, or its signature is not the holder's. */
    CONSENT_INVALID,
    /** The provision that is named does not permit the transfer. */
    LEGAL_BASIS_INSUFFICIENT,
    /** The provider does not keep licences of this type. */
    TYPE_NOT_KEPT,
    /** More fields than the matter needs. */
    FIELDS_EXCESSIVE,
    /** The holder cannot be told from others by what the request says. */
    HOLDER_UNCLEAR,
    /** There is none. */
    NO_SUCH_LICENCE,
    /** There is one, and it is not in force. */
    NOT_IN_FORCE,
    /** The request's deadline has passed. */
    DEADLINE_PASSED,
    /** The provider cannot say now; ask again later. */
    UNABLE_NOW,
    /** What the detail says. */
    OTHER
  }

  /** Signs; IllegalArgumentException when a member breaks the published schema. */
  public SignedMessage sign(SigningKey key) throws KeyUnavailableException {
    JsonObject.Builder json =
        parties
            .write(MessageKind.REFUSAL)
            .put("request", request)
            .put("requestId", requestId)
            .put("code", code.name());
    ExchangeRequest.put(json, "detail", detail);
    return SignedMessage.sign(MessageKind.REFUSAL, json.build(), key);
  }

  /** Reads the payload of a refusal. */
  public static ExchangeRefusal of(SignedMessage message) throws MalformedDataException {
    MemberReader members = Payload.of(message, MessageKind.REFUSAL);
    return new ExchangeRefusal(
        Parties.read(members),
        members.text("request"),
        members.text("requestId"),
        members.constant(Code.class, "code"),
        members.textOrNull("detail"));
  }
}
