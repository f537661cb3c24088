package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.VerificationKey;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Builds certificates for pilots and tests (RFC 5280 §4, GB/T 20518 profile). Not thread-safe.
 *
 * <p>Every certificate is version 3 with subject and authority key identifiers.
 */
public final class CertificateBuilder {
  /** What the certificate is for; fixes key usage, basic constraints and extended key usage. */
  public enum Profile {
    /** A trust anchor: keyCertSign, cRLSign. */
    ROOT(KeyUsage.keyCertSign | KeyUsage.cRLSign),
    /** Issues certificates below a root: keyCertSign, cRLSign. */
    CA(KeyUsage.keyCertSign | KeyUsage.cRLSign),
    /** Signs licences, notes or lists: digitalSignature, nonRepudiation. */
    SIGNER(KeyUsage.digitalSignature | KeyUsage.nonRepudiation),
    /** The encryption half of a dual pair: keyEncipherment, dataEncipherment, keyAgreement. */
    ENCRYPTION(KeyUsage.keyEncipherment | KeyUsage.dataEncipherment | KeyUsage.keyAgreement),
    /** Signs time-stamps: digitalSignature, and critically id-kp-timeStamping only (RFC 3161). */
    TIME_STAMPING(KeyUsage.digitalSignature),
    /** Answers for its CA: digitalSignature, id-kp-OCSPSigning, ocsp-nocheck (RFC 6960). */
    OCSP_RESPONDER(KeyUsage.digitalSignature);

    private final int keyUsage;

    Profile(int keyUsage) {
      this.keyUsage = keyUsage;
    }

    private @Nullable KeyPurposeId purpose() {
      return switch (this) {
        case TIME_STAMPING -> KeyPurposeId.id_kp_timeStamping;
        case OCSP_RESPONDER -> KeyPurposeId.id_kp_OCSPSigning;
        default -> null;
      };
    }

    private boolean isCa() {
      return this == ROOT || this == CA;
    }
  }

  private static final int DERIVED_SERIAL_LENGTH = 16;
  private static final int LONGEST_SERIAL = 20;

  private final Profile profile;
  private final X500Name subject;
  private final VerificationKey key;
  private final List<String> crlUris = new ArrayList<>();
  private @Nullable Instant from;
  private @Nullable Instant to;
  private @Nullable BigInteger serial;

  /**
   * Starts a certificate for a key; {@code subject} in RFC 4514 form, not empty.
   *
   * @throws IllegalArgumentException when the subject is not such a name
   */
  public CertificateBuilder(Profile profile, String subject, VerificationKey key) {
    this.profile = profile;
    this.subject = name(subject);
    this.key = key;
  }

  /** Sets the period of validity, both ends inclusive, whole seconds (fractions are cut off). */
  public CertificateBuilder validity(Instant from, Instant to) {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("a certificate cannot end before it begins");
    }
    this.from = from;
    this.to = to;
    return this;
  }

  /**
   * Sets the positive serial number, at most 20 bytes. Without it the number is derived from the
   * contents, so the same contents have the same number.
   */
  public CertificateBuilder serial(BigInteger serial) {
    if (serial.signum() <= 0 || serial.toByteArray().length > LONGEST_SERIAL) {
      throw new IllegalArgumentException("a serial number is positive and has at most 20 bytes");
    }
    this.serial = serial;
    return this;
  }

  /** Adds a CRL distribution point. */
  public CertificateBuilder crlAt(String uri) {
    crlUris.add(uri);
    return this;
  }

  /**
   * Signs with a CA key that has a certificate.
   *
   * @throws IllegalArgumentException when the key's certificate is not a CA's
   * @throws IllegalStateException when the validity was not set
   */
  public Certificate signedBy(SigningKey ca) throws KeyUnavailableException {
    Certificate issuer = ca.certificate();
    if (!issuer.isCa()) {
      throw new IllegalArgumentException(issuer + " is not a CA");
    }
    byte[] keyId = issuer.subjectKeyId().orElseGet(() -> keyId(issuer.key()));
    return sign(ca, X500Name.getInstance(issuer.subjectDer()), keyId);
  }

  /**
   * Signs with its own key (roots).
   *
   * @throws IllegalArgumentException when the key is another than the certificate's
   * @throws IllegalStateException when the validity was not set
   */
  public Certificate selfSigned(SigningKey key) throws KeyUnavailableException {
    if (!key.verificationKey().equals(this.key)) {
      throw new IllegalArgumentException("a self-signed certificate is signed with its own key");
    }
    return sign(key, subject, keyId(this.key));
  }

  private Certificate sign(SigningKey signer, X500Name issuer, byte[] issuerKeyId)
      throws KeyUnavailableException {
    if (from == null || to == null) {
      throw new IllegalStateException("a certificate needs a period of validity");
    }
    AlgorithmIdentifier algorithm =
        AlgorithmIdentifier.getInstance(signer.algorithm().algorithmIdentifier());
    V3TBSCertificateGenerator tbs = new V3TBSCertificateGenerator();
    tbs.setSerialNumber(new ASN1Integer(serial == null ? derivedSerial(issuer) : serial));
    tbs.setSignature(algorithm);
    tbs.setIssuer(issuer);
    tbs.setStartDate(Asn1.time(from));
    tbs.setEndDate(Asn1.time(to));
    tbs.setSubject(subject);
    tbs.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.spki()));
    tbs.setExtensions(extensions(issuerKeyId).generate());
    ASN1Encodable contents = tbs.generateTBSCertificate();
    DERBitString value = new DERBitString(signer.signDer(Asn1.der(contents)));
    try {
      return Certificate.fromDer(
          Asn1.der(new DERSequence(new ASN1Encodable[] {contents, algorithm, value})));
    } catch (MalformedDataException e) {
      throw new IllegalStateException("a certificate just built cannot be read", e);
    }
  }

  private ExtensionsGenerator extensions(byte[] issuerKeyId) {
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    if (profile.isCa()) {
      add(extensions, Extension.basicConstraints, true, new BasicConstraints(true));
    }
    add(extensions, Extension.keyUsage, true, new KeyUsage(profile.keyUsage));
    KeyPurposeId purpose = profile.purpose();
    if (purpose != null) {
      boolean critical = profile == Profile.TIME_STAMPING;
      add(extensions, Extension.extendedKeyUsage, critical, new ExtendedKeyUsage(purpose));
    }
    if (profile == Profile.OCSP_RESPONDER) {
      add(extensions, OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
    }
    add(extensions, Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyId(key)));
    add(
        extensions,
        Extension.authorityKeyIdentifier,
        false,
        new AuthorityKeyIdentifier(issuerKeyId));
    if (!crlUris.isEmpty()) {
      add(extensions, Extension.cRLDistributionPoints, false, distributionPoints());
    }
    return extensions;
  }

  private CRLDistPoint distributionPoints() {
    return new CRLDistPoint(
        crlUris.stream()
            .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
            .map(name -> new DistributionPointName(new GeneralNames(name)))
            .map(name -> new DistributionPoint(name, null, null))
            .toArray(DistributionPoint[]::new));
  }

  private static void add(
      ExtensionsGenerator extensions,
      ASN1ObjectIdentifier oid,
      boolean critical,
      ASN1Encodable value) {
    extensions.addExtension(new Extension(oid, critical, new DEROctetString(Asn1.der(value))));
  }

  /** RFC 7093 §2 method 1: the leftmost 160 bits of the SHA-256 of the key; no SHA-1. */
  private static byte[] keyId(VerificationKey key) {
    byte[] bits = SubjectPublicKeyInfo.getInstance(key.spki()).getPublicKeyData().getOctets();
    return Arrays.copyOf(HashAlgorithm.SHA_256.digest(bits), 20);
  }

  private BigInteger derivedSerial(X500Name issuer) {
    byte[] digest =
        HashAlgorithm.SHA_256.digest(
            Asn1.der(issuer), Asn1.der(subject), key.spki(), seconds(from), seconds(to));
    // One bit is always set, so that the number is positive and its length does not vary.
    return new BigInteger(1, Arrays.copyOf(digest, DERIVED_SERIAL_LENGTH))
        .setBit(8 * DERIVED_SERIAL_LENGTH - 2)
        .clearBit(8 * DERIVED_SERIAL_LENGTH - 1);
  }

  private static byte[] seconds(@Nullable Instant at) {
    long seconds = at == null ? 0 : at.getEpochSecond();
    return ByteBuffer.allocate(Long.BYTES).putLong(seconds).array();
  }

  /** The text has the last RDN first, the structure the first (RFC 4514 §2.1). */
  private static X500Name name(String text) {
    List<RDN> rdns = new ArrayList<>(List.of(new X500Name(BCStyle.INSTANCE, text).getRDNs()));
    if (rdns.isEmpty()) {
      throw new IllegalArgumentException("a subject is not empty");
    }
    Collections.reverse(rdns);
    return new X500Name(rdns.toArray(new RDN[0]));
  }
}
