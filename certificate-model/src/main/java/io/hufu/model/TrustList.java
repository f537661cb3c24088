package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may issue what, and which roots, keys, logs and addresses are trusted (verification.md).
 *
 * <p>Immutable and thread-safe. A file is a flattened JWS in canonical JSON; a list's digest is
 * taken over its signed octets. Look-ups cost the same however long the list is.
 */
public final class TrustList {
  private final SignedTrustList signed;
  private final TrustListContents contents;
  private final TrustListIndex index;

  private TrustList(SignedTrustList signed, TrustListContents contents) {
    this.signed = signed;
    this.contents = contents;
    this.index = new TrustListIndex(contents);
  }

  /** Loads a list that this certificate must have signed. */
  public static TrustList load(Path file, Certificate signer)
      throws IOException, MalformedDataException {
    return parse(read(file), signer);
  }

  /** Loads a list that the operator chose: its signature must verify by the key that it carries. */
  public static TrustList loadLocallyTrusted(Path file) throws IOException, MalformedDataException {
    return parse(read(file), null);
  }

  private static byte[] read(Path file) throws IOException, MalformedDataException {
    if (Files.size(file) > SignedTrustList.MAX_BYTES) {
      throw new MalformedDataException("trust list: is larger than 64 MiB");
    }
    return Files.readAllBytes(file);
  }

  /**
   * Reads a list from bytes; a null signer means locally trusted.
   *
   * @throws MalformedDataException for any byte that is not as it was signed
   */
  public static TrustList parse(byte[] file, @Nullable Certificate signer)
      throws MalformedDataException {
    SignedTrustList signed = SignedTrustList.parse(file, signer);
    return new TrustList(signed, TrustListContents.fromJson(signed.contents()));
  }

  /** Signs contents (see docs/formats/trust-list.md) and returns the file's bytes. */
  public static byte[] sign(JsonValue.JsonObject contents, SigningKey key)
      throws KeyUnavailableException, MalformedDataException {
    TrustListContents.fromJson(contents);
    return SignedTrustList.sign(Json.canonical(contents), key);
  }

  /**
   * Returns this list unless it is older than one that was seen before.
   *
   * @param version the highest version seen
   * @throws TrustListRolledBackException when this list's version is lower
   */
  public TrustList requireAtLeast(long version) throws TrustListRolledBackException {
    if (version() < version) {
      throw new TrustListRolledBackException(version(), version);
    }
    return this;
  }

  /** Returns the version; a higher number replaces a lower one. */
  public long version() {
    return contents.version();
  }

  /** Returns the name in Chinese. */
  public String nameZh() {
    return contents.nameZh();
  }

  /** Returns the name in English. */
  public String nameEn() {
    return contents.nameEn();
  }

  /** Returns when the list was issued. */
  public Instant issued() {
    return contents.issued();
  }

  /** Returns by when a newer list is promised; after that verdicts are UNDECIDED. */
  public Instant nextUpdate() {
    return contents.nextUpdate();
  }

  /** Returns the digest of the list before this one, as {@code sm3:} and lower-case hex. */
  public Optional<String> previous() {
    return Optional.ofNullable(contents.previous());
  }

  /** Tells whether this list serves a pilot: only pilot policies accept what it vouches for. */
  public boolean pilot() {
    return contents.pilot();
  }

  /** Returns the digest of the signed octets. */
  public byte[] digest(HashAlgorithm hash) {
    return hash.digest(signed.octets());
  }

  /** Returns the certificate that signed the list. */
  public Certificate signer() {
    return signed.signer();
  }

  /** Returns the octets that were signed (a copy). */
  public byte[] signedOctets() {
    return signed.octets();
  }

  /** Returns the canonical signature value (a copy). */
  public byte[] signatureValue() {
    return signed.value();
  }

  /** Returns the contents as they were signed. */
  public JsonValue.JsonObject contents() {
    return signed.contents();
  }

  /** Returns the trust anchors for a use. */
  public List<TrustAnchor> anchors(TrustAnchor.Use use) {
    return contents.anchors().stream().filter(anchor -> anchor.uses().contains(use)).toList();
  }

  /** Returns every authority. */
  public List<Authority> authorities() {
    return contents.authorities();
  }

  /** Finds an authority by its unified social credit code. */
  public Optional<Authority> authority(String code) {
    return index.authority(code);
  }

  /** Finds the authorities whose licence key a certificate, under a validated path, is. */
  public List<Authority> authoritiesOf(Certificate leaf, List<Certificate> path) {
    return authoritiesOf(leaf, path, KeyUse.LICENCE);
  }

  /** Finds the authorities for which a certificate, under a validated path, may sign this. */
  public List<Authority> authoritiesOf(Certificate leaf, List<Certificate> path, KeyUse use) {
    return index.authoritiesOf(leaf, path, use);
  }

  /** Returns the grants of an authority that name a type or all types, ended ones included. */
  public List<Grant> grants(String authority, String type) {
    return index.grants(authority, type);
  }

  /** Finds a log by its origin. */
  public Optional<LedgerTrust> ledger(String origin) {
    return index.ledger(origin);
  }

  /** Returns every log. */
  public List<LedgerTrust> ledgers() {
    return contents.ledgers();
  }

  /** Returns the address prefixes (scheme, host, port, path prefix) that may be fetched. */
  public List<String> addresses() {
    return contents.addresses().stream().map(Address::prefix).toList();
  }

  /** Finds the address under which a URI may be fetched; empty when it may not. */
  public Optional<Address> address(URI uri) {
    return contents.addresses().stream().filter(address -> address.covers(uri)).findFirst();
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
   * @param regions GB/T 2260 codes where it sits
   * @param compromisedSince from when on its signatures prove nothing; null when never
   * @param loggedOnly whether its signatures count only if logged
   * @param successors codes of the authorities that took over its tasks
   * @param mayIssueFor authorities in whose name it may issue, with the basis
   * @param seals its registered seals
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
      boolean loggedOnly,
      List<String> successors,
      List<IssuesFor> mayIssueFor,
      List<Seal> seals) {
    /** Copies the lists and checks the code. */
    public Authority {
      if (!UnifiedSocialCreditCode.isValid(code)) {
        throw new IllegalArgumentException("authority " + code + ": check character is wrong");
      }
      regions = List.copyOf(regions);
      keys = List.copyOf(keys);
      grants = List.copyOf(grants);
      successors = List.copyOf(successors);
      mayIssueFor = List.copyOf(mayIssueFor);
      seals = List.copyOf(seals);
    }
  }

  /** An authority in whose name another may issue, and on which basis. */
  public record IssuesFor(String code, String basis) {}

  /**
   * A registered seal.
   *
   * @param code identifier of the seal (esID)
   * @param kind what kind of seal, in words
   * @param name the name on it
   * @param invalidSince from when on it must not be used; null while it stands
   */
  public record Seal(String code, String kind, String name, @Nullable Instant invalidSince) {
    /** Makes a seal that stands. */
    public Seal(String code, String kind, String name) {
      this(code, kind, name, null);
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
    /**
     * Refuses a rule that names neither a certificate nor a CA with a subject, or no use.
     *
     * <p>Spelt out because javac drops the annotation of an array parameter of a compact
     * constructor.
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
   * @param regions GB/T 2260 codes; 440000 covers what is below it; {@code *} for all
   * @param to last day, inclusive; null while it lasts
   * @param delegator code of the authority that delegated; null when original
   */
  public record Grant(
      List<String> types,
      List<String> regions,
      LocalDate from,
      @Nullable LocalDate to,
      @Nullable String delegator) {
    /** Copies the lists and refuses a period that ends before it starts. */
    public Grant {
      types = List.copyOf(types);
      regions = List.copyOf(regions);
      if (types.isEmpty() || regions.isEmpty() || (to != null && to.isBefore(from))) {
        throw new IllegalArgumentException("a grant has types, regions and a period");
      }
    }

    /** Tells whether a type is granted. */
    public boolean coversType(String type) {
      return types.contains("*") || types.contains(type);
    }

    /** Tells whether a GB/T 2260 code is one of the regions or below one. */
    public boolean coversRegion(String region) {
      return regions.stream().anyMatch(granted -> RegionCode.covers(granted, region));
    }

    /** Tells whether the grant is in force on a day in China. */
    public boolean inForceOn(LocalDate day) {
      return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
  }

  /**
   * Where something may be fetched from.
   *
   * @param prefix scheme, host, port and path prefix, such as {@code https://a.example/status/}
   * @param allowPrivate whether the host may resolve to a private address
   */
  public record Address(String prefix, boolean allowPrivate) {
    /** Refuses a prefix that is not http or https, or that holds user, query, fragment or dots. */
    public Address {
      AddressPrefix.parse(prefix);
    }

    /** Tells whether a URI lies under the prefix, path segment by path segment. */
    public boolean covers(URI uri) {
      return AddressPrefix.parse(prefix).covers(uri);
    }
  }
}
