package io.hufu.exchange;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.Certificate.KeyUsage;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.Sm2KeyTransport;
import io.hufu.crypto.Suite;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/** Wraps the secret of a package for the holder of an encryption certificate. Stateless. */
final class KeyWrap {
  private KeyWrap() {}

  /**
   * Refuses a certificate that the suite cannot encrypt to.
   *
   * <p>Of a dual pair only the encryption half is taken (GM/T 0015): the holder of a signing key
   * may have had it made elsewhere, and whoever recovers encryption keys must not get signing keys.
   */
  static void requireUsable(Suite suite, Certificate recipient) {
    boolean encrypts =
        recipient.allows(KeyUsage.KEY_ENCIPHERMENT) || recipient.allows(KeyUsage.KEY_AGREEMENT);
    boolean signs =
        recipient.allows(KeyUsage.DIGITAL_SIGNATURE) || recipient.allows(KeyUsage.NON_REPUDIATION);
    if (!encrypts || signs) {
      throw new IllegalArgumentException(
          recipient.subject() + ": not the encryption certificate of a dual pair");
    }
    SignatureAlgorithm curve =
        suite == Suite.SM ? SignatureAlgorithm.SM2_SM3 : SignatureAlgorithm.ES256;
    if (!recipient.hasUsableKey() || !recipient.key().algorithms().contains(curve)) {
      throw new IllegalArgumentException(
          recipient.subject() + ": no key of the suite " + suite + " (SM2, or P-256 for INTL)");
    }
  }

  static byte[] wrap(Suite suite, Certificate recipient, StanzaSecret secret, SecureRandom random) {
    if (suite == Suite.SM) {
      return Sm2KeyTransport.encrypt(recipient.key(), secret.encoded(), random);
    }
    try {
      return Hpke.encryptTo(recipient.key()).encrypt(secret.encoded(), secret.context());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("encryption to a valid key cannot fail", e);
    }
  }
}
