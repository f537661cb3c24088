package io.hufu.crypto.tsp;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import java.time.Instant;
import java.util.List;

/** An RFC 3161 time-stamp token. Immutable and thread-safe. */
public final class TimeStampToken {
  private TimeStampToken() {}

  /** Parses a DER token (a ContentInfo of SignedData) strictly; plain CMS and GM/T 0010 OIDs. */
  public static TimeStampToken parse(byte[] der) throws MalformedDataException {
    throw new AssertionError("skeleton");
  }

  /** Returns the DER bytes (a copy). */
  public byte[] der() {
    throw new AssertionError("skeleton");
  }

  /** Returns the time that the authority asserts. */
  public Instant time() {
    throw new AssertionError("skeleton");
  }

  /** Returns the hash of the imprint; other hashes are malformed at parse. */
  public HashAlgorithm imprintHash() {
    throw new AssertionError("skeleton");
  }

  /** Tells whether the imprint is the digest of the data. */
  public boolean covers(byte[] data) {
    throw new AssertionError("skeleton");
  }

  /** Returns the certificates in the token, the signer's included when it is there. */
  public List<Certificate> certificates() {
    throw new AssertionError("skeleton");
  }

  /**
   * Tells whether this certificate signed the token: signature value, ESSCertID(v2), critical
   * time-stamping EKU as its only purpose. Its path is the caller's to judge.
   */
  public boolean isSignedBy(Certificate tsa) {
    throw new AssertionError("skeleton");
  }
}
