package io.hufu.crypto.tsp;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import java.util.Arrays;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.jspecify.annotations.Nullable;

/**
 * The signed attributes that name the signer's certificate (RFC 5035 §3, §4; RFC 5816 §2.2.1).
 *
 * <p>Either version will do; where both stand, both must name the certificate. Version 1 hashes
 * with SHA-1, accepted for reading only: it does not prove the key, which the signature does, but
 * tells apart certificates of one key.
 */
final class SigningCertificateAttribute {
  private final @Nullable ESSCertID first;
  private final @Nullable ESSCertIDv2 second;

  /** The first certificate that an attribute names is the signer's (RFC 5035 §3). */
  SigningCertificateAttribute(Map<ASN1ObjectIdentifier, ASN1Encodable> attributes) {
    ASN1Encodable one = attributes.get(PKCSObjectIdentifiers.id_aa_signingCertificate);
    ASN1Encodable two = attributes.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
    first = one == null ? null : SigningCertificate.getInstance(sequence(one)).getCerts()[0];
    second = two == null ? null : SigningCertificateV2.getInstance(sequence(two)).getCerts()[0];
  }

  /** The library returns null for what is no SEQUENCE instead of refusing it. */
  private static ASN1Sequence sequence(ASN1Encodable value) {
    return ASN1Sequence.getInstance(value);
  }

  /** Builds the version 2 value. */
  static SigningCertificateV2 of(Certificate certificate, HashAlgorithm hash) {
    GeneralNames issuer =
        new GeneralNames(new GeneralName(X500Name.getInstance(certificate.issuerDer())));
    return new SigningCertificateV2(
        new ESSCertIDv2(
            Asn1.identifier(hash),
            certificate.digest(hash),
            new IssuerSerial(issuer, certificate.serial())));
  }

  boolean names(Certificate certificate) {
    return (first != null || second != null)
        && (first == null || isFirst(first, certificate))
        && (second == null || isSecond(second, certificate));
  }

  private static boolean isFirst(ESSCertID id, Certificate certificate) {
    byte[] der = certificate.der();
    SHA1Digest sha1 = new SHA1Digest();
    sha1.update(der, 0, der.length);
    byte[] digest = new byte[sha1.getDigestSize()];
    sha1.doFinal(digest, 0);
    return Arrays.equals(digest, id.getCertHash()) && isOf(id.getIssuerSerial(), certificate);
  }

  private static boolean isSecond(ESSCertIDv2 id, Certificate certificate) {
    return Asn1.hash(id.getHashAlgorithm())
            .filter(hash -> Arrays.equals(certificate.digest(hash), id.getCertHash()))
            .isPresent()
        && isOf(id.getIssuerSerial(), certificate);
  }

  /** §5: issuer and serial, where given, are the certificate's. */
  private static boolean isOf(@Nullable IssuerSerial id, Certificate certificate) {
    if (id == null) {
      return true;
    }
    GeneralName[] names = id.getIssuer().getNames();
    return names.length == 1
        && names[0].getTagNo() == GeneralName.directoryName
        && Arrays.equals(Asn1.der(names[0].getName()), certificate.issuerDer())
        && id.getSerial().getValue().equals(certificate.serial());
  }
}
