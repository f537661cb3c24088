package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may issue what, and which roots, keys, logs and addresses are trusted (verification.md).
 *
 * <p>Immutable and thread-safe. A file is a flattened JWS in canonical JSON; a list's digest is
 * taken over its signed octets. Look-ups cost the same however long the list is.
 */
public final class TrustList extends SignedTrustList {
  private final List<TrustNode> nodes;
  private final TrustListIndex index;

  private TrustList(SignedJson signed, TrustListContents contents) {
    super(signed, contents);
    this.nodes = List.of(new TrustNode(this, null, null));
    this.index = new TrustListIndex(nodes);
  }

  private TrustList(List<TrustNode> nodes) {
    super(nodes.get(0).list());
    this.nodes = nodes;
    this.index = new TrustListIndex(nodes);
  }

  /** Loads a list that this certificate must have signed. */
  public static TrustList load(Path file, Certificate signer)
      throws IOException, MalformedDataException {
    return parse(SignedJson.read(SignedJson.Kind.TRUST_LIST, file), signer);
  }

  /** Loads a list that the operator chose: its signature must verify by the key that it carries. */
  public static TrustList loadLocallyTrusted(Path file) throws IOException, MalformedDataException {
    return parse(SignedJson.read(SignedJson.Kind.TRUST_LIST, file), null);
  }

  /**
   * Reads a list from bytes; a null signer means locally trusted.
   *
   * <p>A list of a rotation carries two signatures; the signer that is asked for may be either.
   *
   * @throws MalformedDataException for any byte that is not as it was signed
   */
  public static TrustList parse(byte[] file, @Nullable Certificate signer)
      throws MalformedDataException {
    SignedJson signed = SignedJson.parse(SignedJson.Kind.TRUST_LIST, file, signer);
    TrustListContents contents = TrustListContents.fromJson(signed.contents());
    TrustListSuccession.requireRotation(contents.hierarchy().rotation(), signed);
    return new TrustList(signed, contents);
  }

  /** Signs contents (see docs/formats/trust-list.md) and returns the file's bytes. */
  public static byte[] sign(JsonValue.JsonObject contents, SigningKey key)
      throws KeyUnavailableException, MalformedDataException {
    TrustListContents read = TrustListContents.fromJson(contents);
    if (read.hierarchy().rotation() != null) {
      throw new MalformedDataException("trust list: a rotation needs the old and the new signer");
    }
    return SignedJson.sign(SignedJson.Kind.TRUST_LIST, Json.canonical(contents), key);
  }

  /** Signs contents that hand over from one signer to the next; both sign. */
  public static byte[] signRotation(
      JsonValue.JsonObject contents, SigningKey key, SigningKey retiring)
      throws KeyUnavailableException, MalformedDataException {
    JsonValue.JsonObject whole = TrustListSuccession.withRotation(contents, key, retiring);
    TrustListContents.fromJson(whole);
    return SignedJson.sign(SignedJson.Kind.TRUST_LIST, Json.canonical(whole), key, retiring);
  }

  /**
   * Joins lists into one to judge by: roots that the operator chose, and lists below them.
   *
   * <p>What describes a single list (version, digest, signer and so on) then describes the first
   * root. An entry of a lower list counts only for what every list above it leaves to it.
   *
   * @throws TrustListRefusedException when no list names a lower one, or it exceeds its scope
   */
  public static TrustList join(List<TrustList> roots, List<TrustList> lower)
      throws TrustListRefusedException {
    return new TrustList(TrustNode.link(roots, lower));
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

  /**
   * Returns this list unless it may not follow another one.
   *
   * @throws TrustListRefusedException when it is older, names another predecessor, or is signed by
   *     another signer without the rotation that both signed
   */
  public TrustList requireSuccessorOf(TrustList before) throws TrustListRefusedException {
    TrustListSuccession.require(before, this);
    return this;
  }

  /** Tells whether a list serves a pilot: only pilot policies accept what it vouches for. */
  public boolean pilot() {
    return nodes.stream().anyMatch(node -> node.list().stated().pilot());
  }

  /** Returns the lists that were joined, roots first; a list that stands alone is its only one. */
  public List<TrustList> lists() {
    return nodes.stream().map(TrustNode::list).toList();
  }

  /** Returns the list that has an entry, then those above it. */
  public List<TrustList> listsOf(Authority entry) {
    return index.node(entry).upwards().stream().map(TrustNode::list).toList();
  }

  /** Returns the trust anchors for a use. */
  public List<TrustAnchor> anchors(TrustAnchor.Use use) {
    return nodes.stream()
        .flatMap(node -> node.list().stated().anchors().stream())
        .filter(anchor -> anchor.uses().contains(use))
        .toList();
  }

  /** Returns the certificates that the list carries for verifiers; trusted for nothing by it. */
  public List<Certificate> certificates() {
    return nodes.stream().flatMap(node -> node.list().stated().certificates().stream()).toList();
  }

  /** Returns every authority. */
  public List<Authority> authorities() {
    return nodes.size() == 1
        ? stated().authorities()
        : nodes.stream().flatMap(node -> node.list().stated().authorities().stream()).toList();
  }

  /** Finds an authority by its unified social credit code; of several entries the first. */
  public Optional<Authority> authority(String code) {
    return index.authority(code);
  }

  /** Finds the entry of a code that counts for another: in the same list, else in one above. */
  public Optional<Authority> authority(Authority seenFrom, String code) {
    return index.authority(seenFrom, code);
  }

  /** Tells whether the lists above leave a type in a region to an entry's list on a day. */
  public boolean maySpeakOf(Authority entry, String type, String region, LocalDate day) {
    return index.node(entry).maySpeakOf(type, region, day);
  }

  /** Returns when a region's code was in use, if it was not on this day; else nothing. */
  public List<RegionPeriod> notInUse(String region, LocalDate day) {
    return index.notInUse(region, day);
  }

  /** Finds the authorities whose licence key a certificate, under a validated path, is. */
  public List<Authority> authoritiesOf(Certificate leaf, List<Certificate> path) {
    return authoritiesOf(leaf, path, KeyUse.LICENCE);
  }

  /** Finds the authorities for which a certificate, under a validated path, may sign this. */
  public List<Authority> authoritiesOf(Certificate leaf, List<Certificate> path, KeyUse use) {
    return index.authoritiesOf(leaf, path, use);
  }

  /** Tells whether a certificate may sign matters and policies: a list's signer, or so listed. */
  public boolean maySignRules(Certificate certificate) {
    return nodes.stream().anyMatch(node -> node.list().signer().equals(certificate))
        || !authoritiesOf(certificate, List.of(certificate), KeyUse.TRUST_LIST).isEmpty();
  }

  /** Returns the grants of an entry that name a type or all types, ended ones included. */
  public List<Grant> grants(Authority entry, String type) {
    return index.grants(entry).of(type);
  }

  /** Returns the grants of an entry for a type in a region, ended ones included. */
  public List<Grant> grants(Authority entry, String type, String region) {
    return index.grants(entry).of(type, region);
  }

  /** Finds a log by its origin. */
  public Optional<LedgerTrust> ledger(String origin) {
    return index.ledger(origin);
  }

  /** Returns every log. */
  public List<LedgerTrust> ledgers() {
    return nodes.size() == 1 ? stated().ledgers() : index.ledgers();
  }

  /** Finds a Fabric channel by its name; of several lists the uppermost counts. */
  public Optional<ChannelTrust> channel(String name) {
    return channels().stream().filter(each -> each.channel().equals(name)).findFirst();
  }

  /** Returns the Fabric channels, those of upper lists first. */
  public List<ChannelTrust> channels() {
    return nodes.stream().flatMap(node -> node.list().stated().channels().stream()).toList();
  }

  /** Returns the address prefixes (scheme, host, port, path prefix) that may be fetched. */
  public List<String> addresses() {
    return allAddresses().map(ListedAddress::prefix).toList();
  }

  /** Finds the address under which a URI may be fetched; empty when it may not. */
  public Optional<ListedAddress> address(URI uri) {
    return allAddresses().filter(address -> address.covers(uri)).findFirst();
  }

  private Stream<ListedAddress> allAddresses() {
    return nodes.stream().flatMap(node -> node.list().stated().addresses().stream());
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
   * A registered seal.
   *
   * @param code identifier of the seal (esID)
   * @param kind what kind of seal, in words, such as 公章 or 登记专用章
   * @param name the name on it, which need not be the authority's
   * @param invalidSince from when on it must not be used; null while it stands
   * @param types codes of the licence types that it may seal; empty for all
   */
  public record Seal(
      String code, String kind, String name, @Nullable Instant invalidSince, List<String> types) {
    /** Copies the types. */
    public Seal {
      types = List.copyOf(types);
    }

    /** Makes a seal for all types. */
    public Seal(String code, String kind, String name, @Nullable Instant invalidSince) {
      this(code, kind, name, invalidSince, List.of());
    }

    /** Makes a seal for all types that stands. */
    public Seal(String code, String kind, String name) {
      this(code, kind, name, null);
    }

    /** Tells whether it may seal a type. */
    public boolean seals(String type) {
      return types.isEmpty() || types.contains(type);
    }
  }

  /** What a key of an authority is for. */
  public enum KeyUse {
    LICENCE,
    STATUS,
    TRUST_LIST,
    /** Packages for the authority are encrypted to it; it signs nothing. */
    ENCRYPTION
  }
}
