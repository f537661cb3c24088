package io.hufu.signing.xml;

import io.hufu.model.Evidence;
import java.util.List;
import javax.xml.XMLConstants;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Puts evidence into UnsignedSignatureProperties (ETSI EN 319 132-1 §5.3 to §5.5).
 *
 * <p>What XAdES has a place for goes there; the rest are our own elements. The ids {@code
 * evidence-N} keep the order of the items, which XAdES would otherwise group by kind.
 */
final class EvidenceWriter {
  static final String ID = "evidence-";
  private static final List<String> REVOCATION_ORDER =
      List.of("CRLValues", "OCSPValues", "OtherValues");

  private final Element properties;
  private final String dsPrefix;
  private int number;

  /**
   * @param signature whose unsigned properties are written to, with QualifyingProperties
   * @param number of items that are there already
   */
  EvidenceWriter(Element signature, Element qualifying, int number) {
    this.properties = place(qualifying);
    this.dsPrefix = prefix(signature);
    this.number = number;
  }

  /** Finds or makes the place for unsigned properties of a signature. */
  static Element place(Element qualifying) {
    Element unsigned = child(qualifying, "UnsignedProperties");
    return child(unsigned, "UnsignedSignatureProperties");
  }

  /** A prefix that is declared where the element stands, for elements inside it. */
  static String prefix(Element element) {
    return element.getPrefix() == null ? "" : element.getPrefix() + ":";
  }

  void write(Evidence item) {
    number++;
    String value = XmlText.base64(item.bytes());
    switch (item.kind()) {
      case TIME_STAMP -> timeStamp(value);
      case CERTIFICATE ->
          encapsulated(child(properties, "CertificateValues"), "X509Certificate", value);
      case CRL -> encapsulated(revocation("CRLValues"), "CRLValue", value);
      case OCSP -> encapsulated(revocation("OCSPValues"), "OCSPValue", value);
      default -> {
        Element element = XmlText.append(properties, Names.EVIDENCE, "hufu:evidence", value);
        element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:hufu", Names.EVIDENCE);
        element.setAttribute("Id", ID + number);
        element.setAttribute("kind", item.kind().label());
      }
    }
  }

  /** EN 319 132-1 §5.3: over the canonicalised SignatureValue element. */
  private void timeStamp(String value) {
    Element stamp = append(properties, "SignatureTimeStamp");
    stamp.setAttribute("Id", ID + number);
    XmlText.append(stamp, Names.DS, dsPrefix + "CanonicalizationMethod")
        .setAttribute("Algorithm", Names.EXCLUSIVE);
    append(stamp, "EncapsulatedTimeStamp").setTextContent(value);
  }

  private void encapsulated(Element parent, String name, String value) {
    Element element = append(parent, "Encapsulated" + name);
    element.setTextContent(value);
    element.setAttribute("Id", ID + number);
  }

  /** The lists of RevocationValues stand in the order of the schema. */
  private Element revocation(String name) {
    Element values = child(properties, "RevocationValues");
    int wanted = REVOCATION_ORDER.indexOf(name);
    for (Node node = values.getFirstChild(); node != null; node = node.getNextSibling()) {
      int found = REVOCATION_ORDER.indexOf(node.getLocalName());
      if (found == wanted) {
        return (Element) node;
      }
      if (found > wanted) {
        Element element = append(values, name);
        values.insertBefore(element, node);
        return element;
      }
    }
    return append(values, name);
  }

  private static Element child(Element parent, String name) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (Children.is(node, Names.XADES, name)) {
        return (Element) node;
      }
    }
    return append(parent, name);
  }

  private static Element append(Element parent, String name) {
    return XmlText.append(parent, Names.XADES, prefix(parent) + name);
  }
}
