package io.hufu.crypto.seal;

import java.time.Instant;

/**
 * What a seal is put under. Immutable.
 *
 * @param time the signer's own word on the time; whole seconds are written
 * @param hash SM3 of the protected data: in an OFD, of the octets of Signature.xml
 * @param property says what is protected: in an OFD, the package path of Signature.xml; ASCII
 */
public record SealedData(Instant time, byte[] hash, String property) {
  /** Copies the hash. */
  public SealedData {
    hash = hash.clone();
  }

  @Override
  public byte[] hash() {
    return hash.clone();
  }
}
