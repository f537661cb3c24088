package io.hufu.crypto.tsp;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.cms.SigningCertificateAttribute;
import io.hufu.crypto.pki.Pilot;
import java.security.MessageDigest;
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
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/** Builds the SM2 tokens that no authority should make; starts as a good one. */
final class RawToken {
  private final SigningKey key;
  private ASN1ObjectIdentifier type = CMSObjectIdentifiers.signedData;
  private ASN1ObjectIdentifier signedType = TimeStampToken.TST_INFO;
  private int version = 3;
  private @Nullable Certificate carried;
  private @Nullable Attribute ess;
  private boolean wrongDigest;
  private boolean attributes = true;
  private int signers = 1;

  RawToken(SigningKey key) {
    this.key = key;
    carried = key.certificate();
    ess =
        attribute(
            PKCSObjectIdentifiers.id_aa_signingCertificateV2,
            ASN1Sequence.getInstance(
                SigningCertificateAttribute.version2(key.certificate(), HashAlgorithm.SM3)));
  }

  RawToken gm(int version) {
    type = TimeStampToken.GM_SIGNED_DATA;
    this.version = version;
    return this;
  }

  RawToken withoutCertificates() {
    carried = null;
    return this;
  }

  RawToken withCertificate(Certificate certificate) {
    carried = certificate;
    return this;
  }

  RawToken withoutEss() {
    ess = null;
    return this;
  }

  RawToken essFirst(Certificate certificate) throws Exception {
    byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(certificate.der());
    ess =
        attribute(
            PKCSObjectIdentifiers.id_aa_signingCertificate,
            new SigningCertificate(new ESSCertID(sha1)));
    return this;
  }

  RawToken wrongContentType() {
    signedType = CMSObjectIdentifiers.data;
    return this;
  }

  RawToken wrongMessageDigest() {
    wrongDigest = true;
    return this;
  }

  RawToken withoutAttributes() {
    attributes = false;
    return this;
  }

  RawToken twice() {
    signers = 2;
    return this;
  }

  byte[] der() throws Exception {
    byte[] info = info();
    ASN1EncodableVector infos = new ASN1EncodableVector();
    for (int i = 0; i < signers; i++) {
      infos.add(signerInfo(info));
    }
    SignedData signed =
        new SignedData(
            new ASN1Integer(version),
            new DERSet(Asn1.identifier(HashAlgorithm.SM3)),
            new ContentInfo(TimeStampToken.TST_INFO, new DEROctetString(info)),
            carried == null ? null : new DERSet(ASN1Sequence.getInstance(carried.der())),
            null,
            new DERSet(infos));
    return Asn1.der(new ContentInfo(type, signed));
  }

  private static byte[] info() {
    byte[] digest = HashAlgorithm.SM3.digest(new byte[1]);
    return Asn1.der(
        new TSTInfo(
            TimeStampResponder.POLICY,
            new MessageImprint(Asn1.identifier(HashAlgorithm.SM3), digest),
            new ASN1Integer(7),
            Asn1.time(Pilot.AT),
            null,
            null,
            null,
            null,
            null));
  }

  private SignerInfo signerInfo(byte[] info) throws Exception {
    ASN1EncodableVector signed = new ASN1EncodableVector();
    signed.add(attribute(CMSAttributes.contentType, signedType));
    byte[] digest = HashAlgorithm.SM3.digest(wrongDigest ? new byte[0] : info);
    signed.add(attribute(CMSAttributes.messageDigest, new DEROctetString(digest)));
    if (ess != null) {
      signed.add(ess);
    }
    ASN1Set set = new DERSet(signed);
    return new SignerInfo(
        new SignerIdentifier(
            new IssuerAndSerialNumber(
                X500Name.getInstance(key.certificate().issuerDer()), key.certificate().serial())),
        Asn1.identifier(HashAlgorithm.SM3),
        attributes ? set : null,
        AlgorithmIdentifier.getInstance(key.algorithm().algorithmIdentifier()),
        new DEROctetString(key.signDer(attributes ? Asn1.der(set) : info)),
        null);
  }

  private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
    return new Attribute(type, new DERSet(value));
  }
}
