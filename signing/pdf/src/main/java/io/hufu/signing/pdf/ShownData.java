package io.hufu.signing.pdf;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.LicencePayload;
import io.hufu.model.LicenceType;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.signing.page.DrawingList;
import io.hufu.signing.page.EmbeddedFont;
import io.hufu.signing.page.PageComposer;
import io.hufu.signing.page.PageException;
import io.hufu.signing.page.PageStatement;
import io.hufu.signing.page.PageTemplate;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Data shown = data embedded: makes the document of the attached licence anew, and compares.
 *
 * <p>Immutable.
 *
 * @param options the types whose pages can be drawn, and the fonts to draw them with
 */
record ShownData(PdfOptions options, Limits limits) {
  /** Says what differs; nothing when the pages show what is attached. */
  Optional<Finding> compare(PdfStructure structure, LicencePayload licence)
      throws IOException, PdfFault {
    try {
      Optional<byte[]> file = Attachment.read(structure.newest(), Attachment.PAGE);
      if (file.isEmpty()) {
        return Optional.of(notCompared("no " + Attachment.PAGE + " says how it was drawn"));
      }
      return redrawn(structure.newest(), licence, PageStatement.fromJsonFile(file.get()));
    } catch (PageException e) {
      return Optional.of(notCompared(e.code().name()));
    } catch (PdfFault e) {
      throw e;
    } catch (MalformedDataException e) {
      return Optional.of(notCompared(String.valueOf(e.getMessage())));
    }
  }

  private Optional<Finding> redrawn(View shown, LicencePayload licence, PageStatement statement)
      throws IOException, PdfFault, PageException {
    Optional<LicenceType> type = options.catalogue().find(licence.licence().type());
    if (type.isEmpty()) {
      return Optional.of(notCompared("the licence type is not known here"));
    }
    PageTemplate template = PageTemplate.of(type.get());
    if (!template.digest().equals(statement.template())) {
      return Optional.of(notCompared("drawn by another template"));
    }
    DrawingList drawings =
        new PageComposer(template, options.chain()).compose(licence.licence(), statement.qr());
    Optional<byte[]> made = made(new PdfOrder(licence, statement, drawings, 1, hasApprover(shown)));
    if (made.isEmpty()) {
      return Optional.of(notCompared("a picture that cannot be read"));
    }
    View expected = PdfStructure.read(new FileWindow(Document.of(made.get())), limits).newest();
    Optional<String> different = new ShownComparison(expected, shown).difference();
    if (different.isPresent() && !Fonts.of(shown).equals(names(drawings))) {
      return Optional.of(notCompared("drawn with other fonts than those that are here"));
    }
    return different.map(ShownData::mismatch);
  }

  /** Empty when the library that makes files cannot read a picture that the data holds. */
  private static Optional<byte[]> made(PdfOrder order) {
    try {
      return Optional.of(PdfMaker.make(order).bytes());
    } catch (RuntimeException e) {
      return Optional.empty(); // whatever it throws for a picture that somebody made up
    }
  }

  private static boolean hasApprover(View view) throws IOException, PdfFault {
    return FormField.of(view).stream()
        .anyMatch(field -> field.name().equals(SignatureFields.APPROVER));
  }

  private static Set<String> names(DrawingList drawings) {
    return drawings.fonts().stream()
        .map(EmbeddedFont::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Names of the fonts of a document; a name has a tag that follows from the font's bytes. */
  private static final class Fonts {
    private static Set<String> of(View view) throws IOException, PdfFault {
      Set<String> names = new TreeSet<>();
      Cos.Dict pages = view.dict(view.catalog(), "Pages");
      for (Cos page : view.items(pages.get("Kids"))) {
        Cos.Dict fonts = view.dict(view.dict(view.dict(page), "Resources"), "Font");
        for (Cos font : fonts.entries().values()) {
          names.add(view.name(view.dict(font), "BaseFont"));
        }
      }
      return names;
    }
  }

  private static Finding notCompared(String detail) {
    return Finding.of(
        FindingCode.PAGE_NOT_COMPARED,
        Outcome.INCONCLUSIVE,
        FindingSubject.DOCUMENT,
        Map.of("detail", detail));
  }

  private static Finding mismatch(String where) {
    return Finding.of(FindingCode.DATA_MISMATCH, Outcome.FAILED, FindingSubject.DOCUMENT).at(where);
  }
}
