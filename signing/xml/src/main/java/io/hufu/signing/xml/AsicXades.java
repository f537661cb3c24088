package io.hufu.signing.xml;

import io.hufu.model.report.SubjectSignature;
import io.hufu.signing.input.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Judges the XAdES signatures of a container: their References name its files. */
final class AsicXades {
  private static final String OPEN_DOCUMENT =
      "urn:oasis:names:tc:opendocument:xmlns:digitalsignature:1.0";

  private final AsicContents contents;
  private final Limits limits;

  AsicXades(AsicContents contents, Limits limits) {
    this.contents = contents;
    this.limits = limits;
  }

  /**
   * Judges one entry.
   *
   * @param before signatures of other entries, which have the first numbers
   */
  AsicSignatures judge(Document document, int before) {
    Whole whole = Whole.of(document, limits);
    ForeignReader reader = new ForeignReader(whole, limits, contents, isHolder(document));
    reader.read(before);
    List<SubjectSignature> read = reader.signatures();
    List<Set<String>> covered = new ArrayList<>();
    for (Set<String> uris : reader.outside()) {
      covered.add(
          uris.stream()
              .map(AsicContents::name)
              .filter(Objects::nonNull)
              .collect(Collectors.toSet()));
    }
    return new AsicSignatures(read, reader.findings(), covered);
  }

  /** Whether a document holds signatures and nothing else. */
  private static boolean isHolder(Document document) {
    Element root = document.getDocumentElement();
    boolean named =
        Children.is(root, Names.ASIC, "XAdESSignatures")
            || Children.is(root, OPEN_DOCUMENT, "document-signatures");
    for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
      named = named && (!(node instanceof Element) || Children.is(node, Names.DS, "Signature"));
    }
    return named;
  }
}
