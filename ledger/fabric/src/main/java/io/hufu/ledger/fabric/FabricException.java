package io.hufu.ledger.fabric;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Thrown when a channel could not do what it was asked; says what is known of the transaction. */
public final class FabricException extends IOException {
  /** What came between. */
  public enum Reason {
    /** No gateway peer answered, or none could reach who is needed. */
    UNREACHABLE,
    /** An organisation, a peer or the contract refused; the message says which and why. */
    REFUSED,
    /** The client's certificate has expired or is not yet valid; nothing was sent. */
    CREDENTIALS,
    /** The transaction was given to the orderers, and nobody could say what became of it. */
    UNKNOWN_OUTCOME,
    /** The transaction is in a block and was marked invalid there. */
    COMMITTED_INVALID,
    /** The checkpoint is on the channel, and its proof could not be had yet. */
    PROOF_MISSING
  }

  /** What is known of the transaction. */
  public enum Known {
    /** Nothing was given to the orderers. */
    NOT_SUBMITTED,
    /** It may or may not take effect; its bytes are stored and will be sent again. */
    OPEN,
    /** It is in a block without effect. */
    WITHOUT_EFFECT,
    /** It took effect. */
    COMMITTED
  }

  private final Reason reason;
  private final Known known;
  private final @Nullable String transactionId;

  FabricException(
      Reason reason,
      Known known,
      @Nullable String transactionId,
      String message,
      @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.known = known;
    this.transactionId = transactionId;
  }

  /** Returns what came between. */
  public Reason reason() {
    return reason;
  }

  /** Returns what is known of the transaction. */
  public Known known() {
    return known;
  }

  /** Returns the transaction's identifier; null when there was none yet. */
  public @Nullable String transactionId() {
    return transactionId;
  }
}
