package io.hufu.exchange.message;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.SignedConsent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The holder's consent to one request, signed by the holder or by an official. Immutable.
 *
 * @param request digest of the signed request: it fits no other
 * @param official who attests that the holder consented; null exactly when the holder signs
 * @param statement what the holder was told, in one line
 * @param expires whole seconds
 */
public record ConsentToken(
    Parties parties,
    String request,
    SignedConsent.By by,
    @Nullable String official,
    String statement,
    Instant expires) {
  /** Drops fractions of a second. */
  public ConsentToken {
    expires = expires.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Signs; IllegalArgumentException when a member breaks the published schema. */
  public SignedMessage sign(SigningKey key) throws KeyUnavailableException {
    JsonObject.Builder json =
        parties
            .write(MessageKind.CONSENT)
            .put("request", request)
            .put("by", by.name())
            .put("statement", statement)
            .put("expires", expires.toString());
    ExchangeRequest.put(json, "official", official);
    return SignedMessage.sign(MessageKind.CONSENT, json.build(), key);
  }

  /** Reads the payload of a consent token. */
  public static ConsentToken of(SignedMessage message) throws MalformedDataException {
    SignedConsent.Statement said = message.consent().statement();
    return new ConsentToken(
        new Parties(said.from(), said.to(), said.created()),
        said.request(),
        said.by(),
        said.official(),
        said.text(),
        said.expires());
  }
}
