package io.hufu.crypto;

/** Thrown when a private key cannot be used: wrong password, missing token, device failure. */
public final class KeyUnavailableException extends Exception {
  /** Why a key cannot be used; chooses the words that a person sees. */
  public enum Reason {
    WRONG_PASSWORD,
    UNREADABLE,
    NO_KEY,
    UNSUPPORTED_ALGORITHM,
    KEY_AND_CERTIFICATE_DIFFER,
    /** The certificate is not valid at the time of signing. */
    CERTIFICATE_NOT_IN_FORCE,
    /** The certificate does not allow this use of the key. */
    WRONG_USAGE,
    DEVICE_FAILED
  }

  private final Reason reason;

  /** Says why; the message holds no secret. */
  public KeyUnavailableException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Says why and keeps the cause. */
  public KeyUnavailableException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Returns why the key cannot be used. */
  public Reason reason() {
    return reason;
  }
}
