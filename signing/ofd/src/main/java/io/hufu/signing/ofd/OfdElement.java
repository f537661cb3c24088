package io.hufu.signing.ofd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * An element of an OFD part and where it stands. Immutable as long as nobody writes to the tree.
 *
 * <p>Children are those in the root's namespace; what other namespaces add is not OFD.
 *
 * @param entry name of the entry
 */
record OfdElement(Element element, String entry) {
  String name() {
    return element.getLocalName();
  }

  /** Returns the child elements of a name, in their order. */
  List<OfdElement> all(String name) {
    List<OfdElement> found = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && child.getLocalName().equals(name) && isOfd(child)) {
        found.add(new OfdElement(child, entry));
      }
    }
    return found;
  }

  /** Returns every child element of the namespace. */
  List<OfdElement> children() {
    List<OfdElement> found = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && isOfd(child)) {
        found.add(new OfdElement(child, entry));
      }
    }
    return found;
  }

  private boolean isOfd(Element child) {
    String namespace = element.getOwnerDocument().getDocumentElement().getNamespaceURI();
    return namespace == null
        ? child.getNamespaceURI() == null
        : namespace.equals(child.getNamespaceURI());
  }

  /** Returns the only child of a name; two are a fault, for readers would choose differently. */
  Optional<OfdElement> optional(String name) throws OfdFault {
    List<OfdElement> found = all(name);
    if (found.size() > 1) {
      throw OfdFault.malformed(entry, "more than one " + name);
    }
    return found.stream().findFirst();
  }

  OfdElement required(String name) throws OfdFault {
    return optional(name).orElseThrow(() -> OfdFault.malformed(entry, "no " + name));
  }

  /** Returns an attribute without namespace. */
  Optional<String> attribute(String name) {
    return element.hasAttributeNS(null, name)
        ? Optional.of(element.getAttributeNS(null, name))
        : Optional.empty();
  }

  /** Returns the text without white space around; anything but text inside is a fault. */
  String text() throws OfdFault {
    return content().strip();
  }

  /** Returns the text as it stands; anything but text inside is a fault. */
  String content() throws OfdFault {
    StringBuilder text = new StringBuilder();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeType() != Node.TEXT_NODE) {
        throw OfdFault.malformed(entry, name() + " holds more than text");
      }
      text.append(node.getNodeValue());
    }
    return text.toString();
  }
}
