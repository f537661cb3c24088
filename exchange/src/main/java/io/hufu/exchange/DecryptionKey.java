package io.hufu.exchange;

import com.google.crypto.tink.HybridDecrypt;
import io.hufu.crypto.Certificate;
import io.hufu.crypto.DecryptionFailedException;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.KeyUnavailableException.Reason;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Sm2DecryptionKey;
import io.hufu.crypto.Suite;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.interfaces.ECPrivateKey;
import java.util.Optional;

/**
 * The private half of an encryption certificate: opens packages, never signs.
 *
 * <p>SM2 for the suite SM, P-256 for INTL. Thread-safe. Never prints its key.
 */
public final class DecryptionKey {
  /** Decrypts one stanza; empty when it is not for this key. */
  private interface Unwrapping {
    Optional<byte[]> unwrap(byte[] stanza, byte[] context);
  }

  private final Suite suite;
  private final Certificate certificate;
  private final Unwrapping unwrapping;

  private DecryptionKey(Suite suite, Certificate certificate, Unwrapping unwrapping) {
    this.suite = suite;
    this.certificate = certificate;
    this.unwrapping = unwrapping;
  }

  /** Reads the only key of a PKCS#12 file, and its certificate. */
  public static DecryptionKey fromPkcs12(Path file, char[] password)
      throws KeyUnavailableException {
    try {
      return fromPkcs12(Files.readAllBytes(file), password);
    } catch (IOException e) {
      throw new KeyUnavailableException(
          Reason.UNREADABLE, "cannot read the key file " + file + "; check path and rights", e);
    } catch (KeyUnavailableException e) {
      throw new KeyUnavailableException(e.reason(), file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads the only key of a PKCS#12 store, and its certificate.
   *
   * @throws KeyUnavailableException also for a key whose certificate is not for encryption
   */
  public static DecryptionKey fromPkcs12(byte[] store, char[] password)
      throws KeyUnavailableException {
    SigningKey pair = SigningKey.fromPkcs12(store, password);
    Suite suite = pair.algorithm().suite();
    if (pair.chain().isEmpty()) {
      throw new KeyUnavailableException(
          Reason.NO_KEY, "no certificate beside the key; export both together");
    }
    try {
      KeyWrap.requireUsable(suite, pair.certificate());
    } catch (IllegalArgumentException e) {
      throw new KeyUnavailableException(
          Reason.UNSUPPORTED_ALGORITHM, e.getMessage() + "; use the encryption key", e);
    }
    return pair.algorithm() == SignatureAlgorithm.SM2_SM3
        ? new DecryptionKey(
            suite, pair.certificate(), sm2(Sm2DecryptionKey.fromPkcs12(store, password)))
        : new DecryptionKey(suite, pair.certificate(), hpke(pair, store, password));
  }

  private static Unwrapping sm2(Sm2DecryptionKey key) {
    return (stanza, context) -> {
      try {
        return Optional.of(key.decrypt(stanza));
      } catch (DecryptionFailedException e) {
        return Optional.empty();
      }
    };
  }

  private static Unwrapping hpke(SigningKey pair, byte[] store, char[] password)
      throws KeyUnavailableException {
    HybridDecrypt decrypt;
    try {
      decrypt = Hpke.decryptWith(pair.verificationKey(), number(store, password));
    } catch (GeneralSecurityException | IOException e) {
      throw new KeyUnavailableException(
          Reason.UNREADABLE, "the P12 file cannot be read as a P-256 key", e);
    }
    return (stanza, context) -> {
      try {
        return Optional.of(decrypt.decrypt(stanza, context));
      } catch (GeneralSecurityException e) {
        return Optional.empty();
      }
    };
  }

  private static java.math.BigInteger number(byte[] store, char[] password)
      throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(new ByteArrayInputStream(store), password);
    for (String alias : java.util.Collections.list(keys.aliases())) {
      Key key = keys.getKey(alias, password);
      if (key instanceof ECPrivateKey elliptic) {
        return elliptic.getS();
      }
    }
    throw new GeneralSecurityException("no key on a curve");
  }

  /** Returns the suite of packages that this key opens. */
  public Suite suite() {
    return suite;
  }

  /** Returns the certificate that senders encrypt to. */
  public Certificate certificate() {
    return certificate;
  }

  Optional<byte[]> unwrap(byte[] stanza, byte[] context) {
    return unwrapping.unwrap(stanza, context);
  }

  /** Returns the certificate's subject, never the key. */
  @Override
  public String toString() {
    return "DecryptionKey of " + certificate.subject();
  }
}
