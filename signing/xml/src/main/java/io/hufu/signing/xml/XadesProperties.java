package io.hufu.signing.xml;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.model.report.FindingCode;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * The XAdES properties of one signature (ETSI EN 319 132-1 §4.3). Immutable.
 *
 * @param id of SignedProperties; empty when it has none
 * @param signingTime null when absent or without a zone
 * @param certificates digests of SigningCertificate(V2), the signer's first; empty when absent
 * @param unsigned UnsignedSignatureProperties; null when absent
 */
record XadesProperties(
    Element qualifying,
    @Nullable Element signed,
    String id,
    @Nullable Instant signingTime,
    List<CertDigest> certificates,
    @Nullable Element unsigned) {
  XadesProperties {
    certificates = List.copyOf(certificates);
  }

  /** The digest of a certificate under a method by its identifier. */
  record CertDigest(String method, byte[] value) {
    /** Tells whether it is the digest of this certificate; empty for a method we do not compute. */
    Optional<Boolean> names(Certificate certificate) {
      Optional<HashAlgorithm> hash = AlgorithmUris.digest(method);
      return hash.map(h -> MessageDigest.isEqual(certificate.digest(h), value));
    }
  }

  static XadesProperties read(Element signature, Element qualifying) throws RefusedException {
    Children.requireAttributes(qualifying, Set.of("Id", "Target"));
    // EN 319 132-1 §4.3.1: Target names the signature that the properties are of.
    if (!qualifying.getAttribute("Target").equals("#" + signature.getAttribute("Id"))) {
      throw RefusedException.failed(
          FindingCode.XML_OBJECT_UNEXPECTED,
          "QualifyingProperties",
          "Target names another signature");
    }
    Children children = Children.of(qualifying);
    Optional<Element> signed = children.take(Names.XADES, "SignedProperties");
    Optional<Element> unsigned = children.take(Names.XADES, "UnsignedProperties");
    children.end();
    Element signedElement = signed.orElse(null);
    Element unsignedElement = unsigned.isEmpty() ? null : unsigned(unsigned.get());
    if (signedElement == null) {
      return new XadesProperties(qualifying, null, "", null, List.of(), unsignedElement);
    }
    Element properties = signedSignatureProperties(signedElement);
    return new XadesProperties(
        qualifying,
        signedElement,
        signedElement.getAttribute("Id"),
        properties == null ? null : signingTime(properties),
        properties == null ? List.of() : certificates(properties),
        unsignedElement);
  }

  private static @Nullable Element signedSignatureProperties(Element signed)
      throws RefusedException {
    return Children.of(signed).take(Names.XADES, "SignedSignatureProperties").orElse(null);
  }

  private static @Nullable Element unsigned(Element unsigned) throws RefusedException {
    Children.requireAttributes(unsigned, Set.of("Id"));
    Children children = Children.of(unsigned);
    Optional<Element> properties = children.take(Names.XADES, "UnsignedSignatureProperties");
    children.take(Names.XADES, "UnsignedDataObjectProperties");
    children.end();
    if (properties.isPresent()) {
      Children.requireAttributes(properties.get(), Set.of("Id"));
    }
    return properties.orElse(null);
  }

  private static @Nullable Instant signingTime(Element properties) throws RefusedException {
    for (Children children = Children.of(properties); children.hasNext(); ) {
      Element property = children.next();
      if (Children.is(property, Names.XADES, "SigningTime")) {
        try {
          return OffsetDateTime.parse(Children.text(property).strip()).toInstant();
        } catch (DateTimeException e) {
          return null;
        }
      }
    }
    return null;
  }

  private static List<CertDigest> certificates(Element properties) throws RefusedException {
    List<CertDigest> digests = new ArrayList<>();
    for (Children children = Children.of(properties); children.hasNext(); ) {
      Element property = children.next();
      boolean names =
          Children.is(property, Names.XADES, "SigningCertificate")
              || Children.is(property, Names.XADES, "SigningCertificateV2");
      if (names) {
        for (Children certs = Children.of(property); certs.hasNext(); ) {
          digests.add(certificate(certs.require(Names.XADES, "Cert")));
        }
      }
    }
    return digests;
  }

  private static CertDigest certificate(Element cert) throws RefusedException {
    Children digest = Children.of(Children.of(cert).require(Names.XADES, "CertDigest"));
    Element method = digest.require(Names.DS, "DigestMethod");
    Element value = digest.require(Names.DS, "DigestValue");
    return new CertDigest(
        XmlReference.algorithm(method), XmlText.decodeSpaced(Children.text(value), "CertDigest"));
  }
}
