package io.hufu.crypto.seal;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.VerificationKey;

/**
 * A signature value as seals carry it. Immutable.
 *
 * <p>The standard asks for DER; some products write r‖s. Which one matched is named, never guessed
 * by length alone: a value that is a strict DER SEQUENCE is taken as DER.
 *
 * @param algorithm dotted object identifier as written
 * @param octets content of the BIT STRING
 */
record SealValue(String algorithm, byte[] octets) {
  private static final String SM2_WITH_SM3 = "1.2.156.10197.1.501";

  /** SM2 sign (GM/T 0006); seen where the combination is meant. */
  private static final String SM2_SIGN = "1.2.156.10197.1.301.1";

  /** Verifies over the original octets; the encoding says what matched. */
  SealEncoding verify(Certificate signer, byte[] signed) {
    boolean named = algorithm.equals(SM2_WITH_SM3) || algorithm.equals(SM2_SIGN);
    if (!named || !signer.hasUsableKey()) {
      return SealEncoding.NONE;
    }
    VerificationKey key = signer.key();
    if (key.verifyDer(SignatureAlgorithm.SM2_SM3, signed, octets)) {
      return SealEncoding.DER;
    }
    return key.verify(SignatureAlgorithm.SM2_SM3, signed, octets)
        ? SealEncoding.RAW
        : SealEncoding.NONE;
  }
}
