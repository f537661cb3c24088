package io.hufu.crypto;

import io.hufu.crypto.KeyUnavailableException.Reason;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key that only its own JCA provider can use, such as SunPKCS11's. */
final class KeyStoreKey implements PrivateKeyOperation {
  private final PrivateKey key;
  private final Provider provider;
  private final VerificationKey publicKey;
  private final String jcaName;

  private KeyStoreKey(PrivateKey key, Provider provider, VerificationKey publicKey, String name) {
    this.key = key;
    this.provider = provider;
    this.publicKey = publicKey;
    this.jcaName = name;
  }

  static SigningKey open(KeyStore store, String alias, char[] password)
      throws KeyUnavailableException {
    try {
      if (!(store.getKey(alias, password) instanceof PrivateKey key)) {
        throw new KeyUnavailableException(
            Reason.NO_KEY, "the key store has no private key under the alias " + alias);
      }
      List<Certificate> chain = chain(store, alias);
      byte @Nullable [] encoded = key.getEncoded();
      if (encoded != null && "PKCS#8".equals(key.getFormat())) {
        return new SigningKey(PrivateKeyDecoder.pkcs8(encoded), chain);
      }
      return new SigningKey(of(key, store.getProvider(), chain.get(0).key()), chain);
    } catch (UnrecoverableKeyException e) {
      throw new KeyUnavailableException(
          Reason.WRONG_PASSWORD, "wrong password for the key " + alias, e);
    } catch (GeneralSecurityException | ProviderException e) {
      throw new KeyUnavailableException(
          Reason.UNREADABLE, "cannot read the key " + alias + " from the key store", e);
    }
  }

  private static List<Certificate> chain(KeyStore store, String alias)
      throws KeyUnavailableException, GeneralSecurityException {
    java.security.cert.Certificate @Nullable [] entries = store.getCertificateChain(alias);
    List<Certificate> chain = new ArrayList<>();
    try {
      for (java.security.cert.Certificate entry :
          entries == null ? new java.security.cert.Certificate[0] : entries) {
        chain.add(Certificate.fromDer(entry.getEncoded()));
      }
    } catch (MalformedDataException e) {
      throw new KeyUnavailableException(
          Reason.UNREADABLE, "a certificate of the key " + alias + " is malformed", e);
    }
    if (chain.isEmpty() || !chain.get(0).hasUsableKey()) {
      throw new KeyUnavailableException(
          Reason.UNSUPPORTED_ALGORITHM,
          "the certificate of the key " + alias + " is missing or of a kind not supported");
    }
    return chain;
  }

  private static KeyStoreKey of(PrivateKey key, Provider provider, VerificationKey publicKey)
      throws KeyUnavailableException {
    String name;
    if (publicKey.algorithms().contains(SignatureAlgorithm.ES256)) {
      name = "SHA256withECDSA";
    } else if (publicKey.algorithms().contains(SignatureAlgorithm.ED25519)) {
      name = "Ed25519";
    } else {
      throw new KeyUnavailableException(
          Reason.UNSUPPORTED_ALGORITHM,
          "key stores in devices sign with P-256 or Ed25519 only; use a SigningDevice for SM2");
    }
    return new KeyStoreKey(key, provider, publicKey, name);
  }

  @Override
  public VerificationKey publicKey() {
    return publicKey;
  }

  @Override
  public byte[] sign(byte[] message) throws KeyUnavailableException {
    try {
      Signature signature = Signature.getInstance(jcaName, provider);
      signature.initSign(key);
      signature.update(message);
      return canonical(signature.sign());
    } catch (NoSuchAlgorithmException e) {
      throw new KeyUnavailableException(
          Reason.UNSUPPORTED_ALGORITHM, provider.getName() + " cannot sign with " + jcaName, e);
    } catch (GeneralSecurityException | ProviderException e) {
      throw new KeyUnavailableException(
          Reason.DEVICE_FAILED, provider.getName() + " could not sign", e);
    }
  }

  /** JCA gives ECDSA values as DER; a value in another form stays and fails verification. */
  private byte[] canonical(byte[] value) {
    if (!publicKey.algorithms().contains(SignatureAlgorithm.ES256)) {
      return value;
    }
    return SignatureValue.fromDer(Curve.P256, value)
        .map(v -> v.canonical(Curve.P256))
        .orElse(value);
  }
}
