package io.hufu.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One item of evidence that belongs to one signature. Immutable; the bytes are copied.
 *
 * @param bytes TIME_STAMP: DER token; RECEIPT: JSON of AnchorReceipt; STATUS_ASSERTION: compact JWS
 *     in ASCII; CERTIFICATE: DER; CRL and OCSP: DER; FORK_EVIDENCE: JSON of ForkEvidence; UNKNOWN:
 *     as the carrier had it
 */
public record Evidence(Kind kind, byte[] bytes) {
  /** What an item is. */
  public enum Kind {
    TIME_STAMP("timeStamp"),
    RECEIPT("receipt"),
    STATUS_ASSERTION("statusAssertion"),
    CERTIFICATE("certificate"),
    CRL("crl"),
    OCSP("ocsp"),
    FORK_EVIDENCE("forkEvidence"),
    /**
     * A kind that this version does not know; keeps its place so that its neighbours keep theirs.
     */
    UNKNOWN("unknown");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** Returns the name that carriers write. */
    public String label() {
      return label;
    }
  }

  /** Copies the bytes. */
  public Evidence {
    bytes = bytes.clone();
  }

  /** Returns the item as the carrier holds it (a copy). */
  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Two items are equal when kind and bytes are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Evidence that && kind == that.kind && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bytes) + kind.ordinal();
  }
}
