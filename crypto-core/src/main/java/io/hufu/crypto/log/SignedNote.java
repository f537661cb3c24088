package io.hufu.crypto.log;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text with signature lines (C2SP signed-note). Immutable and thread-safe.
 *
 * @param text ends with a line feed
 * @param signatures at least one, at most 64
 */
public record SignedNote(String text, List<Line> signatures) {
  /** Copies the lines. */
  public SignedNote {
    signatures = List.copyOf(signatures);
  }

  /**
   * One signature line as received.
   *
   * @param name name of the key
   * @param keyId four bytes, big-endian
   * @param value what follows the key id (a copy is made by readers)
   */
  public record Line(String name, int keyId, byte[] value) {}

  /**
   * One line that verified.
   *
   * @param time when a witness cosigned, whole seconds; null for a log's own signature
   */
  public record Verified(NoteKey key, @Nullable Instant time) {}

  /** Parses strictly: canonical base64, em dash lines, no control characters but line feed. */
  public static SignedNote parse(String note) throws MalformedDataException {
    throw new AssertionError("skeleton");
  }

  /** Signs a text as its log. */
  public static SignedNote sign(String text, String name, SigningKey key)
      throws KeyUnavailableException {
    throw new AssertionError("skeleton");
  }

  /** Adds a witness's cosignature with its time (whole seconds). */
  public SignedNote cosign(String witnessName, SigningKey key, Instant time)
      throws KeyUnavailableException {
    throw new AssertionError("skeleton");
  }

  /** Returns the note as text. */
  public String encoded() {
    throw new AssertionError("skeleton");
  }

  /**
   * Verifies the lines of known keys; unknown keys are ignored.
   *
   * @return the lines that verified, one per key at most
   * @throws MalformedDataException when a line of a known key does not verify
   */
  public List<Verified> verify(Collection<NoteKey> keys) throws MalformedDataException {
    throw new AssertionError("skeleton");
  }
}
