package io.hufu.signing.ofd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Signature.xml (GB/T 33190 §18.2). Immutable.
 *
 * @param entry its name
 * @param value entry name of SignedValue.dat
 * @param checkMethod as written; empty when absent
 * @param references in their order
 * @param stamps where the seal is shown
 * @param seal entry name of Seal.esl, when one is named
 * @param image entry name of the seal's picture (ImageLoc of OFD 2.0), when one is named
 */
record SignatureFile(
    String entry,
    String value,
    String checkMethod,
    List<Reference> references,
    List<StampAnnot> stamps,
    Optional<String> seal,
    Optional<String> image) {
  SignatureFile {
    references = List.copyOf(references);
    stamps = List.copyOf(stamps);
  }

  /**
   * One protected file.
   *
   * @param path as written
   * @param entry what it leads to; empty for nothing
   * @param checkValue base64 text
   */
  record Reference(String path, Optional<String> entry, String checkValue) {}

  /**
   * One place where the seal is shown.
   *
   * @param page ID of the page
   * @param visible what is shown of the picture, on the page; empty when it cannot be read
   * @param boundary where the whole picture lies
   */
  record StampAnnot(
      String id, String page, Optional<Boundary> boundary, Optional<Boundary> visible) {}

  static SignatureFile read(String entry, OfdPackage parts) throws IOException, OfdFault {
    OfdElement root = parts.part(entry, "Signature");
    OfdElement info = root.required("SignedInfo");
    OfdElement references = info.required("References");
    List<Reference> list = new ArrayList<>();
    for (OfdElement reference : references.all("Reference")) {
      String path = reference.attribute("FileRef").orElse("").strip();
      list.add(new Reference(path, fromRoot(path, parts), reference.required("CheckValue").text()));
    }
    List<StampAnnot> stamps = new ArrayList<>();
    for (OfdElement stamp : info.all("StampAnnot")) {
      stamps.add(stamp(stamp));
    }
    Optional<OfdElement> seal = info.optional("Seal");
    OfdElement value = root.required("SignedValue");
    return new SignatureFile(
        entry,
        parts
            .resolve(value)
            .orElseThrow(() -> OfdFault.malformed(entry, "SignedValue leads to no entry")),
        references.attribute("CheckMethod").orElse("").strip(),
        list,
        stamps,
        seal.isEmpty() ? Optional.empty() : loc(seal.get(), "BaseLoc", parts),
        seal.isEmpty() ? Optional.empty() : loc(seal.get(), "ImageLoc", parts));
  }

  /** FileRef is absolute; one without a slash is meant from the root. */
  private static Optional<String> fromRoot(String path, OfdPackage parts) {
    return parts.resolve(path, "");
  }

  private static Optional<String> loc(OfdElement seal, String name, OfdPackage parts)
      throws OfdFault {
    Optional<OfdElement> path = seal.optional(name);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        parts
            .resolve(path.get())
            .orElseThrow(() -> OfdFault.malformed(seal.entry(), name + " leads to no entry")));
  }

  private static StampAnnot stamp(OfdElement stamp) {
    Optional<Boundary> boundary = stamp.attribute("Boundary").flatMap(Boundary::parse);
    Optional<Boundary> visible = boundary;
    if (stamp.attribute("Clip").isPresent()) {
      Optional<Boundary> clip = stamp.attribute("Clip").flatMap(Boundary::parse);
      visible = boundary.flatMap(whole -> clip.map(whole::clipped));
    }
    return new StampAnnot(
        stamp.attribute("ID").orElse(""),
        stamp.attribute("PageRef").orElse("").strip(),
        boundary,
        visible);
  }
}
