package io.hufu.crypto;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Null;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/** X.509 AlgorithmIdentifiers of signatures (RFC 5758, 8410, 4055; GM/T 0006). */
final class AlgorithmIdentifiers {
  private AlgorithmIdentifiers() {}

  static AlgorithmIdentifier of(SignatureAlgorithm algorithm) {
    return switch (algorithm) {
      case SM2_SM3 -> new AlgorithmIdentifier(GMObjectIdentifiers.sm2sign_with_sm3);
      case ES256 -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
      case ES384 -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);
      case ED25519 -> new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);
      case RS256 ->
          new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
      case PS256 -> new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS, pss());
    };
  }

  static Optional<SignatureAlgorithm> parse(byte[] der) {
    try {
      StrictDer.check(der);
      return parse(AlgorithmIdentifier.getInstance(der));
    } catch (MalformedDataException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<SignatureAlgorithm> parse(AlgorithmIdentifier identifier) {
    for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
      if (of(algorithm).getAlgorithm().equals(identifier.getAlgorithm())
          && fits(algorithm, identifier.getParameters())) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /** Real CAs write NULL as well as nothing after the SM2, ECDSA and RSA identifiers. */
  private static boolean fits(SignatureAlgorithm algorithm, @Nullable ASN1Encodable parameters) {
    return switch (algorithm) {
      case SM2_SM3, ES256, ES384, RS256 -> parameters == null || parameters instanceof ASN1Null;
      case ED25519 -> parameters == null;
      case PS256 -> parameters != null && isOurPss(RSASSAPSSparams.getInstance(parameters));
    };
  }

  private static RSASSAPSSparams pss() {
    AlgorithmIdentifier sha256 =
        new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
    return new RSASSAPSSparams(
        sha256,
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, sha256),
        new ASN1Integer(32),
        RSASSAPSSparams.DEFAULT_TRAILER_FIELD);
  }

  private static boolean isOurPss(RSASSAPSSparams parameters) {
    AlgorithmIdentifier mask = parameters.getMaskGenAlgorithm();
    return isSha256(parameters.getHashAlgorithm())
        && mask.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)
        && isSha256(AlgorithmIdentifier.getInstance(mask.getParameters()))
        && parameters.getSaltLength().equals(BigInteger.valueOf(32))
        && parameters.getTrailerField().equals(BigInteger.ONE);
  }

  private static boolean isSha256(AlgorithmIdentifier hash) {
    ASN1ObjectIdentifier sha256 = NISTObjectIdentifiers.id_sha256;
    @Nullable ASN1Encodable parameters = hash.getParameters();
    return sha256.equals(hash.getAlgorithm())
        && (parameters == null || parameters instanceof ASN1Null);
  }
}
