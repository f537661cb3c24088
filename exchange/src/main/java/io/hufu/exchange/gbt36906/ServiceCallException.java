package io.hufu.exchange.gbt36906;

/** Thrown when a call cannot be mapped; {@link #status} is what its caller is told. */
public final class ServiceCallException extends Exception {
  private static final long serialVersionUID = 1L;

  private final CallStatus status;

  ServiceCallException(CallStatus status, String message) {
    super(message);
    this.status = status;
  }

  /** Returns what the caller is told. */
  public CallStatus status() {
    return status;
  }
}
