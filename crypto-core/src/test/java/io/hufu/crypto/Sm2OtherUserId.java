package io.hufu.crypto;

/** Signs as products with another idea of the SM2 user id do. */
public final class Sm2OtherUserId {
  private Sm2OtherUserId() {}

  /** Returns the DER value over SM3(Z of the user id ‖ message). */
  public static byte[] signDer(SigningKey key, Sm2UserId userId, byte[] message) {
    byte[] prefix = key.verificationKey().messagePrefix(userId);
    EcPrivateKey number = (EcPrivateKey) key.operation();
    byte[] value = number.signDigest(HashAlgorithm.SM3.digest(prefix, message));
    return SignatureValue.fromCanonical(Curve.SM2, value).orElseThrow().der();
  }
}
