package io.hufu.crypto;

/** A family of algorithms that are used together. Immutable. */
public enum Suite {
  /** SM2 with SM3, SM4-GCM, SM3 logs. */
  SM(HashAlgorithm.SM3),
  /** ECDSA P-256 or Ed25519, AES-GCM, SHA-256 logs. */
  INTL(HashAlgorithm.SHA_256);

  private final HashAlgorithm hash;

  Suite(HashAlgorithm hash) {
    this.hash = hash;
  }

  /** Returns the hash for digests, disclosures and logs of this suite. */
  public HashAlgorithm hash() {
    return hash;
  }
}
