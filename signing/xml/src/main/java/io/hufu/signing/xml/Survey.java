package io.hufu.signing.xml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Comment;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.ProcessingInstruction;
import org.w3c.dom.Text;

/** One walk through a document: ids, signatures, licences, what nobody sees. Used once. */
final class Survey {
  private final Map<String, Element> ids = new HashMap<>();
  private final Set<String> repeated = new HashSet<>();
  private final List<Element> signatures = new ArrayList<>();
  private final List<Element> licences = new ArrayList<>();
  private boolean unseen;
  private boolean split;

  private Survey() {}

  static Survey of(Document document) {
    Survey survey = new Survey();
    Node node = document;
    while (node != null) {
      survey.look(node);
      node = following(node, document);
    }
    return survey;
  }

  /** Document order without recursion. */
  private static @Nullable Node following(Node node, Node end) {
    if (node.getFirstChild() != null) {
      return node.getFirstChild();
    }
    Node current = node;
    while (current != end && current != null) {
      if (current.getNextSibling() != null) {
        return current.getNextSibling();
      }
      current = current.getParentNode();
    }
    return null;
  }

  private void look(Node node) {
    if (node instanceof Comment || node instanceof ProcessingInstruction) {
      unseen = true;
      split |=
          node instanceof Comment
              && (isSaid(node.getPreviousSibling()) || isSaid(node.getNextSibling()));
    } else if (node instanceof Element element) {
      if (Children.is(element, Names.DS, "Signature")) {
        signatures.add(element);
      } else if (isLicence(element)) {
        licences.add(element);
      }
      NamedNodeMap attributes = element.getAttributes();
      for (int i = 0; i < attributes.getLength(); i++) {
        Attr attribute = (Attr) attributes.item(i);
        if (isId(attribute) && ids.putIfAbsent(attribute.getValue(), element) != null) {
          repeated.add(attribute.getValue());
        }
      }
    }
  }

  private static boolean isSaid(@Nullable Node node) {
    return node instanceof Text text && !text.getData().isBlank();
  }

  /** Whether a licence begins here: by its name, or because what is around it is no licence. */
  private static boolean isLicence(Element element) {
    return isOurs(element)
        && (element.getLocalName().equals(LicenceElements.ROOT)
            || !isOurs(element.getParentNode()));
  }

  private static boolean isOurs(Node node) {
    return node instanceof Element && Names.isLicence(String.valueOf(node.getNamespaceURI()));
  }

  /** Id, ID, id and xml:id are all taken for ids: by someone they are. */
  private static boolean isId(Attr attribute) {
    String name = attribute.getName();
    return name.equalsIgnoreCase("id") || name.equals("xml:id");
  }

  /** Returns the element of an id that occurs once. */
  Optional<Element> element(String id) {
    return repeated.contains(id) ? Optional.empty() : Optional.ofNullable(ids.get(id));
  }

  boolean isRepeated(String id) {
    return repeated.contains(id);
  }

  boolean hasRepeatedIds() {
    return !repeated.isEmpty();
  }

  Set<String> ids() {
    return ids.keySet();
  }

  /** Returns all Signature elements in document order. */
  List<Element> signatures() {
    return signatures;
  }

  /** Returns the elements with which licences begin. */
  List<Element> licences() {
    return licences;
  }

  /**
   * Tells whether a comment stands in a text: it is not signed, and many programs read such a text
   * only as far as the comment.
   */
  boolean hasSplitText() {
    return split;
  }

  /** Tells whether there is a comment or a processing instruction. */
  boolean hasUnseenNodes() {
    return unseen;
  }
}
