package io.hufu.exchange;

import io.hufu.exchange.message.MessageKind;
import io.hufu.exchange.message.RequestState;
import org.jspecify.annotations.Nullable;

/** The three messages that end a request. */
final class EndOfRequest {
  private EndOfRequest() {}

  static RequestState of(@Nullable MessageKind kind) {
    if (kind == MessageKind.RESPONSE) {
      return RequestState.ANSWERED;
    }
    return kind == MessageKind.REFUSAL ? RequestState.REFUSED : RequestState.CORRECTION_ASKED;
  }
}
