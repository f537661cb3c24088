package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.model.TrustList.KeyUse;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which certificates speak for an authority: one digest, or a CA with an exact subject.
 *
 * @param certificateDigest SM3 or SHA-256 digest of the certificate; null with a CA
 * @param caDigest digest of the CA certificate that must be in the path; null with a digest
 * @param subject exact RFC 4514 subject; null with a digest
 * @param uses what the key may sign; at least one
 */
public record KeyRule(
    HashAlgorithm hash,
    byte @Nullable [] certificateDigest,
    byte @Nullable [] caDigest,
    @Nullable String subject,
    Set<KeyUse> uses) {
  /**
   * Refuses a rule that names neither a certificate nor a CA with a subject, or no use.
   *
   * <p>Spelt out because javac drops the annotation of an array parameter of a compact constructor.
   */
  public KeyRule(
      HashAlgorithm hash,
      byte @Nullable [] certificateDigest,
      byte @Nullable [] caDigest,
      @Nullable String subject,
      Set<KeyUse> uses) {
    boolean direct = certificateDigest != null && caDigest == null && subject == null;
    boolean throughCa = certificateDigest == null && caDigest != null && subject != null;
    byte[] digest = direct ? certificateDigest : caDigest;
    if (direct == throughCa || digest == null || digest.length != hash.length()) {
      throw new IllegalArgumentException(
          "a key rule names one certificate, or one CA and a subject, by a digest of its hash");
    }
    if (uses.isEmpty()) {
      throw new IllegalArgumentException("a key rule names at least one use");
    }
    this.hash = hash;
    this.certificateDigest = certificateDigest == null ? null : certificateDigest.clone();
    this.caDigest = caDigest == null ? null : caDigest.clone();
    this.subject = subject;
    this.uses = Collections.unmodifiableSet(EnumSet.copyOf(uses));
  }

  /** Returns the digest of the certificate (a copy); null with a CA. */
  @Override
  public byte @Nullable [] certificateDigest() {
    return certificateDigest == null ? null : certificateDigest.clone();
  }

  /** Returns the digest of the CA's certificate (a copy); null with a certificate. */
  @Override
  public byte @Nullable [] caDigest() {
    return caDigest == null ? null : caDigest.clone();
  }

  /** Two rules are equal when they name the same for the same uses. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyRule that
        && hash == that.hash
        && Arrays.equals(certificateDigest, that.certificateDigest)
        && Arrays.equals(caDigest, that.caDigest)
        && Objects.equals(subject, that.subject)
        && uses.equals(that.uses);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        hash, Arrays.hashCode(certificateDigest), Arrays.hashCode(caDigest), subject, uses);
  }

  /** Makes a rule for one certificate. */
  public static KeyRule of(HashAlgorithm hash, Certificate certificate, Set<KeyUse> uses) {
    return new KeyRule(hash, certificate.digest(hash), null, null, uses);
  }
}
