package io.hufu.signing.xml;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.model.report.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Reads one Signature element strictly in the order of its schema. Used once. */
final class SignatureReader {
  /** Most References: each costs a walk through what it names. */
  private static final int MAX_REFERENCES = 64;

  private final Element element;
  private final boolean own;
  private final List<Certificate> certificates = new ArrayList<>();
  private final List<Element> keyValues = new ArrayList<>();

  private SignatureReader(Element element, boolean own) {
    this.element = element;
    this.own = own;
  }

  /**
   * Reads a signature.
   *
   * @param own whether it is on a licence of ours, which allows one form of KeyInfo and Object
   */
  static XmlSignature read(Element element, boolean own) throws RefusedException {
    return new SignatureReader(element, own).read();
  }

  private XmlSignature read() throws RefusedException {
    Children.requireAttributes(element, own ? Set.of("Id") : Set.of("Id", "xsi:schemaLocation"));
    Children children = Children.of(element);
    Element info = children.require(Names.DS, "SignedInfo");
    Element value = children.require(Names.DS, "SignatureValue");
    Optional<Element> keyInfo = children.take(Names.DS, "KeyInfo");
    List<Element> objects = new ArrayList<>();
    while (children.hasNext()) {
      objects.add(children.require(Names.DS, "Object"));
    }
    if (own) {
      // Neither id is signed, and time-stamps are over the second.
      requireId(element, SignatureWriter.ID);
      requireId(value, SignatureWriter.VALUE_ID);
    }
    if (keyInfo.isPresent()) {
      readKeyInfo(keyInfo.get());
    }
    Children parts = Children.of(info);
    Element canonicalization = parts.require(Names.DS, "CanonicalizationMethod");
    Element method = parts.require(Names.DS, "SignatureMethod");
    return new XmlSignature(
        element,
        info,
        canonicalization(canonicalization),
        method(method),
        references(parts),
        value,
        XmlText.decodeSpaced(Children.text(value), "SignatureValue"),
        certificates,
        keyValues,
        objects,
        properties(objects));
  }

  private static void requireId(Element element, String id) throws RefusedException {
    Children.requireAttributes(element, Set.of("Id"));
    if (!element.getAttribute("Id").equals(id)) {
      throw RefusedException.malformed(element.getLocalName(), "an id other than " + id);
    }
  }

  private CanonicalXml canonicalization(Element method) throws RefusedException {
    String algorithm = XmlReference.algorithm(method);
    CanonicalXml canonical = new CanonicalXml(algorithm, XmlReference.prefixes(method));
    boolean ours = canonical.equals(CanonicalXml.EXCLUSIVE);
    if (CanonicalXml.isWithComments(algorithm)) {
      throw CanonicalXml.comments("CanonicalizationMethod");
    }
    if (!CanonicalXml.isAllowed(algorithm) || (own && !ours)) {
      throw RefusedException.failed(
          FindingCode.XML_CANONICALIZATION_REFUSED,
          "CanonicalizationMethod",
          "a canonicalisation that is not on the list");
    }
    return canonical;
  }

  private static String method(Element method) throws RefusedException {
    String algorithm = XmlReference.algorithm(method);
    if (!AlgorithmUris.isRefused(algorithm) && Children.of(method).hasNext()) {
      throw RefusedException.undecided(
          FindingCode.ALGORITHM_UNKNOWN, "SignatureMethod", "a method with parameters");
    }
    return algorithm;
  }

  private static List<XmlReference> references(Children parts) throws RefusedException {
    List<XmlReference> references = new ArrayList<>();
    while (parts.hasNext()) {
      if (references.size() == MAX_REFERENCES) {
        throw RefusedException.undecided(
            FindingCode.LIMIT_EXCEEDED,
            "SignedInfo",
            "more than " + MAX_REFERENCES + " references");
      }
      references.add(XmlReference.read(parts.require(Names.DS, "Reference")));
    }
    if (references.isEmpty()) {
      throw RefusedException.malformed("SignedInfo", "no Reference");
    }
    return references;
  }

  /** Nothing in KeyInfo is ever fetched; a key without a certificate names nobody. */
  private void readKeyInfo(Element keyInfo) throws RefusedException {
    Children.requireAttributes(keyInfo, own ? Set.of() : Set.of("Id"));
    for (Children children = Children.of(keyInfo); children.hasNext(); ) {
      Element part = children.next();
      if (Children.is(part, Names.DS, "X509Data")) {
        readX509(part);
      } else if (own || Children.is(part, Names.DS, "RetrievalMethod")) {
        throw RefusedException.failed(
            FindingCode.XML_KEY_INFO_REFUSED, "KeyInfo", "other than certificates in X509Data");
      } else if (Children.is(part, Names.DS, "KeyValue")) {
        keyValues.add(part);
      }
    }
    if (own && certificates.isEmpty()) {
      throw RefusedException.undecided(FindingCode.NO_SIGNER_CERTIFICATE, "KeyInfo", "none");
    }
  }

  private void readX509(Element data) throws RefusedException {
    Children.requireAttributes(data, Set.of());
    for (Children children = Children.of(data); children.hasNext(); ) {
      Element part = children.next();
      if (Children.is(part, Names.DS, "X509Certificate")) {
        certificates.add(certificate(part));
      } else if (own) {
        throw RefusedException.failed(
            FindingCode.XML_KEY_INFO_REFUSED, "X509Data", "other than certificates");
      }
    }
  }

  private Certificate certificate(Element part) throws RefusedException {
    Children.requireAttributes(part, Set.of());
    String text = Children.text(part);
    byte[] der =
        own
            ? XmlText.decode(text, "X509Certificate")
            : XmlText.decodeSpaced(text, "X509Certificate");
    try {
      return Certificate.fromDer(der);
    } catch (MalformedDataException e) {
      throw RefusedException.malformed("X509Certificate", String.valueOf(e.getMessage()));
    }
  }

  private @Nullable XadesProperties properties(List<Element> objects) throws RefusedException {
    XadesProperties found = null;
    for (Element object : objects) {
      Optional<Element> first = Children.first(object);
      if (first.filter(e -> Children.is(e, Names.XADES, "QualifyingProperties")).isPresent()) {
        Children children = Children.of(object);
        Element qualifying = children.next();
        if (found != null || children.hasNext()) {
          throw object("more than one QualifyingProperties");
        }
        Children.requireAttributes(object, own ? Set.of() : Set.of("Id"));
        found = XadesProperties.read(element, qualifying);
      } else if (own) {
        throw object("an Object without QualifyingProperties");
      }
    }
    if (own && found == null) {
      throw RefusedException.malformed("Signature", "no QualifyingProperties");
    }
    return found;
  }

  private static RefusedException object(String detail) {
    return RefusedException.failed(FindingCode.XML_OBJECT_UNEXPECTED, "Object", detail);
  }
}
