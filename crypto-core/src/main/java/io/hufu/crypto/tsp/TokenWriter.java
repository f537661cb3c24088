package io.hufu.crypto.tsp;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Signs a TSTInfo as a CMS SignedData with plain OIDs (RFC 3161 §2.4.2, RFC 5652 §5). */
final class TokenWriter {
  private TokenWriter() {}

  static ContentInfo sign(byte[] info, SigningKey key, boolean withCertificates)
      throws KeyUnavailableException {
    // RFC 5754, RFC 8419 §3.1: the digest is the one inside the signature algorithm
    HashAlgorithm digest = key.algorithm().hash();
    SignedData signed =
        new SignedData(
            new ASN1Integer(3),
            new DERSet(Asn1.identifier(digest)),
            new ContentInfo(TimeStampToken.TST_INFO, new DEROctetString(info)),
            withCertificates ? certificates(key) : null,
            null,
            new DERSet(signerInfo(info, key, digest)));
    return new ContentInfo(CMSObjectIdentifiers.signedData, signed);
  }

  private static SignerInfo signerInfo(byte[] info, SigningKey key, HashAlgorithm digest)
      throws KeyUnavailableException {
    Certificate certificate = key.certificate();
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(attribute(CMSAttributes.contentType, TimeStampToken.TST_INFO));
    attributes.add(attribute(CMSAttributes.messageDigest, new DEROctetString(digest.digest(info))));
    attributes.add(
        attribute(
            PKCSObjectIdentifiers.id_aa_signingCertificateV2,
            SigningCertificateAttribute.of(certificate, key.algorithm().suite().hash())));
    ASN1Set signed = new DERSet(attributes);
    return new SignerInfo(
        new SignerIdentifier(
            new IssuerAndSerialNumber(
                X500Name.getInstance(certificate.issuerDer()), certificate.serial())),
        Asn1.identifier(digest),
        signed,
        AlgorithmIdentifier.getInstance(key.algorithm().algorithmIdentifier()),
        new DEROctetString(key.signDer(Asn1.der(signed))),
        null);
  }

  private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
    return new Attribute(type, new DERSet(value));
  }

  /** The signer's certificate and those above it; a root is useless to who does not list it. */
  private static ASN1Set certificates(SigningKey key) {
    ASN1EncodableVector certificates = new ASN1EncodableVector();
    for (Certificate certificate : key.chain()) {
      if (certificate.equals(key.certificate()) || !certificate.isSelfIssued()) {
        certificates.add(ASN1Sequence.getInstance(certificate.der()));
      }
    }
    return new DERSet(certificates);
  }
}
