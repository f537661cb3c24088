package io.hufu.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A private key of Ed25519: the 32 secret octets of RFC 8032 §5.1.5. */
final class Ed25519PrivateKey implements SoftwareKey {
  private final byte[] secret;
  private final byte[] publicOctets;
  private final VerificationKey publicKey;

  private Ed25519PrivateKey(byte[] secret) throws MalformedDataException {
    this.secret = secret;
    this.publicOctets = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(secret, 0, publicOctets, 0);
    this.publicKey = new VerificationKey(Ed25519PublicKey.decode(publicOctets));
  }

  static Ed25519PrivateKey of(byte[] secret) throws MalformedDataException {
    if (secret.length != Ed25519.SECRET_KEY_SIZE) {
      throw new MalformedDataException("Ed25519 private key is not 32 bytes");
    }
    return new Ed25519PrivateKey(secret.clone());
  }

  static Ed25519PrivateKey generate(SecureRandom random) {
    byte[] secret = new byte[Ed25519.SECRET_KEY_SIZE];
    random.nextBytes(secret);
    try {
      return new Ed25519PrivateKey(secret);
    } catch (MalformedDataException e) {
      throw new IllegalStateException("a generated key is not valid", e);
    }
  }

  @Override
  public VerificationKey publicKey() {
    return publicKey;
  }

  @Override
  public byte[] sign(byte[] message) {
    byte[] value = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(secret, 0, publicOctets, 0, message, 0, message.length, value, 0);
    return value;
  }

  @Override
  public PrivateKeyInfo export() {
    try {
      return new PrivateKeyInfo(
          new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), new DEROctetString(secret));
    } catch (IOException e) {
      throw new UncheckedIOException("a private key has no encoding", e);
    }
  }
}
