package io.hufu.crypto;

import io.hufu.crypto.KeyUnavailableException.Reason;
import java.security.MessageDigest;
import java.security.SecureRandom;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;

/**
 * The private half of an SM2 encryption key pair. Never signs: dual certificates keep signing and
 * encryption apart (GM/T 0015).
 *
 * <p>Thread-safe. Never prints its key.
 */
public final class Sm2DecryptionKey {
  private final EcPrivateKey key;

  private Sm2DecryptionKey(PrivateKeyOperation key) throws KeyUnavailableException {
    if (!(key instanceof EcPrivateKey software) || software.curve() != Curve.SM2) {
      throw new KeyUnavailableException(
          Reason.UNSUPPORTED_ALGORITHM, "not an SM2 key; use an SM2 encryption key");
    }
    this.key = software;
  }

  /** Makes a new key. */
  public static Sm2DecryptionKey generate(SecureRandom random) {
    try {
      return new Sm2DecryptionKey(EcPrivateKey.generate(Curve.SM2, random));
    } catch (KeyUnavailableException e) {
      throw new IllegalStateException("a generated key is not usable", e);
    }
  }

  /** Reads the only key of a PKCS#12 store. */
  public static Sm2DecryptionKey fromPkcs12(byte[] store, char[] password)
      throws KeyUnavailableException {
    return new Sm2DecryptionKey(Pkcs12.read(store, password).operation());
  }

  /** Reads an unencrypted PKCS#8 or SEC 1 private key in PEM. */
  public static Sm2DecryptionKey fromPem(byte[] pem) throws KeyUnavailableException {
    return new Sm2DecryptionKey(PemPrivateKey.read(pem));
  }

  /** Returns the public key that senders encrypt to. */
  public VerificationKey publicKey() {
    return key.publicKey();
  }

  /**
   * Decrypts a DER SM2Cipher (GM/T 0009, order C1, C3, C2).
   *
   * @throws DecryptionFailedException for anything that {@link Sm2KeyTransport} did not make for
   *     this key
   */
  public byte[] decrypt(byte[] sm2Cipher) throws DecryptionFailedException {
    try {
      // step B1 of GB/T 32918.4 clause 7.1: C1 is on the curve; cofactor 1 makes step B2 the same
      Sm2Cipher cipher = Sm2Cipher.fromDer(sm2Cipher);
      byte[] secret = decryptRaw(cipher.raw());
      // step B4: t = KDF(x2 ‖ y2) must not be all zero; then C2 would be the secret itself
      if (MessageDigest.isEqual(secret, cipher.text())) {
        throw new DecryptionFailedException();
      }
      return secret;
    } catch (MalformedDataException | InvalidCipherTextException | IllegalArgumentException e) {
      throw new DecryptionFailedException();
    }
  }

  private byte[] decryptRaw(byte[] raw) throws InvalidCipherTextException {
    SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
    engine.init(false, new ECPrivateKeyParameters(key.number(), Curve.SM2.domain()));
    return engine.processBlock(raw, 0, raw.length);
  }

  /** Returns the public key, never the private one. */
  @Override
  public String toString() {
    return "Sm2DecryptionKey of " + publicKey();
  }
}
