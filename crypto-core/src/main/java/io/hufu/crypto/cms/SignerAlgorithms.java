package io.hufu.crypto.cms;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Null;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/**
 * The two algorithms that a SignerInfo names, as far as they are known (RFC 5652 §5.3). Immutable.
 *
 * @param digest null when the hash is not one that Hufu computes
 * @param signature null when the combination is not accepted
 * @param weak whether SHA-1, MD5 or older is named, which is refused and never computed
 */
record SignerAlgorithms(
    @Nullable HashAlgorithm digest, @Nullable SignatureAlgorithm signature, boolean weak) {
  private static final String SHA_1 = "1.3.14.3.2.26";

  private static final Set<String> WEAK =
      Set.of(
          SHA_1,
          "1.2.840.113549.2.2", // MD2
          "1.2.840.113549.2.4", // MD4
          "1.2.840.113549.2.5", // MD5
          "1.2.840.113549.1.1.2", // md2WithRSAEncryption
          "1.2.840.113549.1.1.3", // md4WithRSAEncryption
          "1.2.840.113549.1.1.4", // md5WithRSAEncryption
          "1.2.840.113549.1.1.5", // sha1WithRSAEncryption
          "1.3.14.3.2.3", // md5WithRSA
          "1.3.14.3.2.15", // shaWithRSA
          "1.3.14.3.2.27", // dsaWithSHA1
          "1.3.14.3.2.29", // sha1WithRSA
          "1.2.840.10040.4.3", // id-dsa-with-sha1
          "1.2.840.10045.4.1"); // ecdsa-with-SHA1

  /** SM3 without key, as some products write the hash (GM/T 0006). */
  private static final String SM3_WITHOUT_KEY = "1.2.156.10197.1.401.1";

  static SignerAlgorithms of(AlgorithmIdentifier digest, AlgorithmIdentifier signature) {
    HashAlgorithm hash = hash(digest).orElse(null);
    boolean weak =
        WEAK.contains(digest.getAlgorithm().getId())
            || WEAK.contains(signature.getAlgorithm().getId())
            || isPssWithSha1(signature);
    // RFC 5754 §3, RFC 8419 §3.1: the digest is the one inside the signature algorithm
    SignatureAlgorithm named =
        hash == null || weak
            ? null
            : signature(signature, hash).filter(found -> found.hash() == hash).orElse(null);
    return new SignerAlgorithms(hash, named, weak);
  }

  /** Finds a hash whose parameters are absent or NULL (RFC 5754 §2; both are met with SM3). */
  static Optional<HashAlgorithm> hash(AlgorithmIdentifier identifier) {
    String oid = identifier.getAlgorithm().getId();
    if (!isPlain(identifier)) {
      return Optional.empty();
    }
    for (HashAlgorithm hash : HashAlgorithm.values()) {
      if (hash.oid().equals(oid)) {
        return Optional.of(hash);
      }
    }
    return oid.equals(SM3_WITHOUT_KEY) ? Optional.of(HashAlgorithm.SM3) : Optional.empty();
  }

  /** The combined identifier, or the bare one of a key with the digest beside it. */
  private static Optional<SignatureAlgorithm> signature(
      AlgorithmIdentifier identifier, HashAlgorithm hash) {
    ASN1ObjectIdentifier oid = identifier.getAlgorithm();
    if (oid.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return isPlain(identifier) ? ofRsaKey(hash) : Optional.empty();
    }
    // GB/T 35275 writes sm2-1; the curve's and the key's own identifiers are met as well
    if (oid.equals(GMObjectIdentifiers.sm2sign)) {
      return isPlain(identifier) ? Optional.of(SignatureAlgorithm.SM2_SM3) : Optional.empty();
    }
    if (oid.equals(GMObjectIdentifiers.sm2p256v1)
        || oid.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return ofCurveKey(hash);
    }
    return SignatureAlgorithm.ofAlgorithmIdentifier(Asn1.der(identifier));
  }

  private static Optional<SignatureAlgorithm> ofCurveKey(HashAlgorithm hash) {
    return switch (hash) {
      case SM3 -> Optional.of(SignatureAlgorithm.SM2_SM3);
      case SHA_256 -> Optional.of(SignatureAlgorithm.ES256);
      case SHA_384 -> Optional.of(SignatureAlgorithm.ES384);
      case SHA_512 -> Optional.of(SignatureAlgorithm.ES512);
    };
  }

  /**
   * What the bare identifier of an RSA key means beside a digest (RFC 3370 §3.2, RFC 5754 §3.2).
   */
  private static Optional<SignatureAlgorithm> ofRsaKey(HashAlgorithm hash) {
    return switch (hash) {
      case SHA_256 -> Optional.of(SignatureAlgorithm.RS256);
      case SHA_384 -> Optional.of(SignatureAlgorithm.RS384);
      case SHA_512 -> Optional.of(SignatureAlgorithm.RS512);
      case SM3 -> Optional.empty();
    };
  }

  private static boolean isPlain(AlgorithmIdentifier identifier) {
    @Nullable ASN1Encodable parameters = identifier.getParameters();
    return parameters == null || parameters instanceof ASN1Null;
  }

  /** RFC 4055 §3.1: SHA-1 is also what absent parameters mean. */
  private static boolean isPssWithSha1(AlgorithmIdentifier identifier) {
    if (!identifier.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
      return false;
    }
    try {
      @Nullable ASN1Encodable parameters = identifier.getParameters();
      return parameters == null
          || RSASSAPSSparams.getInstance(parameters)
              .getHashAlgorithm()
              .getAlgorithm()
              .getId()
              .equals(SHA_1);
    } catch (RuntimeException e) {
      return false; // parameters that cannot be read name no algorithm at all
    }
  }

  /** Writes a hash with absent parameters (RFC 5754 §2). */
  static AlgorithmIdentifier identifier(HashAlgorithm hash) {
    return new AlgorithmIdentifier(new ASN1ObjectIdentifier(hash.oid()));
  }
}
