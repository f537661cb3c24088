package io.hufu.signing.xml;

import io.hufu.model.report.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/**
 * Takes the child elements of an element in their order. Used once.
 *
 * <p>Text between elements must be white space; comments and processing instructions are refused,
 * since who looks at a file does not see them and who computes on it may.
 */
final class Children {
  private final Element parent;
  private final List<Element> elements;
  private int next;

  private Children(Element parent, List<Element> elements) {
    this.parent = parent;
    this.elements = elements;
  }

  static Children of(Element parent) throws RefusedException {
    List<Element> elements = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        elements.add(element);
      } else if (!(node instanceof Text text)) {
        throw unexpected(parent);
      } else if (!text.getData().isBlank()) {
        throw RefusedException.malformed(parent.getLocalName(), "text between elements");
      }
    }
    return new Children(parent, elements);
  }

  private static RefusedException unexpected(Element parent) {
    return RefusedException.failed(
        FindingCode.XML_NODE_UNEXPECTED,
        parent.getLocalName(),
        "a comment or processing instruction");
  }

  boolean hasNext() {
    return next < elements.size();
  }

  Element next() {
    return elements.get(next++);
  }

  Optional<Element> take(String namespace, String name) {
    return hasNext() && is(elements.get(next), namespace, name)
        ? Optional.of(next())
        : Optional.empty();
  }

  Element require(String namespace, String name) throws RefusedException {
    return take(namespace, name)
        .orElseThrow(
            () -> RefusedException.malformed(parent.getLocalName(), "no " + name + " where due"));
  }

  void end() throws RefusedException {
    if (hasNext()) {
      throw RefusedException.malformed(parent.getLocalName(), "an element that is not expected");
    }
  }

  /** Returns the first element inside, whatever else is there. */
  static Optional<Element> first(Element parent) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }

  static boolean is(Node node, String namespace, String name) {
    return node instanceof Element
        && namespace.equals(node.getNamespaceURI())
        && name.equals(node.getLocalName());
  }

  /** Returns the text of an element without elements, as it stands. */
  static String text(Element element) throws RefusedException {
    StringBuilder text = new StringBuilder();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Text part) {
        text.append(part.getData());
      } else if (node instanceof Element) {
        throw RefusedException.malformed(element.getLocalName(), "elements where text is due");
      } else {
        throw unexpected(element);
      }
    }
    return text.toString();
  }

  /** Refuses attributes other than these, declarations of namespaces aside. */
  static void requireAttributes(Element element, Set<String> allowed) throws RefusedException {
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Attr attribute = (Attr) element.getAttributes().item(i);
      if (!isNamespace(attribute) && !allowed.contains(attribute.getName())) {
        throw RefusedException.malformed(
            element.getLocalName(), "an attribute that is not expected");
      }
    }
  }

  static boolean isNamespace(Attr attribute) {
    return attribute.getName().equals("xmlns") || attribute.getName().startsWith("xmlns:");
  }
}
