package io.hufu.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash functions that Hufu computes. Immutable and thread-safe. */
public enum HashAlgorithm {
  /** GB/T 32905-2016. */
  SM3("SM3", 32, "1.2.156.10197.1.401"),
  /** FIPS 180-4. */
  SHA_256("SHA-256", 32, "2.16.840.1.101.3.4.2.1"),
  /** FIPS 180-4. */
  SHA_384("SHA-384", 48, "2.16.840.1.101.3.4.2.2"),
  /** FIPS 180-4. */
  SHA_512("SHA-512", 64, "2.16.840.1.101.3.4.2.3");

  private final String label;
  private final int length;
  private final String oid;

  HashAlgorithm(String label, int length, String oid) {
    this.label = label;
    this.length = length;
    this.oid = oid;
  }

  /** Returns the usual name, such as {@code SM3} or {@code SHA-256}. */
  public String label() {
    return label;
  }

  /** Returns the length of a digest, in bytes. */
  public int length() {
    return length;
  }

  /** Returns the dotted object identifier. */
  public String oid() {
    return oid;
  }

  /** Digests the concatenation of the parts. */
  public byte[] digest(byte[]... parts) {
    MessageDigest digest = start();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /** Starts a new incremental digest; the returned object is not thread-safe. */
  public MessageDigest start() {
    if (this == SM3) {
      return new org.bouncycastle.jcajce.provider.digest.SM3.Digest();
    }
    try {
      return MessageDigest.getInstance(label);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks " + label, e);
    }
  }
}
