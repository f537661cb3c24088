package io.hufu.signing.ofd;

import java.util.ArrayDeque;
import java.util.Deque;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Collects the characters that a page shows, in the order of its objects. */
final class PageText {
  private PageText() {}

  /** Appends every TextCode below a part's root; the tree's depth was limited by the parser. */
  static void append(OfdElement root, StringBuilder text) {
    Deque<Node> open = new ArrayDeque<>();
    open.push(root.element());
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node instanceof Element element && "TextCode".equals(element.getLocalName())) {
        text.append(element.getTextContent());
        continue;
      }
      for (Node child = node.getLastChild(); child != null; child = child.getPreviousSibling()) {
        if (child instanceof Element) {
          open.push(child);
        }
      }
    }
  }

  /** Removes white space, which layout adds and takes away. */
  static String squeezed(String text) {
    return text.replaceAll("[\\s\\u3000]", "");
  }
}
