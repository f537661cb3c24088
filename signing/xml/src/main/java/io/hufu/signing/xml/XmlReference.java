package io.hufu.signing.xml;

import io.hufu.model.report.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * A Reference as written (XMLDSig §4.4.3). Immutable.
 *
 * @param uri null when the attribute is absent
 * @param type empty when absent
 * @param digest decoded DigestValue
 */
record XmlReference(
    @Nullable String uri,
    String type,
    List<Transform> transforms,
    String digestMethod,
    byte[] digest) {
  private static final Set<String> ATTRIBUTES = Set.of("Id", "URI", "Type");
  private static final String TEXT = "not(ancestor-or-self::";
  private static final Pattern WITHOUT_SIGNATURES =
      Pattern.compile(Pattern.quote(TEXT) + "\\w+:Signature\\)");

  XmlReference {
    transforms = List.copyOf(transforms);
  }

  /** One transform: its algorithm, and the PrefixList of InclusiveNamespaces when it has one. */
  record Transform(String algorithm, @Nullable String prefixes) {}

  static XmlReference read(Element element) throws RefusedException {
    Children.requireAttributes(element, ATTRIBUTES);
    Children children = Children.of(element);
    Optional<Element> transforms = children.take(Names.DS, "Transforms");
    Element method = children.require(Names.DS, "DigestMethod");
    Element value = children.require(Names.DS, "DigestValue");
    children.end();
    return new XmlReference(
        element.hasAttribute("URI") ? element.getAttribute("URI") : null,
        element.getAttribute("Type"),
        transforms.isEmpty() ? List.of() : transforms(transforms.get()),
        algorithm(method),
        XmlText.decodeSpaced(Children.text(value), "DigestValue"));
  }

  private static List<Transform> transforms(Element element) throws RefusedException {
    List<Transform> transforms = new ArrayList<>();
    for (Children children = Children.of(element); children.hasNext(); ) {
      Element transform = children.require(Names.DS, "Transform");
      if (isWithoutSignatures(transform)) {
        throw RefusedException.undecided(
            FindingCode.XML_TRANSFORM_REFUSED,
            "Transforms",
            "a path that leaves out every Signature, other ones too");
      }
      transforms.add(new Transform(algorithm(transform), prefixes(transform)));
    }
    return transforms;
  }

  /**
   * The one path that honest products write, for documents with several signatures. It is not
   * applied: what stands in the other signatures would be signed by nobody.
   */
  private static boolean isWithoutSignatures(Element transform) {
    Optional<Element> path =
        Children.first(transform).filter(e -> Children.is(e, Names.DS, "XPath"));
    String text = path.map(Element::getTextContent).orElse("").strip();
    return WITHOUT_SIGNATURES.matcher(text).matches()
        && Names.DS.equals(
            path.get().lookupNamespaceURI(text.substring(TEXT.length(), text.lastIndexOf(':'))));
  }

  /** A method without parameters, but for those of exclusive canonicalisation. */
  static String algorithm(Element method) throws RefusedException {
    Children.requireAttributes(method, Set.of("Algorithm"));
    return method.getAttribute("Algorithm");
  }

  /**
   * Returns the PrefixList inside a canonicalisation; null when the element is empty.
   *
   * @throws RefusedException for any other parameter: stylesheets and paths are programs
   */
  static @Nullable String prefixes(Element method) throws RefusedException {
    String place = method.getLocalName();
    boolean canonical = CanonicalXml.isAllowed(method.getAttribute("Algorithm"));
    Children children;
    try {
      children = Children.of(method);
    } catch (RefusedException e) {
      throw parameters(place, canonical);
    }
    if (!children.hasNext()) {
      return null;
    }
    Element first = children.next();
    boolean list = Children.is(first, Names.EXCLUSIVE, "InclusiveNamespaces");
    if (!list || !canonical || children.hasNext() || first.hasChildNodes()) {
      throw parameters(place, canonical);
    }
    Children.requireAttributes(first, Set.of("PrefixList"));
    return first.getAttribute("PrefixList");
  }

  private static RefusedException parameters(String place, boolean canonical) {
    return RefusedException.failed(
        canonical ? FindingCode.XML_CANONICALIZATION_REFUSED : FindingCode.XML_TRANSFORM_REFUSED,
        place,
        "a parameter that is not on the list");
  }
}
