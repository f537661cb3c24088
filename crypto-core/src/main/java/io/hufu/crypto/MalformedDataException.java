package io.hufu.crypto;

/**
 * Thrown by parsers for bytes that do not have the documented form. The only exception they throw.
 *
 * <p>A parser may throw a kind of it where callers tell one reason from the others.
 */
public class MalformedDataException extends Exception {
  /** Says what is wrong and where; never holds secrets or personal data. */
  public MalformedDataException(String message) {
    super(message);
  }

  /** Says what is wrong and keeps the cause. */
  public MalformedDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
