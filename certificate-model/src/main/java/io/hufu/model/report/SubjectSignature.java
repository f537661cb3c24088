package io.hufu.model.report;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.seal.SealSignature;
import io.hufu.model.Evidence;
import io.hufu.model.LogEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One signature of a document, untrusted. Immutable.
 *
 * @param number from 1
 * @param algorithm null when unknown
 * @param certificates the signer's certificate first, then what the signature carries
 * @param signedOctetsDigest digests the octets that were signed by any hash
 * @param value canonical signature value
 * @param stamped the octets that a time-stamp of this signature must cover
 * @param claimedAt the signer's own word on the time; null when absent
 * @param evidence items in their order
 * @param seal the seal signature that this is, to be judged under SIGNER; null for any other kind
 * @param covering time-stamps of more than the signature value, such as of a whole document
 */
public record SubjectSignature(
    int number,
    @Nullable SignatureAlgorithm algorithm,
    List<Certificate> certificates,
    Function<HashAlgorithm, byte[]> signedOctetsDigest,
    byte[] value,
    byte[] stamped,
    @Nullable Instant claimedAt,
    List<Evidence> evidence,
    @Nullable SealSignature seal,
    List<CoveringStamp> covering) {
  /**
   * A time-stamp token and what it must cover, which holds the signature.
   *
   * @param token DER
   * @param coveredDigest digests what it covers by any hash; an empty array when that is nothing
   */
  public record CoveringStamp(byte[] token, Function<HashAlgorithm, byte[]> coveredDigest) {
    /** Copies. */
    public CoveringStamp {
      token = token.clone();
    }

    /** Returns the token (a copy). */
    @Override
    public byte[] token() {
      return token.clone();
    }
  }

  /** Makes a signature without a seal. */
  public SubjectSignature(
      int number,
      @Nullable SignatureAlgorithm algorithm,
      List<Certificate> certificates,
      Function<HashAlgorithm, byte[]> signedOctetsDigest,
      byte[] value,
      byte[] stamped,
      @Nullable Instant claimedAt,
      List<Evidence> evidence) {
    this(
        number,
        algorithm,
        certificates,
        signedOctetsDigest,
        value,
        stamped,
        claimedAt,
        evidence,
        null,
        List.of());
  }

  /** Copies. */
  public SubjectSignature {
    certificates = List.copyOf(certificates);
    value = value.clone();
    stamped = stamped.clone();
    evidence = List.copyOf(evidence);
    covering = List.copyOf(covering);
  }

  /** Returns the same signature as one that was made with a seal. */
  public SubjectSignature withSeal(SealSignature sealSignature) {
    return new SubjectSignature(
        number,
        algorithm,
        certificates,
        signedOctetsDigest,
        value,
        stamped,
        claimedAt,
        evidence,
        sealSignature,
        covering);
  }

  /** Returns the signer's certificate, when the signature carries one. */
  public Optional<Certificate> signer() {
    return certificates.stream().findFirst();
  }

  /** Returns the log entry of this signature; empty without a signer's certificate. */
  public Optional<LogEntry> logEntry(HashAlgorithm hash) {
    return signer()
        .map(
            signer ->
                new LogEntry(
                    LogEntry.Kind.LICENCE_SIGNATURE,
                    hash,
                    signedOctetsDigest.apply(hash),
                    signer.digest(hash),
                    value));
  }

  /** Returns this signature as the subject of findings. */
  public FindingSubject subject() {
    return FindingSubject.signature(number);
  }
}
