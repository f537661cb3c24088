package io.hufu.crypto.cms;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.Sha1Name;
import io.hufu.crypto.StrictDer;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.jspecify.annotations.Nullable;

/**
 * The signed attributes that name the signer's certificate (RFC 5035 §3, §4; RFC 5816 §2.2.1).
 *
 * <p>Either version will do; where both stand, both must name the certificate. Version 1 hashes
 * with SHA-1, accepted for reading only: it does not prove the key, which the signature does, but
 * tells apart certificates of one key. Immutable.
 */
public final class SigningCertificateAttribute {
  private final @Nullable ESSCertID first;
  private final @Nullable ESSCertIDv2 second;

  private SigningCertificateAttribute(@Nullable ESSCertID first, @Nullable ESSCertIDv2 second) {
    this.first = first;
    this.second = second;
  }

  /**
   * Reads the values of both attributes; the first certificate of each is the signer's (RFC 5035
   * §3).
   *
   * @param one DER SigningCertificate, or null
   * @param two DER SigningCertificateV2, or null
   */
  public static SigningCertificateAttribute of(byte @Nullable [] one, byte @Nullable [] two)
      throws MalformedDataException {
    try {
      return new SigningCertificateAttribute(
          one == null ? null : SigningCertificate.getInstance(sequence(one)).getCerts()[0],
          two == null ? null : SigningCertificateV2.getInstance(sequence(two)).getCerts()[0]);
    } catch (RuntimeException e) {
      throw new MalformedDataException("a signing certificate attribute cannot be read", e);
    }
  }

  /** The library returns null for what is no SEQUENCE instead of refusing it. */
  private static ASN1Sequence sequence(byte[] value) throws MalformedDataException {
    StrictDer.check(value);
    return ASN1Sequence.getInstance(value);
  }

  /** Builds the DER value of version 2. */
  public static byte[] version2(Certificate certificate, HashAlgorithm hash) {
    GeneralNames issuer =
        new GeneralNames(new GeneralName(X500Name.getInstance(certificate.issuerDer())));
    return Asn1.der(
        new SigningCertificateV2(
            new ESSCertIDv2(
                SignerAlgorithms.identifier(hash),
                certificate.digest(hash),
                new IssuerSerial(issuer, certificate.serial()))));
  }

  /** Tells whether either attribute is there. */
  public boolean isPresent() {
    return first != null || second != null;
  }

  /** Tells whether the attributes name this certificate; false when there are none. */
  public boolean names(Certificate certificate) {
    try {
      return isPresent()
          && (first == null || isFirst(first, certificate))
          && (second == null || isSecond(second, certificate));
    } catch (IllegalArgumentException | IllegalStateException e) {
      return false; // an attribute that cannot be read names nothing
    }
  }

  private static boolean isFirst(ESSCertID id, Certificate certificate) {
    return Arrays.equals(Sha1Name.of(certificate.der()), id.getCertHash())
        && isOf(id.getIssuerSerial(), certificate);
  }

  private static boolean isSecond(ESSCertIDv2 id, Certificate certificate) {
    return SignerAlgorithms.hash(id.getHashAlgorithm())
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
