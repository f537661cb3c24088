package io.hufu.signing.xml;

import io.hufu.crypto.Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * A Signature element as read (XMLDSig §4.2 to §4.6), judged by nobody yet. Immutable.
 *
 * @param method identifier of the signature method
 * @param value decoded SignatureValue
 * @param certificates of KeyInfo, in their order
 * @param keyValues KeyValue elements of KeyInfo
 * @param objects Object elements
 * @param properties null when there are no XAdES properties
 */
record XmlSignature(
    Element element,
    Element signedInfo,
    CanonicalXml canonicalization,
    String method,
    List<XmlReference> references,
    Element valueElement,
    byte[] value,
    List<Certificate> certificates,
    List<Element> keyValues,
    List<Element> objects,
    @Nullable XadesProperties properties) {
  XmlSignature {
    references = List.copyOf(references);
    certificates = List.copyOf(certificates);
    keyValues = List.copyOf(keyValues);
    objects = List.copyOf(objects);
  }

  /** Tells whether a reference is that to the signed properties of this signature. */
  boolean isToProperties(XmlReference reference) {
    return reference.type().equals(Names.SIGNED_PROPERTIES)
        || (properties != null && ("#" + properties.id()).equals(reference.uri()));
  }

  /** Returns the references to data: all but that to the signed properties. */
  List<XmlReference> dataReferences() {
    return references.stream().filter(reference -> !isToProperties(reference)).toList();
  }
}
