package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may issue what, and which roots, keys, logs and addresses are trusted (verification.md).
 *
 * <p>Immutable and thread-safe. A file is a flattened JWS; a list's digest is taken over its signed
 * octets.
 */
public final class TrustList {
  private TrustList() {}

  /** Loads a list that this certificate must have signed. */
  public static TrustList load(Path file, Certificate signer)
      throws IOException, MalformedDataException {
    throw new AssertionError("skeleton");
  }

  /** Loads a list that the operator chose: its signature must verify by the key that it carries. */
  public static TrustList loadLocallyTrusted(Path file) throws IOException, MalformedDataException {
    throw new AssertionError("skeleton");
  }

  /** Reads a list from bytes; a null signer means locally trusted. */
  public static TrustList parse(byte[] file, @Nullable Certificate signer)
      throws MalformedDataException {
    throw new AssertionError("skeleton");
  }

  /** Signs contents (see docs/formats/trust-list.md) and returns the file's bytes. */
  public static byte[] sign(JsonValue.JsonObject contents, SigningKey key)
      throws KeyUnavailableException, MalformedDataException {
    throw new AssertionError("skeleton");
  }

  /** Returns the version; a higher number replaces a lower one. */
  public long version() {
    throw new AssertionError("skeleton");
  }

  /** Returns the name in Chinese. */
  public String nameZh() {
    throw new AssertionError("skeleton");
  }

  /** Returns the name in English. */
  public String nameEn() {
    throw new AssertionError("skeleton");
  }

  /** Returns when the list was issued. */
  public Instant issued() {
    throw new AssertionError("skeleton");
  }

  /** Returns by when a newer list is promised; after that verdicts are UNDECIDED. */
  public Instant nextUpdate() {
    throw new AssertionError("skeleton");
  }

  /** Tells whether this list serves a pilot: only pilot policies accept what it vouches for. */
  public boolean pilot() {
    throw new AssertionError("skeleton");
  }

  /** Returns the SM3 digest of the signed octets. */
  public byte[] digest(HashAlgorithm hash) {
    throw new AssertionError("skeleton");
  }

  /** Returns the certificate that signed the list. */
  public Certificate signer() {
    throw new AssertionError("skeleton");
  }

  /** Returns the octets that were signed (a copy). */
  public byte[] signedOctets() {
    throw new AssertionError("skeleton");
  }

  /** Returns the canonical signature value (a copy). */
  public byte[] signatureValue() {
    throw new AssertionError("skeleton");
  }

  /** Returns the contents as they were signed. */
  public JsonValue.JsonObject contents() {
    throw new AssertionError("skeleton");
  }

  /** Returns the trust anchors for a use. */
  public List<TrustAnchor> anchors(TrustAnchor.Use use) {
    throw new AssertionError("skeleton");
  }

  /** Returns every authority. */
  public List<Authority> authorities() {
    throw new AssertionError("skeleton");
  }

  /** Finds an authority by its unified social credit code. */
  public Optional<Authority> authority(String code) {
    throw new AssertionError("skeleton");
  }

  /** Finds the authorities whose licence key a certificate, under a validated path, is. */
  public List<Authority> authoritiesOf(Certificate leaf, List<Certificate> path) {
    return authoritiesOf(leaf, path, KeyUse.LICENCE);
  }

  /** Finds the authorities for which a certificate, under a validated path, may sign this. */
  public List<Authority> authoritiesOf(Certificate leaf, List<Certificate> path, KeyUse use) {
    throw new AssertionError("skeleton");
  }

  /** Finds a log by its origin. */
  public Optional<LedgerTrust> ledger(String origin) {
    throw new AssertionError("skeleton");
  }

  /** Returns the address prefixes (scheme, host, port, path prefix) that may be fetched. */
  public List<String> addresses() {
    throw new AssertionError("skeleton");
  }

  /**
   * A certificate that is trusted for a use.
   *
   * @param publishesRevocation false when this CA and those below it publish no CRL or OCSP
   */
  public record TrustAnchor(Certificate certificate, List<Use> uses, boolean publishesRevocation) {
    /** What an anchor is trusted for. */
    public enum Use {
      LICENCE,
      SEAL,
      TIME_STAMP,
      STATUS
    }

    /** Copies the uses. */
    public TrustAnchor {
      uses = List.copyOf(uses);
    }
  }

  /**
   * An authority of the list.
   *
   * @param code unified social credit code
   * @param regions dated GB/T 2260 codes where it sits
   * @param loggedOnly whether its signatures count only if logged
   */
  public record Authority(
      String code,
      String nameZh,
      String nameEn,
      AuthorityLevel level,
      List<String> regions,
      List<KeyRule> keys,
      List<Grant> grants,
      @Nullable Instant compromisedSince,
      boolean loggedOnly) {
    /** Copies the lists. */
    public Authority {
      regions = List.copyOf(regions);
      keys = List.copyOf(keys);
      grants = List.copyOf(grants);
    }
  }

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
    /** Refuses a rule that names neither a certificate nor a CA with a subject, or no use. */
    public KeyRule {
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
      certificateDigest = certificateDigest == null ? null : certificateDigest.clone();
      caDigest = caDigest == null ? null : caDigest.clone();
      uses = Collections.unmodifiableSet(EnumSet.copyOf(uses));
    }
  }

  /** What a key of an authority may sign. */
  public enum KeyUse {
    LICENCE,
    STATUS,
    TRUST_LIST
  }

  /**
   * A grant: types × regions × period.
   *
   * @param types type codes or {@code *}
   * @param regions GB/T 2260 codes; 4400 as 440000 covers what is below it; {@code *} for all
   * @param to last day, inclusive; null while it lasts
   * @param delegator code of the authority that delegated; null when original
   */
  public record Grant(
      List<String> types,
      List<String> regions,
      LocalDate from,
      @Nullable LocalDate to,
      @Nullable String delegator) {
    /** Copies the lists. */
    public Grant {
      types = List.copyOf(types);
      regions = List.copyOf(regions);
    }
  }
}
