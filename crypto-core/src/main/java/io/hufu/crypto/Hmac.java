package io.hufu.crypto;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** Message authentication with a keyed hash (RFC 2104), for SM3 and SHA-256. Stateless. */
public final class Hmac {
  private Hmac() {}

  /**
   * Authenticates the concatenation of the parts; compare with {@link
   * java.security.MessageDigest#isEqual}. Throws IllegalArgumentException for another hash.
   */
  public static byte[] of(HashAlgorithm hash, byte[] key, byte[]... parts) {
    HMac mac = engine(hash);
    mac.init(new KeyParameter(key));
    for (byte[] part : parts) {
      mac.update(part, 0, part.length);
    }
    byte[] value = new byte[mac.getMacSize()];
    mac.doFinal(value, 0);
    return value;
  }

  private static HMac engine(HashAlgorithm hash) {
    return switch (hash) {
      case SM3 -> new HMac(new SM3Digest());
      case SHA_256 -> new HMac(SHA256Digest.newInstance());
      default -> throw new IllegalArgumentException("HMAC is computed with SM3 or SHA-256");
    };
  }
}
