package io.hufu.signing.pdf;

import io.hufu.model.report.FindingCode;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A file cut into its revisions, its objects found on demand.
 *
 * @param views the document as it was at each revision
 * @param tolerated what was read although it is not as it should be
 */
record PdfStructure(
    FileWindow file,
    List<Revision> revisions,
    ObjectStore store,
    List<View> views,
    List<PdfFault> tolerated) {

  static PdfStructure read(FileWindow file, Limits limits) throws IOException, PdfFault {
    StreamDecoder decoder = new StreamDecoder(limits);
    EntryList entries = new EntryList();
    XrefReader sections = new XrefReader(file, decoder, entries);
    List<Revision> revisions = new RevisionReader(file, sections).read();
    ObjectStore store = new ObjectStore(file, ObjectTable.of(entries, revisions), decoder);
    List<View> views = new ArrayList<>();
    for (Revision revision : revisions) {
      views.add(new View(store, revision.number(), revision.trailer()));
    }
    return new PdfStructure(file, revisions, store, List.copyOf(views), sections.tolerated());
  }

  View newest() {
    return views.get(views.size() - 1);
  }

  /** §7.6: what is encrypted cannot be compared, and says nothing against the document. */
  void requireUnencrypted() throws PdfFault {
    for (Revision revision : revisions) {
      if (revision.trailer().has("Encrypt")) {
        throw PdfFault.undecided(
            FindingCode.DOCUMENT_ENCRYPTED, "trailer", "the document is encrypted");
      }
    }
  }

  List<FoundSignature> signatures() throws IOException, PdfFault {
    return new SignatureFinder(store, revisions, views).find();
  }
}
