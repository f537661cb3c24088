package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.jose.JsonValue;
import java.time.Instant;
import java.util.Optional;

/** A trust list as one signed file: what it says of itself, who signed it, what a log keeps. */
abstract class SignedTrustList {
  private final SignedJson signed;
  private final TrustListContents contents;

  SignedTrustList(SignedJson signed, TrustListContents contents) {
    this.signed = signed;
    this.contents = contents;
  }

  /** Says of itself what another list says. */
  SignedTrustList(SignedTrustList other) {
    this(other.signed, other.contents);
  }

  /** What this one file states, without the lists that it was joined with. */
  final TrustListContents stated() {
    return contents;
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

  /** Returns where the list stands among others, its regions' periods and its rotation. */
  public TrustHierarchy hierarchy() {
    return contents.hierarchy();
  }

  /** Returns the digest of the signed octets. */
  public byte[] digest(HashAlgorithm hash) {
    return hash.digest(signed.octets());
  }

  /** Returns the certificate that signed the list; of a rotation, the one that takes over. */
  public Certificate signer() {
    return signed.signer();
  }

  /** Returns the signer that this version retires. */
  public Optional<Certificate> retiring() {
    return Optional.ofNullable(signed.retiring());
  }

  /** Returns the entry by which a log keeps this version (kind 3). */
  public LogEntry logEntry(HashAlgorithm hash) {
    return new LogEntry(
        LogEntry.Kind.TRUST_LIST, hash, digest(hash), signer().digest(hash), signed.value());
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
}
