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
 * @param octets content of the BIT STRING, whole
 * @param odd whether the BIT STRING states unused bits or had lost zero octets
 */
record SealValue(String algorithm, byte[] octets, boolean odd) {
  private static final String SM2_WITH_SM3 = "1.2.156.10197.1.501";

  /** SM2 sign (GM/T 0006); seen where the combination is meant. */
  private static final String SM2_SIGN = "1.2.156.10197.1.301.1";

  private static final int RAW_LENGTH = 64;

  /** Some products drop zero octets at the end of a value: how long it was, its form says. */
  static SealValue of(String algorithm, Der.Bits bits) {
    byte[] octets = bits.octets();
    // r may begin with the octets of a SEQUENCE; that an INTEGER's tag follows is rarer still
    boolean sequence =
        octets.length > 2
            && octets[0] == Der.SEQUENCE
            && octets[1] > RAW_LENGTH
            && octets[2] == Der.INTEGER;
    byte[] whole = bits.whole(sequence ? octets[1] + 2 : RAW_LENGTH);
    return new SealValue(algorithm, whole, whole.length > octets.length || bits.unused());
  }

  /** Verifies over the original octets; the encoding says what matched. */
  SealEncoding verify(Certificate signer, byte[] signed) {
    boolean named = algorithm.equals(SM2_WITH_SM3) || algorithm.equals(SM2_SIGN);
    if (!named || !signer.hasUsableKey()) {
      return SealEncoding.NOT_COMPUTED;
    }
    VerificationKey key = signer.key();
    if (!key.algorithms().contains(SignatureAlgorithm.SM2_SM3)) {
      return SealEncoding.NOT_COMPUTED;
    }
    SealEncoding encoding = SealEncoding.NONE;
    if (key.verifyDer(SignatureAlgorithm.SM2_SM3, signed, octets)) {
      encoding = SealEncoding.DER;
    } else if (key.verify(SignatureAlgorithm.SM2_SM3, signed, octets)) {
      encoding = SealEncoding.RAW;
    }
    return encoding.holds() && odd ? SealEncoding.UNUSED_BITS : encoding;
  }
}
