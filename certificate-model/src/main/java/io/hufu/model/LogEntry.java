package io.hufu.model;

import io.hufu.crypto.HashAlgorithm;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is anchored: a kind and three fields, digested by the log's hash (34 bytes in the log).
 *
 * <p>Never holds personal data: without the document nobody can guess an entry. Immutable.
 *
 * @param hash the log's hash, used for every digest inside: SM3 or SHA-256
 * @param contentDigest digest of the signed octets (or of the file), of the hash's length
 * @param certificateDigest digest of the signer's certificate (or the 32-byte salt of a file)
 * @param value canonical signature value; empty for a file, and for nothing else
 */
public record LogEntry(
    Kind kind, HashAlgorithm hash, byte[] contentDigest, byte[] certificateDigest, byte[] value) {
  /** The length of an encoded entry, in bytes. */
  public static final int LENGTH = 34;

  private static final byte VERSION = 0x01;
  private static final byte[] CONTEXT = "hufu-anchor/1".getBytes(StandardCharsets.US_ASCII);

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
    hashId(hash);
    if (contentDigest.length != hash.length() || certificateDigest.length != hash.length()) {
      throw new IllegalArgumentException("a log entry's digests must be of the log's hash");
    }
    if ((kind == Kind.OTHER_FILE) != (value.length == 0)) {
      throw new IllegalArgumentException("a log entry has a signature value unless it is a file");
    }
    contentDigest = contentDigest.clone();
    certificateDigest = certificateDigest.clone();
    value = value.clone();
  }

  /** Returns the digest of what was signed (a copy). */
  @Override
  public byte[] contentDigest() {
    return contentDigest.clone();
  }

  /** Returns the digest of the signer's certificate, or a file's salt (a copy). */
  @Override
  public byte[] certificateDigest() {
    return certificateDigest.clone();
  }

  /** Returns the canonical signature value (a copy). */
  @Override
  public byte[] value() {
    return value.clone();
  }

  /** Returns the 34 bytes of the leaf: 0x01 ‖ kind ‖ digest (ledger.md, Entry). */
  public byte[] encoded() {
    return ByteBuffer.allocate(LENGTH).put(VERSION).put((byte) kind.number()).put(digest()).array();
  }

  /** Returns the digest of the entry alone, of the hash's length. */
  public byte[] digest() {
    ByteArrayOutputStream digested = new ByteArrayOutputStream();
    digested.writeBytes(CONTEXT);
    digested.write(kind.number());
    digested.write(hashId(hash));
    for (byte[] field : new byte[][] {contentDigest, certificateDigest, value}) {
      digested.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
      digested.writeBytes(field);
    }
    return hash.digest(digested.toByteArray());
  }

  private static int hashId(HashAlgorithm hash) {
    return switch (hash) {
      case SM3 -> 1;
      case SHA_256 -> 2;
      default -> throw new IllegalArgumentException("logs hash with SM3 or SHA-256 only");
    };
  }

  /** Two entries are equal when all five parts are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LogEntry that
        && kind == that.kind
        && hash == that.hash
        && Arrays.equals(contentDigest, that.contentDigest)
        && Arrays.equals(certificateDigest, that.certificateDigest)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, hash, Arrays.hashCode(contentDigest), Arrays.hashCode(value));
  }
}
