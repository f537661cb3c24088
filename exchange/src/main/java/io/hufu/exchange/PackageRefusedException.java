package io.hufu.exchange;

/** Thrown when a package is refused; nothing of it stands under its final name then. */
public final class PackageRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RefusalCode code;

  PackageRefusedException(RefusalCode code, String detail) {
    super(detail);
    this.code = code;
  }

  /** Returns the reason. */
  public RefusalCode code() {
    return code;
  }
}
