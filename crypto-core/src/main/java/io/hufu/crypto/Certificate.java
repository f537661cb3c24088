package io.hufu.crypto;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/** An X.509 certificate as bytes and the facts read from it. Immutable and thread-safe. */
public final class Certificate {
  private Certificate() {}

  /** Bits of the key usage extension (RFC 5280 §4.2.1.3), by position. */
  public enum KeyUsage {
    DIGITAL_SIGNATURE,
    NON_REPUDIATION,
    KEY_ENCIPHERMENT,
    DATA_ENCIPHERMENT,
    KEY_AGREEMENT,
    KEY_CERT_SIGN,
    CRL_SIGN
  }

  /**
   * Parses one DER certificate strictly: no trailing bytes; inner and outer signature algorithm are
   * the same bytes. An unknown key or signature algorithm is no error here: see {@link
   * #hasUsableKey}.
   */
  public static Certificate fromDer(byte[] der) throws MalformedDataException {
    throw new AssertionError("skeleton");
  }

  /** Parses every CERTIFICATE block of a PEM text, in order; at least one. */
  public static List<Certificate> fromPem(byte[] pem) throws MalformedDataException {
    throw new AssertionError("skeleton");
  }

  /** Returns the DER bytes (a copy). */
  public byte[] der() {
    throw new AssertionError("skeleton");
  }

  /** Returns the certificate as PEM, lines of 64 characters, ending with a line feed. */
  public String pem() {
    throw new AssertionError("skeleton");
  }

  /** Returns the digest of the DER bytes. */
  public byte[] digest(HashAlgorithm hash) {
    throw new AssertionError("skeleton");
  }

  /** Returns the subject in RFC 4514 form. */
  public String subject() {
    throw new AssertionError("skeleton");
  }

  /** Returns the issuer in RFC 4514 form. */
  public String issuer() {
    throw new AssertionError("skeleton");
  }

  /** Returns the serial number. */
  public BigInteger serial() {
    throw new AssertionError("skeleton");
  }

  /** Returns the first instant of validity. */
  public Instant notBefore() {
    throw new AssertionError("skeleton");
  }

  /** Returns the last instant of validity (inclusive). */
  public Instant notAfter() {
    throw new AssertionError("skeleton");
  }

  /** Tells whether the public key is of a kind that Hufu verifies with. */
  public boolean hasUsableKey() {
    throw new AssertionError("skeleton");
  }

  /** Returns the public key; throws IllegalStateException unless {@link #hasUsableKey}. */
  public VerificationKey key() {
    throw new AssertionError("skeleton");
  }

  /** Tells whether the key usage is present and has the bit. */
  public boolean allows(KeyUsage usage) {
    throw new AssertionError("skeleton");
  }

  /** Tells whether there is a key usage extension at all. */
  public boolean hasKeyUsage() {
    throw new AssertionError("skeleton");
  }

  /** Returns the dotted object identifiers of the extended key usage, empty when absent. */
  public List<String> extendedKeyUsage() {
    throw new AssertionError("skeleton");
  }

  /** Tells whether the extended key usage is present and critical. */
  public boolean extendedKeyUsageIsCritical() {
    throw new AssertionError("skeleton");
  }

  /** Tells whether Basic Constraints are present and say CA. */
  public boolean isCa() {
    throw new AssertionError("skeleton");
  }

  /** Tells whether subject and issuer are the same name. */
  public boolean isSelfIssued() {
    throw new AssertionError("skeleton");
  }

  /** Two certificates are equal when their DER bytes are. */
  @Override
  public boolean equals(Object other) {
    throw new AssertionError("skeleton");
  }

  @Override
  public int hashCode() {
    throw new AssertionError("skeleton");
  }

  /** Returns subject and serial number. */
  @Override
  public String toString() {
    throw new AssertionError("skeleton");
  }
}
