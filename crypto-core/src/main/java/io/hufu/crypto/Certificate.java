package io.hufu.crypto;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An X.509 certificate as bytes and the facts read from it. Immutable and thread-safe. */
public final class Certificate {
  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";

  private final byte[] der;
  private final CertificateParts parts;
  private final @Nullable VerificationKey key;

  private Certificate(byte[] der) throws MalformedDataException {
    this.der = der;
    this.parts = CertificateParts.of(der);
    this.key = usableKey(parts.spki());
  }

  private static @Nullable VerificationKey usableKey(byte[] spki) {
    try {
      return VerificationKey.fromSpki(spki);
    } catch (MalformedDataException e) {
      return null;
    }
  }

  /** Bits of the key usage extension (RFC 5280 §4.2.1.3), by position. */
  public enum KeyUsage {
    DIGITAL_SIGNATURE,
    NON_REPUDIATION,
    KEY_ENCIPHERMENT,
    DATA_ENCIPHERMENT,
    KEY_AGREEMENT,
    KEY_CERT_SIGN,
    CRL_SIGN
  }

  /**
   * Parses one DER certificate strictly: no trailing bytes; inner and outer signature algorithm are
   * the same bytes. An unknown key or signature algorithm is no error here: see {@link
   * #hasUsableKey}.
   */
  public static Certificate fromDer(byte[] der) throws MalformedDataException {
    return new Certificate(der.clone());
  }

  /** Parses every CERTIFICATE block of a PEM text, in order; at least one. */
  public static List<Certificate> fromPem(byte[] pem) throws MalformedDataException {
    List<Certificate> certificates = new ArrayList<>();
    for (Pem.Block block : Pem.blocks(pem)) {
      if (block.label().equals("CERTIFICATE")) {
        certificates.add(new Certificate(block.bytes()));
      }
    }
    if (certificates.isEmpty()) {
      throw new MalformedDataException("no CERTIFICATE block in the PEM text");
    }
    return List.copyOf(certificates);
  }

  /** Returns the DER bytes (a copy). */
  public byte[] der() {
    return der.clone();
  }

  /** Returns the certificate as PEM, lines of 64 characters, ending with a line feed. */
  public String pem() {
    return Pem.write("CERTIFICATE", der);
  }

  /** Returns the digest of the DER bytes. */
  public byte[] digest(HashAlgorithm hash) {
    return hash.digest(der);
  }

  /** Returns the subject in RFC 4514 form. */
  public String subject() {
    return parts.subject().text();
  }

  /** Returns the issuer in RFC 4514 form. */
  public String issuer() {
    return parts.issuer().text();
  }

  /** Returns the serial number. */
  public BigInteger serial() {
    return parts.serial();
  }

  /** Returns the first instant of validity. */
  public Instant notBefore() {
    return parts.notBefore();
  }

  /** Returns the last instant of validity (inclusive). */
  public Instant notAfter() {
    return parts.notAfter();
  }

  /** Tells whether the public key is of a kind that Hufu verifies with. */
  public boolean hasUsableKey() {
    return key != null;
  }

  /** Returns the public key; throws IllegalStateException unless {@link #hasUsableKey}. */
  public VerificationKey key() {
    if (key == null) {
      throw new IllegalStateException("the certificate's key is of a kind that is not accepted");
    }
    return key;
  }

  /** Tells whether the key usage is present and has the bit. */
  public boolean allows(KeyUsage usage) {
    return parts.extensions().allows(usage);
  }

  /** Tells whether there is a key usage extension at all. */
  public boolean hasKeyUsage() {
    return parts.extensions().hasKeyUsage();
  }

  /** Returns the dotted object identifiers of the extended key usage, empty when absent. */
  public List<String> extendedKeyUsage() {
    return parts.extensions().extendedKeyUsage();
  }

  /** Tells whether the extended key usage is present and critical. */
  public boolean extendedKeyUsageIsCritical() {
    return criticalExtensions().contains(EXTENDED_KEY_USAGE);
  }

  /** Tells whether Basic Constraints are present and say CA. */
  public boolean isCa() {
    return parts.extensions().isCa();
  }

  /** Tells whether subject and issuer are the same name. */
  public boolean isSelfIssued() {
    return parts.subject().equals(parts.issuer());
  }

  /** Tells whether the issuer name is the CA's subject name (RFC 5280 §7.1); no signature check. */
  public boolean isIssuedInNameOf(Certificate ca) {
    return parts.issuer().equals(ca.parts.subject());
  }

  /** Returns the algorithm of the signature; empty for one that is not accepted. */
  public Optional<SignatureAlgorithm> signatureAlgorithm() {
    return SignatureAlgorithm.ofAlgorithmIdentifier(parts.signatureAlgorithm());
  }

  /** Verifies the signature over the bytes as received; false for an algorithm not accepted. */
  public boolean isSignedBy(VerificationKey signer) {
    return signatureAlgorithm()
        .filter(algorithm -> signer.verifyDer(algorithm, parts.tbs(), parts.signature()))
        .isPresent();
  }

  /** Returns the DER Name of the subject, as received. */
  public byte[] subjectDer() {
    return parts.subject().der();
  }

  /** Returns the DER Name of the issuer, as received. */
  public byte[] issuerDer() {
    return parts.issuer().der();
  }

  /** Returns the DER SubjectPublicKeyInfo as received, even when the key is not usable. */
  public byte[] spki() {
    return parts.spki().clone();
  }

  /** Returns pathLenConstraint; empty when absent, or when this is no CA. */
  public OptionalInt pathLength() {
    return parts.extensions().pathLength();
  }

  /** Returns the subject key identifier (RFC 5280 §4.2.1.2). */
  public Optional<byte[]> subjectKeyId() {
    return parts.extensions().subjectKeyId();
  }

  /** Returns keyIdentifier of the authority key identifier (RFC 5280 §4.2.1.1). */
  public Optional<byte[]> authorityKeyId() {
    return parts.extensions().authorityKeyId();
  }

  /** Returns the URIs of the CRL distribution points; untrusted text, nothing is fetched. */
  public List<String> crlUris() {
    return parts.extensions().crlUris();
  }

  /** Returns the URIs of the OCSP responders (RFC 5280 §4.2.2.1); untrusted, nothing is fetched. */
  public List<String> ocspUris() {
    return parts.extensions().ocspUris();
  }

  /** Returns the dotted object identifiers of the critical extensions. */
  public Set<String> criticalExtensions() {
    return parts.extensions().criticalOids();
  }

  /** Returns extnValue's octets of an extension, by dotted object identifier. */
  public Optional<byte[]> extension(String oid) {
    return parts.extensions().value(oid);
  }

  /** Two certificates are equal when their DER bytes are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Certificate that && Arrays.equals(der, that.der);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(der);
  }

  /** Returns subject and serial number. */
  @Override
  public String toString() {
    return subject() + " (serial " + serial().toString(16) + ")";
  }
}
