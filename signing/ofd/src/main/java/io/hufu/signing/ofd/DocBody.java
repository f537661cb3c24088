package io.hufu.signing.ofd;

import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One document of a package (DocBody, GB/T 33190 §7.4): where it starts, and its pages. Immutable.
 *
 * @param element the DocBody
 * @param root entry name of Document.xml, the one that a reader shows
 * @param document the parsed Document.xml
 * @param pages by their ID
 */
record DocBody(OfdElement element, String root, OfdElement document, Map<String, Page> pages) {
  private static final int MAX_BODIES = 256;

  /** Over all documents of a package: several may name one Document.xml. */
  private static final int MAX_PAGES = 10_000;

  DocBody {
    pages = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(pages));
  }

  /**
   * One page.
   *
   * @param entry name of Content.xml; empty when its path leads nowhere
   * @param area the page's physical box
   */
  record Page(String id, Optional<String> entry, Boundary area) {}

  static List<DocBody> all(OfdElement ofd, OfdPackage parts) throws IOException, OfdFault {
    List<DocBody> bodies = new ArrayList<>();
    int pages = 0;
    for (OfdElement body : ofd.all("DocBody")) {
      DocBody read = read(body, parts);
      bodies.add(read);
      pages += read.pages().size();
      if (bodies.size() > MAX_BODIES || pages > MAX_PAGES) {
        throw tooMany(ofd.entry());
      }
    }
    if (bodies.isEmpty()) {
      throw OfdFault.malformed(ofd.entry(), "no DocBody");
    }
    return List.copyOf(bodies);
  }

  private static OfdFault tooMany(String entry) {
    return new OfdFault(
        FindingCode.LIMIT_EXCEEDED,
        Outcome.INCONCLUSIVE,
        entry,
        "more than " + MAX_BODIES + " documents or " + MAX_PAGES + " pages");
  }

  private static DocBody read(OfdElement body, OfdPackage parts) throws IOException, OfdFault {
    OfdElement docRoot = body.required("DocRoot");
    String root =
        parts
            .resolve(docRoot)
            .orElseThrow(() -> OfdFault.malformed(body.entry(), "DocRoot leads to no entry"));
    OfdElement document = parts.part(root, "Document");
    return new DocBody(body, root, document, pages(document, parts));
  }

  private static Map<String, Page> pages(OfdElement document, OfdPackage parts)
      throws IOException, OfdFault {
    Boundary usual = defaultArea(document);
    Map<String, Page> pages = new LinkedHashMap<>();
    for (OfdElement page : document.required("Pages").all("Page")) {
      String id = page.attribute("ID").orElse("");
      Optional<String> entry =
          page.attribute("BaseLoc")
              .flatMap(path -> parts.resolve(path.strip(), Loc.folder(document.entry())));
      Boundary area = usual;
      if (entry.isPresent()) {
        area = area(parts.part(entry.get(), "Page")).orElse(usual);
      }
      if (pages.put(id, new Page(id, entry, area)) != null) {
        throw OfdFault.malformed(document.entry(), "two pages with one ID");
      }
      if (pages.size() > MAX_PAGES) {
        throw tooMany(document.entry());
      }
    }
    return pages;
  }

  private static Boundary defaultArea(OfdElement document) throws OfdFault {
    Optional<OfdElement> area = document.required("CommonData").optional("PageArea");
    return area.isEmpty()
        ? new Boundary(0, 0, 210, 297)
        : box(area.get()).orElse(new Boundary(0, 0, 210, 297));
  }

  private static Optional<Boundary> area(OfdElement page) throws OfdFault {
    Optional<OfdElement> area = page.optional("Area");
    return area.isEmpty() ? Optional.empty() : box(area.get());
  }

  private static Optional<Boundary> box(OfdElement area) throws OfdFault {
    Optional<OfdElement> box = area.optional("PhysicalBox");
    return box.isEmpty() ? Optional.empty() : Boundary.parse(box.get().text());
  }

  /** Finds the list of signatures; empty for an unsigned document. */
  Optional<SignatureList> signatures(OfdPackage parts) throws IOException, OfdFault {
    Optional<OfdElement> path = element.optional("Signatures");
    if (path.isEmpty()) {
      return Optional.empty();
    }
    String entry =
        parts
            .resolve(path.get())
            .orElseThrow(() -> OfdFault.malformed(element.entry(), "Signatures lead to no entry"));
    return Optional.of(SignatureList.read(parts.part(entry, "Signatures"), this, parts));
  }

  /** Returns the files that the document declares as attachments, by their name. */
  Map<String, String> attachments(OfdPackage parts) throws IOException, OfdFault {
    Map<String, String> files = new HashMap<>();
    Optional<OfdElement> path = document.optional("Attachments");
    Optional<String> entry = path.isEmpty() ? Optional.empty() : parts.resolve(path.get());
    if (entry.isEmpty()) {
      return files;
    }
    for (OfdElement attachment : parts.part(entry.get(), "Attachments").all("Attachment")) {
      Optional<OfdElement> file = attachment.optional("FileLoc");
      Optional<String> found = file.isEmpty() ? Optional.empty() : parts.resolve(file.get());
      String name = attachment.attribute("Name").orElse("");
      if (found.isPresent() && files.put(name, found.get()) != null) {
        throw OfdFault.malformed(entry.get(), "two attachments with one name");
      }
    }
    return files;
  }

  /** Returns the entries that a current version puts in the place of the document. */
  List<String> currentVersions(OfdPackage parts) throws IOException, OfdFault {
    List<String> current = new ArrayList<>();
    Optional<OfdElement> versions = element.optional("Versions");
    for (OfdElement version : versions.map(v -> v.all("Version")).orElse(List.of())) {
      Optional<String> file =
          version
              .attribute("BaseLoc")
              .flatMap(path -> parts.resolve(path.strip(), Loc.folder(element.entry())));
      if (version.attribute("Current").filter("true"::equals).isPresent() && file.isPresent()) {
        current.add(file.get());
        Optional<OfdElement> root = parts.part(file.get(), "DocVersion").optional("DocRoot");
        if (root.isPresent()) {
          parts.resolve(root.get()).ifPresent(current::add);
        }
      }
    }
    return current;
  }
}
