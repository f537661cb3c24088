package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate.KeyUsage;
import io.hufu.crypto.MalformedDataException;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.jspecify.annotations.Nullable;

/**
 * What RFC 5280 §4 forbids in any certificate of a path, wherever it stands.
 *
 * <p>Not asked for, although §4.2 obliges issuers: key identifiers (they only help to find paths)
 * and critical Basic Constraints of a CA (the national SM2 root has them non-critical).
 */
final class CertificateProfile {
  /** Extensions whose critical form is processed: here, by the path rules, or by the caller. */
  private static final Set<ASN1ObjectIdentifier> PROCESSED =
      Set.of(
          Extension.basicConstraints,
          Extension.keyUsage,
          Extension.extendedKeyUsage,
          Extension.nameConstraints,
          Extension.policyConstraints,
          Extension.policyMappings,
          Extension.inhibitAnyPolicy,
          Extension.certificatePolicies,
          Extension.subjectAlternativeName,
          // The caller judges revocation by complete lists only, which every point leads to.
          Extension.cRLDistributionPoints);

  private static final List<ASN1ObjectIdentifier> MUST_BE_CRITICAL =
      List.of(
          Extension.nameConstraints, // §4.2.1.10
          Extension.policyConstraints, // §4.2.1.11
          Extension.inhibitAnyPolicy); // §4.2.1.14

  private static final int LONGEST_SERIAL = 20;

  private CertificateProfile() {}

  static void check(X509 certificate) throws Violation {
    try {
      String broken = firstBrokenRule(certificate);
      if (broken != null) {
        throw Violation.constraint(certificate, broken);
      }
    } catch (MalformedDataException e) {
      throw Violation.constraint(certificate, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String firstBrokenRule(X509 certificate) throws MalformedDataException {
    String broken = fields(certificate);
    if (broken == null) {
      broken = criticality(certificate);
    }
    if (broken == null) {
      broken = certificateAuthority(certificate);
    }
    return broken == null ? names(certificate) : broken;
  }

  private static @Nullable String fields(X509 certificate) {
    // §4.1.2.1
    if (certificate.hasExtensions() && certificate.tbs().getVersionNumber() != 3) {
      return "extensions in a certificate that is not version 3";
    }
    // §4.1.2.2
    BigInteger serial = certificate.certificate().serial();
    if (serial.signum() <= 0 || serial.toByteArray().length > LONGEST_SERIAL) {
      return "serial number is not positive or is longer than 20 octets";
    }
    // §4.1.2.4
    return certificate.issuer().isEmpty() ? "issuer is empty" : null;
  }

  private static @Nullable String criticality(X509 certificate) {
    for (ASN1ObjectIdentifier oid : MUST_BE_CRITICAL) {
      if (certificate.has(oid) && !certificate.isCritical(oid)) {
        return "extension " + oid.getId() + " is not critical";
      }
    }
    // §6.1.4 (o), §6.1.5 (f); the identifiers and information access of §4.2.1.1, §4.2.1.2 and
    // §4.2.2 must never be critical, so they are refused like unknown extensions.
    for (ASN1ObjectIdentifier oid : certificate.criticalExtensions()) {
      if (!PROCESSED.contains(oid)) {
        return "critical extension " + oid.getId() + " is not processed";
      }
    }
    return null;
  }

  private static @Nullable String certificateAuthority(X509 certificate)
      throws MalformedDataException {
    BasicConstraints basic =
        certificate.value(Extension.basicConstraints, BasicConstraints::getInstance);
    boolean ca = basic != null && basic.isCA();
    // §4.2.1.9
    if (!ca && certificate.certificate().allows(KeyUsage.KEY_CERT_SIGN)) {
      return "keyCertSign without Basic Constraints of a CA";
    }
    ASN1Integer length = basic == null ? null : basic.getPathLenConstraintInteger();
    if (length != null && !ca) {
      return "path length without Basic Constraints of a CA";
    }
    if (length != null && length.getValue().signum() < 0) {
      return "path length is negative";
    }
    // §4.2.1.10
    if (!ca && certificate.has(Extension.nameConstraints)) {
      return "name constraints in a certificate that is not a CA's";
    }
    // §4.1.2.6
    return ca && certificate.subject().isEmpty() ? "subject of a CA is empty" : null;
  }

  private static @Nullable String names(X509 certificate) throws MalformedDataException {
    // §4.2.1.12: SEQUENCE SIZE (1..MAX)
    ExtendedKeyUsage purposes =
        certificate.value(Extension.extendedKeyUsage, ExtendedKeyUsage::getInstance);
    if (purposes != null && purposes.size() == 0) {
      return "extended key usage is empty";
    }
    // §4.2.1.6
    GeneralNames names =
        certificate.value(Extension.subjectAlternativeName, GeneralNames::getInstance);
    if (names != null && names.getNames().length == 0) {
      return "subject alternative name is empty";
    }
    boolean named = !certificate.subject().isEmpty();
    return named || certificate.isCritical(Extension.subjectAlternativeName)
        ? null
        : "empty subject without critical subject alternative name";
  }
}
