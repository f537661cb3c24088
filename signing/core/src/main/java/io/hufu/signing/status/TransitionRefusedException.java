package io.hufu.signing.status;

/** Thrown when a status cannot change as asked; nothing was recorded. */
public final class TransitionRefusedException extends Exception {
  /** Says which licence, what its status is and what can be done. */
  public TransitionRefusedException(String message) {
    super(message);
  }
}
