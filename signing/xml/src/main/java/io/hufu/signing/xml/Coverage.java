package io.hufu.signing.xml;

import io.hufu.model.report.FindingCode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.ProcessingInstruction;
import org.w3c.dom.Text;

/** Tells whether one signature covers all that a document says. */
final class Coverage {
  private final Document document;
  private final XmlSignature signature;
  private final Set<Node> covered = new HashSet<>();

  private Coverage(Document document, XmlSignature signature) {
    this.document = document;
    this.signature = signature;
  }

  /**
   * Refuses a document of which a part could say something that was not signed.
   *
   * @param container whether the document only holds signatures over contents outside of it
   */
  static void require(
      Whole whole, XmlSignature signature, Dereferencing dereferencing, boolean container)
      throws RefusedException {
    if (whole.survey().hasSplitText()) {
      throw incomplete("a comment inside a text, which no signature covers");
    }
    Coverage coverage = new Coverage(whole.document(), signature);
    for (XmlReference reference : signature.dataReferences()) {
      Optional<Node> node = dereferencing.node(reference);
      node.ifPresent(coverage.covered::add);
    }
    coverage.requireRoot(container);
    coverage.requireObjects();
  }

  private void requireRoot(boolean container) throws RefusedException {
    Element root = document.getDocumentElement();
    if (signature.element() == root && (covered.contains(document) || covered.contains(root))) {
      throw incomplete("the signature is over itself only");
    }
    boolean whole =
        covered.contains(document)
            || ((covered.contains(root) || signature.element() == root || container)
                && !hasInstructions());
    if (!whole) {
      throw incomplete("the signature covers a part of the document only");
    }
  }

  /** Instructions beside the root can name a style sheet, which changes what is seen. */
  private boolean hasInstructions() {
    for (Node node = document.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof ProcessingInstruction) {
        return true;
      }
    }
    return false;
  }

  /**
   * What an Object holds beside the properties is data, and data that is not covered is nobody's.
   */
  private void requireObjects() throws RefusedException {
    for (Element object : signature.objects()) {
      boolean properties =
          Children.first(object)
              .filter(e -> Children.is(e, Names.XADES, "QualifyingProperties"))
              .isPresent();
      if (!properties && !covered.contains(object) && !contentCovered(object)) {
        throw incomplete("an Object that the signature does not cover");
      }
      if (Children.first(object).filter(e -> Children.is(e, Names.DS, "Manifest")).isPresent()) {
        throw incomplete("a Manifest, whose references are not checked");
      }
    }
  }

  private boolean contentCovered(Element object) {
    for (Node node = object.getFirstChild(); node != null; node = node.getNextSibling()) {
      boolean said =
          node instanceof Text text ? !text.getData().isBlank() : !covered.contains(node);
      if (said) {
        return false;
      }
    }
    return true;
  }

  private static RefusedException incomplete(String detail) {
    return RefusedException.undecided(FindingCode.COVERAGE_INCOMPLETE, "", detail);
  }
}
