package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.CertStatus;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.digests.SHA1Digest;

/** Answers in any name with any key, as an attacker would; ids by SHA-1, responder by key. */
final class Impostor {
  private final SigningKey ca;

  Impostor(SigningKey ca) {
    this.ca = ca;
  }

  /** A certificate of the CA that does not allow to answer. */
  SigningKey withoutPurpose() throws Exception {
    return Pilot.issue(ca, Profile.SIGNER, "CN=冒充OCSP,C=CN");
  }

  static byte[] answer(SigningKey key, Certificate about, Certificate ca) throws Exception {
    CertID id =
        new CertID(
            new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1),
            new DEROctetString(sha1(about.issuerDer())),
            new DEROctetString(sha1(keyBits(ca))),
            new ASN1Integer(about.serial()));
    SingleResponse single =
        new SingleResponse(
            id, new CertStatus(), Asn1.generalized(Pilot.AT), null, (Extensions) null);
    X500Name name = X500Name.getInstance(key.certificate().subjectDer());
    ResponseData data =
        new ResponseData(
            key.certificate().equals(ca)
                ? new ResponderID(new DEROctetString(sha1(keyBits(ca))))
                : new ResponderID(name),
            Asn1.generalized(Pilot.AT),
            new DERSequence(single),
            (Extensions) null);
    ASN1Encodable certificate = ASN1Sequence.getInstance(key.certificate().der());
    BasicOCSPResponse basic =
        new BasicOCSPResponse(
            data,
            AlgorithmIdentifier.getInstance(key.algorithm().algorithmIdentifier()),
            new DERBitString(key.signDer(Asn1.der(data))),
            new DERSequence(certificate));
    return Asn1.der(
        new OCSPResponse(
            new OCSPResponseStatus(OCSPResponseStatus.SUCCESSFUL),
            new ResponseBytes(
                OCSPObjectIdentifiers.id_pkix_ocsp_basic, new DEROctetString(Asn1.der(basic)))));
  }

  private static byte[] keyBits(Certificate certificate) {
    return SubjectPublicKeyInfo.getInstance(certificate.spki()).getPublicKeyData().getOctets();
  }

  private static byte[] sha1(byte[] message) {
    SHA1Digest sha1 = new SHA1Digest();
    sha1.update(message, 0, message.length);
    byte[] digest = new byte[20];
    sha1.doFinal(digest, 0);
    return digest;
  }
}
