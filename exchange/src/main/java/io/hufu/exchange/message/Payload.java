package io.hufu.exchange.message;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.MemberReader;

/** Members of a message whose schema was held already. */
final class Payload {
  private Payload() {}

  static MemberReader of(SignedMessage message, MessageKind kind) throws MalformedDataException {
    return new MemberReader(kind.schema(), message.payload()).schema(kind.schema());
  }
}
