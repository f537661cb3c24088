package io.hufu.signing.xml;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.model.report.FindingCode;
import io.hufu.signing.xml.XmlReference.Transform;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Yields the octets that a Reference digests (XMLDSig §4.4.3.2): nothing is ever fetched, and only
 * transforms of the list are applied.
 */
final class Dereferencing {
  /** Programs, and what selects parts of a document by one. */
  private static final Pattern PROGRAMS =
      Pattern.compile(
          "http://www\\.w3\\.org/TR/1999/REC-(xslt|xpath)-19991116"
              + "|http://www\\.w3\\.org/2002/04/xmldsig-filter2|http://www\\.w3\\.org/2002/06/.*"
              + "|http://www\\.w3\\.org/2000/09/xmldsig#base64");

  private final Document document;
  private final Survey survey;
  private final Contents contents;
  private final Budget budget;
  private final XmlSignature read;
  private final Element signature;

  Dereferencing(Whole whole, Contents contents, XmlSignature read) {
    this.document = whole.document();
    this.survey = whole.survey();
    this.budget = whole.budget();
    this.contents = contents;
    this.read = read;
    this.signature = read.element();
  }

  /** Returns the canonical SignedInfo: the octets that are signed. */
  byte[] signedOctets() throws RefusedException {
    return read.canonicalization().of(read.signedInfo(), budget);
  }

  /** Returns the node that a same-document reference names; empty for any other. */
  Optional<Node> node(XmlReference reference) throws RefusedException {
    String uri = reference.uri();
    if (uri == null || (!uri.isEmpty() && uri.charAt(0) != '#')) {
      return Optional.empty();
    }
    if (uri.isEmpty()) {
      return Optional.of(document);
    }
    String id = uri.substring(1);
    if (survey.isRepeated(id)) {
      throw RefusedException.failed(
          FindingCode.XML_ID_REPEATED, "Reference", "the id that it names occurs more than once");
    }
    Optional<Element> element = survey.element(id);
    if (element.isEmpty()) {
      // #xpointer(…) ends here too: it is no id.
      throw RefusedException.failed(
          FindingCode.XML_REFERENCE_WRONG, "Reference", "names nothing in the document");
    }
    return Optional.of(element.get());
  }

  /** Digests what a reference names outside of the document, which must have been given. */
  byte[] digestOutside(XmlReference reference, HashAlgorithm hash) throws RefusedException {
    if (!reference.transforms().isEmpty()) {
      requireAllowed(reference.transforms().get(0));
      throw RefusedException.undecided(
          FindingCode.ALGORITHM_UNKNOWN, "Transforms", "a transform of a content outside");
    }
    String uri = Objects.requireNonNullElse(reference.uri(), "");
    Optional<byte[]> digest = contents.digest(uri, hash);
    return digest.orElseThrow(
        () ->
            RefusedException.undecided(
                FindingCode.CONTENT_NOT_GIVEN,
                "Reference",
                "names a content outside, which was not given"));
  }

  /** Writes the octets of a node of the document after the transforms. */
  void write(Node node, List<Transform> transforms, OutputStream out)
      throws RefusedException, IOException {
    boolean enveloped = false;
    CanonicalXml canonical = CanonicalXml.INCLUSIVE; // XMLDSig §4.4.3.2: the default
    for (int i = 0; i < transforms.size(); i++) {
      Transform transform = transforms.get(i);
      boolean last = i == transforms.size() - 1;
      if (transform.algorithm().equals(Names.ENVELOPED) && i == 0) {
        enveloped = true;
      } else if (transform.algorithm().equals(Names.BASE64)
          && isOwnObject(node)
          && last
          && i == 0) {
        out.write(XmlText.decodeSpaced(node.getTextContent(), "Object"));
        return;
      } else if (CanonicalXml.isAllowed(transform.algorithm()) && last) {
        canonical = new CanonicalXml(transform.algorithm(), transform.prefixes());
      } else {
        requireAllowed(transform);
        throw RefusedException.failed(
            FindingCode.XML_TRANSFORM_REFUSED, "Transforms", "transforms in another order");
      }
    }
    writeCanonical(node, enveloped, canonical, out);
  }

  private static void requireAllowed(Transform transform) throws RefusedException {
    String algorithm = transform.algorithm();
    if (CanonicalXml.isWithComments(algorithm)) {
      throw CanonicalXml.comments("Transforms");
    }
    if (PROGRAMS.matcher(algorithm).matches()) {
      throw RefusedException.failed(
          FindingCode.XML_TRANSFORM_REFUSED, "Transforms", "a transform that is not on the list");
    }
    if (!CanonicalXml.isAllowed(algorithm) && !algorithm.equals(Names.ENVELOPED)) {
      throw RefusedException.undecided(
          FindingCode.ALGORITHM_UNKNOWN, "Transforms", "a transform that we do not know");
    }
  }

  /** An enveloping signature may carry octets as base64 in an Object of its own. */
  private boolean isOwnObject(Node node) {
    return Children.is(node, Names.DS, "Object")
        && node.getParentNode() == signature
        && Children.first((Element) node).isEmpty();
  }

  /** The signature is taken out of the tree for as long as it must not be seen (§6.6.4). */
  private void writeCanonical(
      Node node, boolean enveloped, CanonicalXml canonical, OutputStream out)
      throws RefusedException {
    Node parent = signature.getParentNode();
    if (!enveloped || node == signature || parent == null || !contains(node, signature)) {
      canonical.write(node, out, budget);
      return;
    }
    Node next = signature.getNextSibling();
    parent.removeChild(signature);
    try {
      canonical.write(node, out, budget);
    } finally {
      parent.insertBefore(signature, next);
    }
  }

  private static boolean contains(Node ancestor, @Nullable Node node) {
    for (Node at = node; at != null; at = at.getParentNode()) {
      if (at == ancestor) {
        return true;
      }
    }
    return false;
  }
}
