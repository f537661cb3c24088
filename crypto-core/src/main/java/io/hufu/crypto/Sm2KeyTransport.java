package io.hufu.crypto;

import java.security.SecureRandom;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;

/**
 * Encrypts short secrets to an SM2 public key (GB/T 32918.4-2016) as DER SM2Cipher (GM/T 0009).
 *
 * <p>Stateless and thread-safe. Anyone can encrypt: what was decrypted says nothing of the sender.
 */
public final class Sm2KeyTransport {
  private Sm2KeyTransport() {}

  /**
   * Encrypts a secret of one byte or more for the holder of an SM2 key; {@link Sm2DecryptionKey}
   * decrypts. Throws IllegalArgumentException for a key of another kind or an empty secret.
   */
  public static byte[] encrypt(VerificationKey recipient, byte[] secret, SecureRandom random) {
    if (!(recipient.operation() instanceof EcPublicKey key) || key.curve() != Curve.SM2) {
      throw new IllegalArgumentException("SM2 key transport needs an SM2 key");
    }
    if (secret.length == 0) {
      throw new IllegalArgumentException("an empty secret cannot be encrypted");
    }
    // The engine's own loop repeats step A3 while t is all zero (step A5).
    SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
    ECPublicKeyParameters parameters = new ECPublicKeyParameters(key.point(), Curve.SM2.domain());
    engine.init(true, new ParametersWithRandom(parameters, random));
    try {
      return Sm2Cipher.ofRaw(engine.processBlock(secret, 0, secret.length)).der();
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("encryption cannot fail", e);
    }
  }
}
