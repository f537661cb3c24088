package io.hufu.signing.pdf;

import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the signatures that the form of the newest revision shows, in the order of the file. */
final class SignatureFinder {
  /**
   * Octets of all values together; one with all its revocation lists has a few hundred thousand.
   */
  private static final long MAX_VALUES = 32 << 20;

  private final ObjectStore store;
  private final List<Revision> revisions;
  private final List<View> views;

  SignatureFinder(ObjectStore store, List<Revision> revisions, List<View> views) {
    this.store = store;
    this.revisions = revisions;
    this.views = views;
  }

  List<FoundSignature> find() throws IOException, PdfFault {
    View newest = views.get(views.size() - 1);
    List<FoundSignature> found = new ArrayList<>();
    long octets = 0;
    for (FormField field : FormField.of(newest)) {
      if (field.isSignature() && value(newest, field) instanceof Cos.Dict dict) {
        FoundSignature signature = signature(field, dict);
        octets += signature.bytes().length;
        if (octets > MAX_VALUES) {
          throw PdfFault.limit("bytes of signature values", MAX_VALUES);
        }
        found.add(signature);
      }
    }
    found.sort(
        Comparator.comparingInt(FoundSignature::revision).thenComparingLong(FoundSignature::start));
    return found;
  }

  private static Cos value(View view, FormField field) throws IOException, PdfFault {
    try {
      return view.resolve(field.value());
    } catch (PdfFault e) {
      if (e.code() == FindingCode.MALFORMED) {
        throw PdfFault.failed(
            FindingCode.SIGNATURE_DICTIONARY_WRONG,
            "field " + CosParser.printable(field.name()),
            "cannot be read: " + e.getMessage());
      }
      throw e;
    }
  }

  private FoundSignature signature(FormField field, Cos.Dict dict) throws PdfFault {
    Cos.Text contents = dict.get("Contents") instanceof Cos.Text text ? text : null;
    int revision = views.size() - 1;
    if (contents != null && contents.start() >= 0) {
      revision = revisionAt(contents.start());
    } else if (field.value() instanceof Cos.Ref ref) {
      int slot = store.table().slot(ref.number(), revision);
      revision = slot < 0 ? revision : store.table().revision(slot);
    }
    return new FoundSignature(field, dict, contents, revision, views.get(revision));
  }

  private int revisionAt(long position) throws PdfFault {
    for (Revision revision : revisions) {
      if (revision.contains(position)) {
        return revision.number();
      }
    }
    throw PdfFault.failed(
        FindingCode.CROSS_REFERENCE_WRONG,
        PdfFault.at(position),
        "a signature that stands outside of every revision");
  }
}
