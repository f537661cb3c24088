package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which key signed which certificate, so that each signature is computed once.
 *
 * <p>A desk sees the same few CAs all day. An entry is the digest of the certificate's and the
 * key's exact bytes, so nothing but the same bytes can meet it, and whoever offers many
 * certificates costs a fixed amount of memory. Thread-safe.
 */
final class VerifiedIssuances {
  private final int most;
  private final Map<ByteBuffer, Boolean> known = new ConcurrentHashMap<>();

  /**
   * @param most entries that may be held; each takes about 150 bytes
   */
  VerifiedIssuances(int most) {
    this.most = most;
  }

  /** Tells whether the certificate's signature verifies with the issuer's key. */
  boolean isSignedBy(Certificate child, Certificate issuer) {
    byte[] spki = issuer.spki();
    byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(spki.length).array();
    ByteBuffer entry = ByteBuffer.wrap(HashAlgorithm.SHA_256.digest(length, spki, child.der()));
    Boolean before = known.get(entry);
    if (before != null) {
      return before;
    }
    boolean signed = child.isSignedBy(issuer.key());
    if (known.size() >= most) {
      known.clear();
    }
    known.put(entry, signed);
    return signed;
  }

  int size() {
    return known.size();
  }
}
