package io.hufu.crypto;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** Makes certificates for the tests of this package, which is below the certificate builder. */
final class TestCertificates {
  static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant TO = Instant.parse("2036-01-01T00:00:00Z");

  private TestCertificates() {}

  static Certificate selfSigned(SigningKey key, String name) throws Exception {
    return signed(key.verificationKey(), name, key, name);
  }

  static Certificate signed(VerificationKey key, String subject, SigningKey ca, String issuer)
      throws Exception {
    byte[] algorithm = ca.algorithm().algorithmIdentifier();
    TBSCertificate tbs = tbs(key, subject, issuer, AlgorithmIdentifier.getInstance(algorithm));
    return Certificate.fromDer(assemble(tbs, algorithm, ca.signDer(Asn1.der(tbs))));
  }

  static TBSCertificate tbs(
      VerificationKey key, String subject, String issuer, AlgorithmIdentifier algorithm) {
    return generator(key, subject, issuer, algorithm).generateTBSCertificate();
  }

  /** A certificate body with these extensions, in this order. */
  static TBSCertificate tbs(
      VerificationKey key, AlgorithmIdentifier algorithm, Extension... extensions) {
    V3TBSCertificateGenerator generator = generator(key, "CN=subject", "CN=issuer", algorithm);
    generator.setExtensions(new Extensions(extensions));
    return generator.generateTBSCertificate();
  }

  private static V3TBSCertificateGenerator generator(
      VerificationKey key, String subject, String issuer, AlgorithmIdentifier algorithm) {
    V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(BigInteger.TEN));
    generator.setSignature(algorithm);
    generator.setIssuer(new X500Name(issuer));
    generator.setSubject(new X500Name(subject));
    generator.setStartDate(new Time(Date.from(FROM)));
    generator.setEndDate(new Time(Date.from(TO)));
    generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.spki()));
    return generator;
  }

  static byte[] assemble(TBSCertificate tbs, byte[] algorithm, byte[] signature) {
    ASN1EncodableVector parts = new ASN1EncodableVector();
    parts.add(tbs);
    parts.add(AlgorithmIdentifier.getInstance(algorithm));
    parts.add(new DERBitString(signature));
    return Asn1.der(new DERSequence(parts));
  }
}
