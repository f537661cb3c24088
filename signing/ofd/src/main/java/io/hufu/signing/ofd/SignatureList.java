package io.hufu.signing.ofd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One Signatures.xml (GB/T 33190 §18.1) and the document body that it belongs to. Immutable.
 *
 * @param entry name of Signatures.xml
 * @param listed the listed signatures in their order
 * @param body the document that is signed
 */
record SignatureList(String entry, List<Listed> listed, DocBody body) {
  SignatureList {
    listed = List.copyOf(listed);
  }

  /**
   * One item of the list.
   *
   * @param id as written
   * @param file entry name of Signature.xml; empty when the path leads nowhere
   */
  record Listed(String id, Optional<String> file) {}

  static SignatureList read(OfdElement root, DocBody body, OfdPackage ofd) {
    List<Listed> listed = new ArrayList<>();
    for (OfdElement item : root.all("Signature")) {
      listed.add(
          new Listed(
              item.attribute("ID").orElse(""),
              item.attribute("BaseLoc")
                  .flatMap(path -> ofd.resolve(path.strip(), Loc.folder(root.entry())))));
    }
    return new SignatureList(root.entry(), listed, body);
  }
}
