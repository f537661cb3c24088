package io.hufu.signing;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.model.Carrier;
import io.hufu.model.Evidence;
import io.hufu.model.LicencePayload;
import io.hufu.model.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A signed licence and what is needed to add evidence to it. Immutable.
 *
 * @param bytes the file (copied by readers)
 * @param signedOctetsDigest digests the octets that were signed by any hash
 * @param value canonical signature value
 * @param stamped the octets that a time-stamp must cover
 */
public record SealedLicence(
    Carrier carrier,
    LicencePayload payload,
    byte[] bytes,
    Function<HashAlgorithm, byte[]> signedOctetsDigest,
    byte[] value,
    byte[] stamped,
    Certificate signer,
    List<Evidence> evidence) {
  /** Copies. */
  public SealedLicence {
    bytes = bytes.clone();
    value = value.clone();
    stamped = stamped.clone();
    evidence = List.copyOf(evidence);
  }

  /** Returns the log entry of the signature. */
  public LogEntry logEntry(HashAlgorithm hash) {
    return new LogEntry(
        LogEntry.Kind.LICENCE_SIGNATURE,
        hash,
        signedOctetsDigest.apply(hash),
        signer.digest(hash),
        value);
  }

  /** Adds evidence through the format that made the file. */
  public SealedLicence withEvidence(LicenceFormat format, List<Evidence> items)
      throws EvidenceFrozenException {
    List<Evidence> all = new ArrayList<>(evidence);
    all.addAll(items);
    return new SealedLicence(
        carrier,
        payload,
        format.withEvidence(bytes, items),
        signedOctetsDigest,
        value,
        stamped,
        signer,
        all);
  }
}
