package io.hufu.exchange;

import io.hufu.exchange.message.ExchangeRefusal;
import io.hufu.exchange.message.ExchangeRequest;
import java.io.IOException;

/** The provider's own register, asked for licences. Implementations are thread-safe. */
@FunctionalInterface
public interface Answers {
  /**
   * Decides on a request that trust list, policy and consent permit. After a crash it may be asked
   * again for the same request; what it says then counts only when no answer was stored.
   *
   * @throws IOException when it cannot be decided now; the request stays open and is asked again
   */
  Answer answer(ExchangeRequest request) throws IOException;

  /** For authorities that only ask: keeps no licences. */
  static Answers none() {
    return request -> new Answer.Refused(ExchangeRefusal.Code.TYPE_NOT_KEPT, null);
  }
}
