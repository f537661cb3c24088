package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.DistinguishedName;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.StrictDer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.jspecify.annotations.Nullable;

/** A certificate with the structure and names that path rules need. Immutable. */
final class X509 {
  private final Certificate certificate;
  private final TBSCertificate tbs;
  private final @Nullable Extensions extensions;
  private final DistinguishedName subject;
  private final DistinguishedName issuer;
  private final Entity entity;
  private final @Nullable ByteBuffer subjectKeyId;
  private final @Nullable ByteBuffer authorityKeyId;

  private X509(Certificate certificate) throws MalformedDataException {
    this.certificate = certificate;
    tbs = TBSCertificate.getInstance(StrictDer.elements(certificate.der()).get(0));
    extensions = tbs.getExtensions() == null ? null : Asn1.extensions(tbs.getExtensions());
    subject = DistinguishedName.parse(certificate.subjectDer());
    issuer = DistinguishedName.parse(certificate.issuerDer());
    entity = new Entity(subject, ByteBuffer.wrap(certificate.spki()));
    subjectKeyId = certificate.subjectKeyId().map(ByteBuffer::wrap).orElse(null);
    authorityKeyId = certificate.authorityKeyId().map(ByteBuffer::wrap).orElse(null);
  }

  /** Reads the structure; a certificate whose extensions cannot be read is malformed. */
  static X509 of(Certificate certificate) throws MalformedDataException {
    try {
      return new X509(certificate);
    } catch (RuntimeException e) {
      throw new MalformedDataException("certificate structure cannot be read", e);
    }
  }

  Certificate certificate() {
    return certificate;
  }

  TBSCertificate tbs() {
    return tbs;
  }

  DistinguishedName subject() {
    return subject;
  }

  DistinguishedName issuer() {
    return issuer;
  }

  boolean isSelfIssued() {
    return subject.equals(issuer);
  }

  /** The subject key identifier, or null. */
  @Nullable ByteBuffer subjectKeyId() {
    return subjectKeyId;
  }

  /** The key identifier of the authority, or null. */
  @Nullable ByteBuffer authorityKeyId() {
    return authorityKeyId;
  }

  /** The bits of the public key, as OCSP and key identifiers hash them (RFC 6960 §4.1.1). */
  byte[] publicKeyBits() {
    return tbs.getSubjectPublicKeyInfo().getPublicKeyData().getOctets();
  }

  /** Subject and key together: what RFC 4158 §2.4.1 calls the same entity. */
  Entity entity() {
    return entity;
  }

  /** A name with its key. */
  record Entity(DistinguishedName name, ByteBuffer spki) {}

  boolean has(ASN1ObjectIdentifier oid) {
    return extension(oid) != null;
  }

  boolean isCritical(ASN1ObjectIdentifier oid) {
    Extension extension = extension(oid);
    return extension != null && extension.isCritical();
  }

  @Nullable Extension extension(ASN1ObjectIdentifier oid) {
    return extensions == null ? null : extensions.getExtension(oid);
  }

  List<ASN1ObjectIdentifier> criticalExtensions() {
    return extensions == null ? List.of() : List.of(extensions.getCriticalExtensionOIDs());
  }

  boolean hasExtensions() {
    return extensions != null;
  }

  /** Decodes an extension, null when absent; a value that is not strict DER is malformed. */
  <T> @Nullable T value(ASN1ObjectIdentifier oid, Function<ASN1Encodable, T> decoder)
      throws MalformedDataException {
    return Asn1.value(extension(oid), decoder);
  }
}
