package io.hufu.exchange.message;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.MemberReader;

/**
 * That a package was opened and accepted (签收回执), signed by its recipient. Immutable.
 *
 * @param parties from the recipient to the sender; {@code created} is when it was accepted
 * @param message id of the package
 * @param manifest digest of the signed manifest, in lower-case hexadecimal digits
 * @param sender digest of the sender's certificate, in lower-case hexadecimal digits
 */
public record DeliveryReceipt(Parties parties, String message, String manifest, String sender) {
  /** Signs; IllegalArgumentException when a member breaks the published schema. */
  public SignedMessage sign(SigningKey key) throws KeyUnavailableException {
    JsonObject json =
        parties
            .write(MessageKind.DELIVERY_RECEIPT)
            .put("message", message)
            .put("manifest", manifest)
            .put("sender", sender)
            .build();
    return SignedMessage.sign(MessageKind.DELIVERY_RECEIPT, json, key);
  }

  /** Reads the payload of a delivery receipt. */
  public static DeliveryReceipt of(SignedMessage message) throws MalformedDataException {
    MemberReader members = Payload.of(message, MessageKind.DELIVERY_RECEIPT);
    return new DeliveryReceipt(
        Parties.read(members),
        members.text("message"),
        members.text("manifest"),
        members.text("sender"));
  }
}
