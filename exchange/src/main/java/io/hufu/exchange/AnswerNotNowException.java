package io.hufu.exchange;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Thrown when something outside the office is missing that it needs to send. */
final class AnswerNotNowException extends IOException {
  private static final long serialVersionUID = 1L;

  AnswerNotNowException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
