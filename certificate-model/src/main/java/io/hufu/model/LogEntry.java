package io.hufu.model;

import io.hufu.crypto.HashAlgorithm;

/**
 * What is anchored: a kind and three fields, digested by the log's hash (34 bytes in the log).
 *
 * <p>Never holds personal data: without the document nobody can guess an entry. Immutable.
 *
 * @param hash the log's hash, used for every digest inside
 * @param contentDigest digest of the signed octets (or of the file), of the hash's length
 * @param certificateDigest digest of the signer's certificate (or the 32-byte salt of a file)
 * @param value canonical signature value; empty for a file
 */
public record LogEntry(
    Kind kind, HashAlgorithm hash, byte[] contentDigest, byte[] certificateDigest, byte[] value) {
  /** What an entry stands for; the number is its second byte. Unknown kinds are refused. */
  public enum Kind {
    LICENCE_SIGNATURE(1),
    STATUS_EPOCH(2),
    TRUST_LIST(3),
    USE_RECEIPT(4),
    DELIVERY_RECEIPT(5),
    OTHER_FILE(6),
    CHECK_CODE_TOKEN(7);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    /** Returns the byte that stands for the kind. */
    public int number() {
      return number;
    }
  }

  /** Checks lengths and copies. */
  public LogEntry {
    throw new AssertionError("skeleton");
  }

  /** Returns the 34 bytes of the leaf: 0x01 ‖ kind ‖ digest (ledger.md, Entry). */
  public byte[] encoded() {
    throw new AssertionError("skeleton");
  }
}
