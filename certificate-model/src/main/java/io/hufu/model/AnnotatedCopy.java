package io.hufu.model;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What makes a licence an annotated copy (加注件): for one use, by one maker, for a time. Immutable.
 *
 * <p>GB/T 36903 names the first four as certificateCopyCreationTime, certificateCopyCreator,
 * certificateCopyCause and certificateCopyExpiringTime.
 *
 * @param createdAt when the copy was made
 * @param creator who made it
 * @param cause the one use it was made for
 * @param expiresAt from when on it is of no use; after {@code createdAt}
 * @param source the salted licence digest of the licence that it was made from
 */
public record AnnotatedCopy(
    Instant createdAt, String creator, String cause, Instant expiresAt, byte[] source) {
  /** Copies, and refuses a copy for nothing, by nobody or for no time. */
  public AnnotatedCopy {
    if (creator.isBlank() || cause.isBlank() || !expiresAt.isAfter(createdAt)) {
      throw new IllegalArgumentException("an annotated copy has a maker, a use and a time");
    }
    if (source.length < 32) {
      throw new IllegalArgumentException("an annotated copy names the digest of its source");
    }
    source = source.clone();
  }

  /** Returns the digest of the source (a copy). */
  @Override
  public byte[] source() {
    return source.clone();
  }

  /** Tells whether the copy was made from this licence. */
  public boolean isOf(LicencePayload original) {
    return Arrays.equals(source, original.licenceDigest());
  }

  /** Two annotations are equal when all their parts are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AnnotatedCopy that
        && createdAt.equals(that.createdAt)
        && creator.equals(that.creator)
        && cause.equals(that.cause)
        && expiresAt.equals(that.expiresAt)
        && Arrays.equals(source, that.source);
  }

  @Override
  public int hashCode() {
    return Objects.hash(createdAt, creator, cause, expiresAt, Arrays.hashCode(source));
  }

  /** Returns the use and the start of the source's digest. */
  @Override
  public String toString() {
    return "copy for " + cause + " of " + HexFormat.of().formatHex(source, 0, 4);
  }
}
