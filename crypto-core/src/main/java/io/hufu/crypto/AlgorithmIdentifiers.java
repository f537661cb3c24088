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
      case ES256, P384_SHA256, P521_SHA256 ->
          new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
      case ES384, P256_SHA384, P521_SHA384 ->
          new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);
      case ES512, P256_SHA512, P384_SHA512 ->
          new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA512);
      case ED25519 -> new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);
      case RS256 -> pkcs1(PKCSObjectIdentifiers.sha256WithRSAEncryption);
      case RS384 -> pkcs1(PKCSObjectIdentifiers.sha384WithRSAEncryption);
      case RS512 -> pkcs1(PKCSObjectIdentifiers.sha512WithRSAEncryption);
      case PS256, PS384, PS512 ->
          new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS, pss(algorithm.hash()));
    };
  }

  private static AlgorithmIdentifier pkcs1(ASN1ObjectIdentifier oid) {
    return new AlgorithmIdentifier(oid, DERNull.INSTANCE);
  }

  static Optional<SignatureAlgorithm> parse(byte[] der) {
    try {
      StrictDer.check(der);
      return parse(AlgorithmIdentifier.getInstance(der));
    } catch (MalformedDataException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** The first that fits: of ECDSA, the one on the hash's own curve. */
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
      case ED25519 -> parameters == null;
      case PS256, PS384, PS512 ->
          parameters != null && isPss(algorithm.hash(), RSASSAPSSparams.getInstance(parameters));
      default -> parameters == null || parameters instanceof ASN1Null;
    };
  }

  private static RSASSAPSSparams pss(HashAlgorithm hash) {
    AlgorithmIdentifier digest =
        new AlgorithmIdentifier(new ASN1ObjectIdentifier(hash.oid()), DERNull.INSTANCE);
    return new RSASSAPSSparams(
        digest,
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, digest),
        new ASN1Integer(hash.length()),
        RSASSAPSSparams.DEFAULT_TRAILER_FIELD);
  }

  /** RFC 4055 §3.1: the hash of MGF1 is that of the message, and the salt is as long. */
  private static boolean isPss(HashAlgorithm hash, RSASSAPSSparams parameters) {
    AlgorithmIdentifier mask = parameters.getMaskGenAlgorithm();
    return is(hash, parameters.getHashAlgorithm())
        && mask.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)
        && is(hash, AlgorithmIdentifier.getInstance(mask.getParameters()))
        && parameters.getSaltLength().equals(BigInteger.valueOf(hash.length()))
        && parameters.getTrailerField().equals(BigInteger.ONE);
  }

  private static boolean is(HashAlgorithm hash, AlgorithmIdentifier identifier) {
    @Nullable ASN1Encodable parameters = identifier.getParameters();
    return hash.oid().equals(identifier.getAlgorithm().getId())
        && (parameters == null || parameters instanceof ASN1Null);
  }
}
