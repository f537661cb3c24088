package io.hufu.signing.xml;

import io.hufu.model.report.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * An ASiCManifest: the files that one CAdES signature or time-stamp is over (EN 319 162-1 annex
 * A.4).
 *
 * @param entry name of the manifest
 * @param signature name of the entry that signs the manifest; null when it names none
 * @param files references with the digests that the files must have
 */
record AsicManifest(String entry, @Nullable String signature, List<XmlReference> files) {
  private static final Set<String> FILE_ATTRIBUTES = Set.of("URI", "MimeType", "Rootfile");

  AsicManifest {
    files = List.copyOf(files);
  }

  static AsicManifest read(String entry, Document document) throws RefusedException {
    Element root = document.getDocumentElement();
    if (!Children.is(root, Names.ASIC, "ASiCManifest")) {
      throw RefusedException.malformed(entry, "not an ASiCManifest");
    }
    Children.requireAttributes(root, Set.of());
    Children children = Children.of(root);
    Element reference = children.require(Names.ASIC, "SigReference");
    Children.requireAttributes(reference, Set.of("URI", "MimeType"));
    List<XmlReference> files = new ArrayList<>();
    Optional<Element> file = children.take(Names.ASIC, "DataObjectReference");
    while (file.isPresent()) {
      files.add(file(file.get()));
      file = children.take(Names.ASIC, "DataObjectReference");
    }
    requireUnderstood(children.take(Names.ASIC, "ASiCManifestExtensions"));
    children.end();
    return new AsicManifest(entry, AsicContents.name(reference.getAttribute("URI")), files);
  }

  private static XmlReference file(Element element) throws RefusedException {
    Children.requireAttributes(element, FILE_ATTRIBUTES);
    Children children = Children.of(element);
    Element method = children.require(Names.DS, "DigestMethod");
    Element value = children.require(Names.DS, "DigestValue");
    requireUnderstood(children.take(Names.ASIC, "DataObjectReferenceExtensions"));
    children.end();
    return new XmlReference(
        element.getAttribute("URI"),
        "",
        List.of(),
        XmlReference.algorithm(method),
        XmlText.decodeSpaced(Children.text(value), "DigestValue"));
  }

  /** Whoever marks an extension as critical wants no word from those who do not know it. */
  private static void requireUnderstood(Optional<Element> extensions) throws RefusedException {
    if (extensions.isEmpty()) {
      return;
    }
    for (Children children = Children.of(extensions.get()); children.hasNext(); ) {
      String critical = children.next().getAttribute("Critical");
      if (critical.equals("true") || critical.equals("1")) {
        throw RefusedException.undecided(
            FindingCode.CRITICAL_HEADER_UNKNOWN, "ASiCManifest", "a critical extension");
      }
    }
  }
}
