package io.hufu.exchange;

import java.io.IOException;
import java.time.Instant;

/** Remembers which messages were received, so that none counts twice. Thread-safe. */
public interface SeenMessages {
  /** What is known of a message. */
  enum Verdict {
    NEW,
    /** The same sender, id and content. */
    SAME,
    /** The same sender and id, another content. */
    OTHER_CONTENT
  }

  /** Looks a message up. */
  Verdict look(MessageKey message) throws IOException;

  /** Remembers a message until it expires; durable when this returns. */
  void remember(MessageKey message, Instant expires) throws IOException;

  /** Remembers nothing: for callers that keep their own account. */
  static SeenMessages notKeptHere() {
    return new SeenMessages() {
      @Override
      public Verdict look(MessageKey message) {
        return Verdict.NEW;
      }

      @Override
      public void remember(MessageKey message, Instant expires) {}
    };
  }
}
