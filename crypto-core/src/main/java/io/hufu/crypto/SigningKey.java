package io.hufu.crypto;

import io.hufu.crypto.KeyUnavailableException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.List;

/**
 * A private key that signs messages, with its certificates.
 *
 * <p>Thread-safe. Never prints its key; every signature is verified before it is returned.
 */
public final class SigningKey {
  private final PrivateKeyOperation key;
  private final VerificationKey publicKey;
  private final SignatureAlgorithm algorithm;
  private final List<Certificate> chain;

  SigningKey(PrivateKeyOperation key, List<Certificate> chain) throws KeyUnavailableException {
    this.key = key;
    this.publicKey = key.publicKey();
    this.algorithm = algorithmOf(publicKey);
    this.chain = List.copyOf(chain);
    if (!chain.isEmpty() && !isFor(chain.get(0), publicKey)) {
      throw new KeyUnavailableException(
          Reason.KEY_AND_CERTIFICATE_DIFFER,
          "the private key does not belong to the certificate of " + chain.get(0).subject());
    }
  }

  private static SignatureAlgorithm algorithmOf(VerificationKey key)
      throws KeyUnavailableException {
    SignatureAlgorithm algorithm = key.algorithms().iterator().next();
    if (!algorithm.signs()) {
      throw new KeyUnavailableException(
          Reason.UNSUPPORTED_ALGORITHM,
          "signing with " + algorithm + " is not supported; use a key on SM2, P-256 or Ed25519");
    }
    return algorithm;
  }

  private static boolean isFor(Certificate certificate, VerificationKey key) {
    return certificate.hasUsableKey() && certificate.key().equals(key);
  }

  /** Reads the only key of a PKCS#12 file and its certificate chain. */
  public static SigningKey fromPkcs12(Path file, char[] password) throws KeyUnavailableException {
    byte[] store;
    try {
      store = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new KeyUnavailableException(
          Reason.UNREADABLE, "cannot read the key file " + file + "; check path and rights", e);
    }
    try {
      return fromPkcs12(store, password);
    } catch (KeyUnavailableException e) {
      throw new KeyUnavailableException(e.reason(), file + ": " + e.getMessage(), e);
    }
  }

  /** Reads the only key of a PKCS#12 store and its certificate chain. */
  public static SigningKey fromPkcs12(byte[] store, char[] password)
      throws KeyUnavailableException {
    return Pkcs12.read(store, password);
  }

  /**
   * Reads an unencrypted PKCS#8 or SEC 1 private key in PEM; the chain starts with its certificate.
   */
  public static SigningKey fromPem(byte[] pem, List<Certificate> chain)
      throws KeyUnavailableException {
    return new SigningKey(PemPrivateKey.read(pem), chain);
  }

  /**
   * Uses a key of an opened key store, such as SunPKCS11's. SunPKCS11 cannot do SM2: use {@link
   * #onDevice}.
   */
  public static SigningKey fromKeyStore(KeyStore store, String alias, char[] password)
      throws KeyUnavailableException {
    return KeyStoreKey.open(store, alias, password);
  }

  /** Uses a key that lives in a device or a signing service. */
  public static SigningKey onDevice(SigningDevice device, List<Certificate> chain)
      throws KeyUnavailableException {
    return new SigningKey(DeviceKey.of(device), chain);
  }

  /** Makes a new key without certificates; the algorithm must be one that {@code signs()}. */
  public static SigningKey generate(SignatureAlgorithm algorithm, SecureRandom random) {
    if (!algorithm.signs()) {
      throw new IllegalArgumentException("Hufu does not sign with " + algorithm);
    }
    SoftwareKey key =
        Curve.of(algorithm)
            .<SoftwareKey>map(curve -> EcPrivateKey.generate(curve, random))
            .orElseGet(() -> Ed25519PrivateKey.generate(random));
    try {
      return new SigningKey(key, List.of());
    } catch (KeyUnavailableException e) {
      throw new IllegalStateException("a generated key is not usable", e);
    }
  }

  /** Returns the same key with these certificates; the first must be for this key. */
  public SigningKey withChain(List<Certificate> chain) throws KeyUnavailableException {
    return new SigningKey(key, chain);
  }

  /** Returns the algorithm that the key's curve fixes. */
  public SignatureAlgorithm algorithm() {
    return algorithm;
  }

  /** Returns the public key. */
  public VerificationKey verificationKey() {
    return publicKey;
  }

  /** Returns the chain, leaf first; empty for a key without certificates. */
  public List<Certificate> chain() {
    return chain;
  }

  /** Returns the key's own certificate; throws IllegalStateException when there is none. */
  public Certificate certificate() {
    if (chain.isEmpty()) {
      throw new IllegalStateException("the signing key has no certificate");
    }
    return chain.get(0);
  }

  /** Signs a message; fixed-length r‖s (ECDSA with low s), or the raw octets of Ed25519. */
  public byte[] sign(byte[] message) throws KeyUnavailableException {
    byte[] value = algorithm.canonical(key.sign(message));
    // A faulty computation can give the private key away, a faulty device a worthless licence.
    if (!publicKey.verify(algorithm, message, value)) {
      throw new KeyUnavailableException(
          Reason.DEVICE_FAILED,
          "the signature just made does not verify; check the signing device and its key");
    }
    return value;
  }

  /** Signs a message; r and s as DER for X.509, CMS and seals. */
  public byte[] signDer(byte[] message) throws KeyUnavailableException {
    byte[] value = sign(message);
    return Curve.of(algorithm)
        .flatMap(curve -> SignatureValue.fromCanonical(curve, value))
        .map(SignatureValue::der)
        .orElse(value);
  }

  PrivateKeyOperation operation() {
    return key;
  }

  /** Returns the public key and the certificate's subject; never the private key. */
  @Override
  public String toString() {
    return "SigningKey of " + publicKey + (chain.isEmpty() ? "" : ", " + chain.get(0).subject());
  }
}
