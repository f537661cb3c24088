package io.hufu.crypto;

import org.bouncycastle.crypto.digests.SHA1Digest;

/**
 * SHA-1 where a standard fixes it as a name. Stateless, thread-safe.
 *
 * <p>OCSP CertID (RFC 6960 §4.1.1), ESSCertID (RFC 2634 §5.4) and the keys of VRI entries (ETSI EN
 * 319 142-1 §5.4.2.3) select things by it. It protects nothing: what it selects is verified by
 * other means, and no signature or digest of a document is ever judged by it.
 */
public final class Sha1Name {
  private Sha1Name() {}

  /** Returns the 20 octets that name these octets; neither is null. */
  public static byte[] of(byte[] octets) {
    return of(octets, octets.length);
  }

  /**
   * Returns the 20 octets that name the first octets.
   *
   * @param length from 0 to the number of octets
   */
  public static byte[] of(byte[] octets, int length) {
    SHA1Digest sha1 = new SHA1Digest();
    sha1.update(octets, 0, length);
    byte[] name = new byte[sha1.getDigestSize()];
    sha1.doFinal(name, 0);
    return name;
  }
}
