package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.Jws;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A trust list as one signed file: what it says of itself, who signed it, what a log keeps. */
abstract class SignedTrustList {
  private final TrustListContents contents;
  private final Jws jws;
  private final Certificate signer;
  private final @Nullable Certificate retiring;

  /** Keeps no JSON values: of a large list they take several times the memory of its text. */
  SignedTrustList(SignedJson signed, TrustListContents contents) {
    this.contents = contents;
    this.jws = signed.jws();
    this.signer = signed.signer();
    this.retiring = signed.retiring();
  }

  /** Says of itself what another list says. */
  SignedTrustList(SignedTrustList other) {
    this.contents = other.contents;
    this.jws = other.jws;
    this.signer = other.signer;
    this.retiring = other.retiring;
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
    return hash.digest(jws.signedOctets());
  }

  /** Returns the certificate that signed the list; of a rotation, the one that takes over. */
  public Certificate signer() {
    return signer;
  }

  /** Returns the signer that this version retires. */
  public Optional<Certificate> retiring() {
    return Optional.ofNullable(retiring);
  }

  /** Returns the entry by which a log keeps this version (kind 3). */
  public LogEntry logEntry(HashAlgorithm hash) {
    return new LogEntry(
        LogEntry.Kind.TRUST_LIST, hash, digest(hash), signer.digest(hash), jws.signature());
  }

  /** Returns the octets that were signed (a copy). */
  public byte[] signedOctets() {
    return jws.signedOctets();
  }

  /** Returns the canonical signature value (a copy). */
  public byte[] signatureValue() {
    return jws.signature();
  }

  /** Returns the contents as they were signed; reads them again. */
  public JsonValue.JsonObject contents() {
    try {
      return Json.parseObject(jws.payload());
    } catch (MalformedDataException e) {
      throw new IllegalStateException("what was signed could be read before", e);
    }
  }
}
