package io.hufu.model;

/**
 * Thrown when a trust list is genuine and must still not be used here.
 *
 * <p>The code is stable; the message says which list and why.
 */
public class TrustListRefusedException extends Exception {
  private final Code code;

  /** Why a list is refused; append-only. */
  public enum Code {
    /** Older than a version that was seen before. */
    TRUST_LIST_ROLLED_BACK,
    /** Signed by a signer that a rotation has retired. */
    TRUST_LIST_SIGNER_RETIRED,
    /** Signed by another signer, without the rotation that both signed. */
    TRUST_LIST_SIGNER_CHANGED,
    /** Does not name the list that it replaces, or not by its digest. */
    TRUST_LIST_PREDECESSOR_DIFFERS,
    /** No list above names its signer. */
    TRUST_LIST_NOT_LISTED_ABOVE,
    /** Speaks of what the list above did not leave to it. */
    TRUST_LIST_SCOPE_EXCEEDED
  }

  TrustListRefusedException(Code code, String message) {
    super("trust list: " + message);
    this.code = code;
  }

  /** Returns why. */
  public final Code code() {
    return code;
  }
}
