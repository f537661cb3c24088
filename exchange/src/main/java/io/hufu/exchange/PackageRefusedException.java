package io.hufu.exchange;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thrown when a package is refused; nothing of it stands under its final name then. */
public final class PackageRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RefusalCode code;
  private final transient @Nullable MessageKey message;

  PackageRefusedException(RefusalCode code, String detail) {
    this(code, detail, null);
  }

  PackageRefusedException(RefusalCode code, String detail, @Nullable MessageKey message) {
    super(detail);
    this.code = code;
    this.message = message;
  }

  /** Returns the reason. */
  public RefusalCode code() {
    return code;
  }

  /** Returns the message that was received before, with ALREADY_RECEIVED only. */
  public Optional<MessageKey> message() {
    return Optional.ofNullable(message);
  }
}
