package io.hufu.signing;

/** Thrown when adding evidence would break a later signature. */
public final class EvidenceFrozenException extends Exception {
  /** Says what covers the evidence. */
  public EvidenceFrozenException(String message) {
    super(message);
  }
}
