package io.hufu.crypto;

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
  private SigningKey() {}

  /** Reads the only key of a PKCS#12 file and its certificate chain. */
  public static SigningKey fromPkcs12(Path file, char[] password) throws KeyUnavailableException {
    throw new AssertionError("skeleton");
  }

  /** Reads the only key of a PKCS#12 store and its certificate chain. */
  public static SigningKey fromPkcs12(byte[] store, char[] password)
      throws KeyUnavailableException {
    throw new AssertionError("skeleton");
  }

  /**
   * Reads an unencrypted PKCS#8 or SEC 1 private key in PEM; the chain starts with its certificate.
   */
  public static SigningKey fromPem(byte[] pem, List<Certificate> chain)
      throws KeyUnavailableException {
    throw new AssertionError("skeleton");
  }

  /**
   * Uses a key of an opened key store, such as SunPKCS11's. SunPKCS11 cannot do SM2: use {@link
   * #onDevice}.
   */
  public static SigningKey fromKeyStore(KeyStore store, String alias, char[] password)
      throws KeyUnavailableException {
    throw new AssertionError("skeleton");
  }

  /** Uses a key that lives in a device or a signing service. */
  public static SigningKey onDevice(SigningDevice device, List<Certificate> chain)
      throws KeyUnavailableException {
    throw new AssertionError("skeleton");
  }

  /** Makes a new key without certificates; the algorithm must be one that {@code signs()}. */
  public static SigningKey generate(SignatureAlgorithm algorithm, SecureRandom random) {
    throw new AssertionError("skeleton");
  }

  /** Returns the same key with these certificates; the first must be for this key. */
  public SigningKey withChain(List<Certificate> chain) throws KeyUnavailableException {
    throw new AssertionError("skeleton");
  }

  /** Returns the algorithm that the key's curve fixes. */
  public SignatureAlgorithm algorithm() {
    throw new AssertionError("skeleton");
  }

  /** Returns the public key. */
  public VerificationKey verificationKey() {
    throw new AssertionError("skeleton");
  }

  /** Returns the chain, leaf first; empty for a key without certificates. */
  public List<Certificate> chain() {
    throw new AssertionError("skeleton");
  }

  /** Returns the key's own certificate; throws IllegalStateException when there is none. */
  public Certificate certificate() {
    throw new AssertionError("skeleton");
  }

  /** Signs a message; fixed-length r‖s (ECDSA with low s), or the raw octets of Ed25519. */
  public byte[] sign(byte[] message) throws KeyUnavailableException {
    throw new AssertionError("skeleton");
  }

  /** Signs a message; r and s as DER for X.509, CMS and seals. */
  public byte[] signDer(byte[] message) throws KeyUnavailableException {
    throw new AssertionError("skeleton");
  }
}
