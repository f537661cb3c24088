package io.hufu.signing;

import java.io.IOException;

/** Thrown when a service that issuing needs cannot be reached; nothing was issued by then. */
public final class ServiceUnavailableException extends IOException {
  /** Which service. */
  public enum Service {
    TIME_STAMP,
    ANCHOR
  }

  private final Service service;

  /** Says which service and keeps the cause. */
  public ServiceUnavailableException(Service service, IOException cause) {
    super(
        (service == Service.TIME_STAMP ? "time-stamp authority: " : "ledger: ")
            + cause.getMessage(),
        cause);
    this.service = service;
  }

  /** Returns the service that failed. */
  public Service service() {
    return service;
  }
}
