package io.hufu.model.report;

import io.hufu.crypto.SignatureAlgorithm;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The holder's signature of a presentation, and what it says; untrusted until judged. Immutable.
 *
 * @param state what the carrier found of the signature itself
 * @param detail what is wrong, without personal values; empty when nothing is
 * @param algorithm null when unknown
 * @param audience for whom it was made; null when unread
 * @param nonce the verifier's word that it answers; null when unread
 * @param presentedAt the holder's own word on the time; null when unread
 * @param expiresAt from when on the holder wants it used no more; null for no such wish
 * @param ground why sensitive items may be disclosed; null when nothing is said
 */
public record KeyBinding(
    State state,
    String detail,
    @Nullable SignatureAlgorithm algorithm,
    @Nullable String audience,
    @Nullable String nonce,
    @Nullable Instant presentedAt,
    @Nullable Instant expiresAt,
    @Nullable Ground ground) {

  /** What a carrier finds of a holder's signature. */
  public enum State {
    /** It verifies by the key that the licence names, over exactly what is disclosed. */
    INTACT,
    /** It cannot be read. */
    MALFORMED,
    /** The licence names no key of its holder. */
    KEY_MISSING,
    /** It is signed with another key, or was changed. */
    SIGNATURE_INVALID,
    /** It was made for other disclosures: some were added or taken away. */
    CONTENT_DIFFERS
  }

  /**
   * Why sensitive items may be disclosed: the holder's consent, or a statute.
   *
   * @param kind which of both
   * @param text the consent token, or the code of the statutory basis
   */
  public record Ground(Kind kind, String text) {
    /** The kinds of grounds. */
    public enum Kind {
      CONSENT,
      STATUTE
    }
  }

  /** Makes a binding of which no more can be said than what is wrong. */
  public static KeyBinding unread(State state, String detail) {
    return new KeyBinding(state, detail, null, null, null, null, null, null);
  }
}
