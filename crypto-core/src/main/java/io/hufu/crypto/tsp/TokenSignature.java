package io.hufu.crypto.tsp;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.Certificate.KeyUsage;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.cms.SigningCertificateAttribute;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/** The only SignerInfo of a token (RFC 5652 §5.3, RFC 3161 §2.4.2). Immutable. */
final class TokenSignature {
  private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
  private static final int BY_ISSUER_AND_SERIAL = 1;
  private static final int BY_KEY_ID = 3;

  private final SignerInfo info;
  private final HashAlgorithm digest;
  private final Map<ASN1ObjectIdentifier, ASN1Encodable> attributes = new HashMap<>();
  private final SigningCertificateAttribute signingCertificate;

  TokenSignature(SignerInfo info) throws MalformedDataException {
    this.info = info;
    digest =
        Asn1.hash(info.getDigestAlgorithm())
            .orElseThrow(() -> new MalformedDataException("digest of the signer is not accepted"));
    ASN1Set signed = info.getAuthenticatedAttributes();
    if (signed == null) {
      throw new MalformedDataException("a token without signed attributes");
    }
    for (ASN1Encodable each : signed) {
      Attribute attribute = Attribute.getInstance(each);
      // §5.3, §11: each kind once, and each of those used here with one value
      if (attribute.getAttrValues().size() != 1
          || attributes.put(attribute.getAttrType(), attribute.getAttrValues().getObjectAt(0))
              != null) {
        throw new MalformedDataException("a signed attribute occurs twice or has no single value");
      }
    }
    signingCertificate =
        SigningCertificateAttribute.of(
            value(PKCSObjectIdentifiers.id_aa_signingCertificate),
            value(PKCSObjectIdentifiers.id_aa_signingCertificateV2));
  }

  private byte @Nullable [] value(ASN1ObjectIdentifier type) {
    ASN1Encodable value = attributes.get(type);
    return value == null ? null : Asn1.der(value);
  }

  HashAlgorithm digest() {
    return digest;
  }

  /** Tells whether a certificate may sign time-stamps (RFC 3161 §2.3). */
  static boolean isForTimeStamps(Certificate certificate) {
    boolean mayUseKey =
        !certificate.hasKeyUsage()
            || certificate.allows(KeyUsage.DIGITAL_SIGNATURE)
            || certificate.allows(KeyUsage.NON_REPUDIATION);
    return mayUseKey
        && certificate.extendedKeyUsageIsCritical()
        && certificate.extendedKeyUsage().equals(List.of(TIME_STAMPING));
  }

  /** Verifies as RFC 5652 §5.4, §5.6 and RFC 3161 §2.2 ask. */
  boolean verifies(byte[] content, ASN1ObjectIdentifier contentType, Certificate tsa) {
    try {
      return isForTimeStamps(tsa)
          && tsa.hasUsableKey()
          // §5.3: the signer identifier is the certificate's
          && names(tsa)
          // §11.1: the content type is the signed one
          && contentType.equals(attributes.get(CMSAttributes.contentType))
          // §11.2, §5.6: the message digest is the content's
          && isDigestOf(content)
          // RFC 5035 §5: the certificate is the one that the signer names
          && signingCertificate.names(tsa)
          && isValueBy(tsa);
    } catch (IllegalArgumentException | IllegalStateException e) {
      return false; // an attribute that cannot be read binds nothing
    }
  }

  private boolean names(Certificate tsa) {
    SignerIdentifier id = info.getSID();
    int version = info.getVersion().intValueExact();
    if (id.isTagged()) {
      byte[] keyId = ASN1OctetString.getInstance(id.getId()).getOctets();
      return version == BY_KEY_ID
          && tsa.subjectKeyId().filter(ski -> Arrays.equals(ski, keyId)).isPresent();
    }
    IssuerAndSerialNumber name = IssuerAndSerialNumber.getInstance(id.getId());
    return version == BY_ISSUER_AND_SERIAL
        && name.getSerialNumber().getValue().equals(tsa.serial())
        && Arrays.equals(Asn1.der(name.getName()), tsa.issuerDer());
  }

  private boolean isDigestOf(byte[] content) {
    ASN1Encodable value = attributes.get(CMSAttributes.messageDigest);
    return value != null
        && Arrays.equals(ASN1OctetString.getInstance(value).getOctets(), digest.digest(content));
  }

  private boolean isValueBy(Certificate tsa) {
    // §5.4: the attributes are signed as a SET OF in DER, not with the tag they are stored under
    byte[] message = Asn1.der(info.getAuthenticatedAttributes());
    byte[] value = info.getEncryptedDigest().getOctets();
    return algorithm()
        .map(algorithm -> algorithm.forKey(tsa.key()))
        .filter(algorithm -> algorithm.hash() == digest)
        .filter(algorithm -> tsa.key().verifyDer(algorithm, message, value))
        .isPresent();
  }

  /** The combined identifier, or the bare one of RSA and SM2 with the digest beside it. */
  private Optional<SignatureAlgorithm> algorithm() {
    AlgorithmIdentifier identifier = info.getDigestEncryptionAlgorithm();
    ASN1ObjectIdentifier oid = identifier.getAlgorithm();
    if (oid.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return switch (digest) {
        case SHA_256 -> Optional.of(SignatureAlgorithm.RS256);
        case SHA_384 -> Optional.of(SignatureAlgorithm.RS384);
        case SHA_512 -> Optional.of(SignatureAlgorithm.RS512);
        case SM3 -> Optional.empty();
      };
    }
    // GB/T 35275 writes sm2-1 where RFC 5652 writes SM2 with SM3
    if (oid.equals(GMObjectIdentifiers.sm2sign)) {
      return Optional.of(SignatureAlgorithm.SM2_SM3);
    }
    return SignatureAlgorithm.ofAlgorithmIdentifier(Asn1.der(identifier));
  }
}
