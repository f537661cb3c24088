package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.VerificationKey;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** Builds the certificates that the product's builder refuses to build; no key identifiers. */
final class RawCertificate {
  private final ExtensionsGenerator extensions = new ExtensionsGenerator();
  private final X500Name subject;
  private final byte[] spki;
  private BigInteger serial = BigInteger.valueOf(1 + Pilot.RANDOM.nextInt(1_000_000_000));

  RawCertificate(String subject, VerificationKey key) {
    this(subject, key.spki());
  }

  RawCertificate(String subject, byte[] spki) {
    this.subject = new X500Name(subject);
    this.spki = spki;
  }

  RawCertificate serial(long serial) {
    this.serial = BigInteger.valueOf(serial);
    return this;
  }

  RawCertificate with(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
    extensions.addExtension(oid, critical, Asn1.der(value));
    return this;
  }

  RawCertificate ca() {
    return with(Extension.basicConstraints, true, new BasicConstraints(true));
  }

  RawCertificate ca(int pathLength) {
    return with(Extension.basicConstraints, true, new BasicConstraints(pathLength));
  }

  RawCertificate usage(int bits) {
    return with(Extension.keyUsage, true, new KeyUsage(bits));
  }

  Certificate signedBy(String issuer, SigningKey key) throws Exception {
    return signedBy(
        issuer, key, AlgorithmIdentifier.getInstance(key.algorithm().algorithmIdentifier()));
  }

  /** A certificate whose signature is nonsense. */
  Certificate unsigned(String issuer, AlgorithmIdentifier algorithm) throws Exception {
    return assemble(contents(issuer, algorithm), algorithm, new byte[64]);
  }

  /** Signs while naming any algorithm. */
  Certificate signedBy(String issuer, SigningKey key, AlgorithmIdentifier algorithm)
      throws Exception {
    ASN1Encodable contents = contents(issuer, algorithm);
    return assemble(contents, algorithm, key.signDer(Asn1.der(contents)));
  }

  private ASN1Encodable contents(String issuer, AlgorithmIdentifier algorithm) {
    V3TBSCertificateGenerator tbs = new V3TBSCertificateGenerator();
    tbs.setSerialNumber(new ASN1Integer(serial));
    tbs.setSignature(algorithm);
    tbs.setIssuer(new X500Name(issuer));
    tbs.setStartDate(Asn1.time(Pilot.FROM));
    tbs.setEndDate(Asn1.time(Pilot.TO));
    tbs.setSubject(subject);
    tbs.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(spki));
    if (!extensions.isEmpty()) {
      tbs.setExtensions(extensions.generate());
    }
    return tbs.generateTBSCertificate();
  }

  private static Certificate assemble(
      ASN1Encodable contents, AlgorithmIdentifier algorithm, byte[] value) throws Exception {
    return Certificate.fromDer(
        Asn1.der(
            new DERSequence(new ASN1Encodable[] {contents, algorithm, new DERBitString(value)})));
  }
}
