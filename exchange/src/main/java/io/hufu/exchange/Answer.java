package io.hufu.exchange;

import io.hufu.exchange.message.CorrectionRequest;
import io.hufu.exchange.message.ExchangeRefusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a provider decides on a request: exactly one of three. Immutable. */
public sealed interface Answer {
  /**
   * The presentations that were asked for.
   *
   * @param items at least one
   */
  record Granted(List<Item> items) implements Answer {
    /** Copies; refuses an answer with nothing in it. */
    public Granted {
      items = List.copyOf(items);
      if (items.isEmpty()) {
        throw new IllegalArgumentException("an answer that grants has a presentation");
      }
    }
  }

  /**
   * One presentation.
   *
   * @param type code of the licence type
   * @param file opened twice, and the same each time
   */
  record Item(String type, Attachment file) {}

  /**
   * A refusal.
   *
   * @param detail one line for a person, without personal data; null when the code says it all
   */
  record Refused(ExchangeRefusal.Code code, @Nullable String detail) implements Answer {}

  /** The wish to have the request corrected. */
  record Correct(List<CorrectionRequest.Item> items) implements Answer {
    /** Copies. */
    public Correct {
      items = List.copyOf(items);
    }
  }
}
