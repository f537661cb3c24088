package io.hufu.crypto.pki;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.StrictDer;
import io.hufu.crypto.VerificationKey;
import java.util.List;
import org.bouncycastle.asn1.ASN1BitString;
import org.jspecify.annotations.Nullable;

/**
 * The three parts of CRLs and OCSP answers: what is signed, the algorithm, and the value (RFC 5280
 * §5.1.1; RFC 6960 §4.2.1).
 *
 * @param message the signed bytes exactly as received, not encoded again
 * @param algorithm DER AlgorithmIdentifier
 * @param value octets of the BIT STRING
 */
record SignedParts(byte[] message, byte[] algorithm, byte[] value) {

  /** Splits one structure; fields after the third are the caller's to judge. */
  static SignedParts of(byte[] der) throws MalformedDataException {
    List<byte[]> parts = StrictDer.elements(der);
    if (parts.size() < 3) {
      throw new MalformedDataException("a signed structure has fewer than three parts");
    }
    try {
      ASN1BitString value = ASN1BitString.getInstance(parts.get(2));
      if (value.getPadBits() != 0) {
        throw new MalformedDataException("a signature value does not end on a whole octet");
      }
      return new SignedParts(parts.get(0), parts.get(1), value.getOctets());
    } catch (RuntimeException e) {
      throw new MalformedDataException("a signature value is not a BIT STRING", e);
    }
  }

  /** Verifies with a key, which must be of the kind that the algorithm names. */
  boolean verifies(VerificationKey key) {
    SignatureAlgorithm named = signatureAlgorithm();
    return named != null && key.verifyDer(named.forKey(key), message, value);
  }

  /** The algorithm, or null when Hufu does not accept it. */
  @Nullable SignatureAlgorithm signatureAlgorithm() {
    return SignatureAlgorithm.ofAlgorithmIdentifier(algorithm).orElse(null);
  }
}
