package io.hufu.signing.pdf;

import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows the chain of cross-reference sections from the end and cuts the file into revisions. */
final class RevisionReader {
  /** Sections in one file; 256 signatures with their updates. */
  static final int MAX_SECTIONS = 1024;

  private static final int WINDOW = 4096;

  private final FileWindow file;
  private final XrefReader sections;

  RevisionReader(FileWindow file, XrefReader sections) {
    this.file = file;
    this.sections = sections;
  }

  List<Revision> read() throws IOException, PdfFault {
    List<XrefSection> chain = chain();
    List<Revision> revisions = new ArrayList<>();
    int next = 0;
    if (chain.size() > 1 && chain.get(0).start() > chain.get(1).start()) {
      revisions.add(linearised(chain.get(0), chain.get(1)));
      next = 2;
    }
    for (XrefSection section : chain.subList(next, chain.size())) {
      int number = revisions.size();
      @Nullable Revision last = number == 0 ? null : revisions.get(number - 1);
      requireOrder(section, last == null ? 0 : last.end());
      if (last != null && isAppendix(last, section)) {
        List<XrefSection> both = List.of(last.newest(), section);
        revisions.set(number - 1, new Revision(number - 1, last.start(), section.end(), both));
      } else {
        long start = last == null ? 0 : last.end();
        revisions.add(new Revision(number, start, section.end(), List.of(section)));
      }
    }
    return revisions;
  }

  /**
   * Word processors write a table for old readers, and behind its end-of-file marker an empty one
   * whose XRefStm (§7.5.8.4) stands among the same objects: one revision in two sections. A
   * signature in it must cover both.
   */
  private static boolean isAppendix(Revision last, XrefSection section) throws PdfFault {
    return last.sections().size() == 1
        && section.hybridFrom() == section.from()
        && section.trailer().has("XRefStm")
        && last.contains(IndirectObject.direct(section.trailer().get("XRefStm"), section.start()))
        && section.trailer().get("Root").equals(last.trailer().get("Root"))
        && section.trailer().get("Encrypt").equals(last.trailer().get("Encrypt"))
        && section.trailer().get("Info").equals(last.trailer().get("Info"));
  }

  private static void requireOrder(XrefSection section, long start) throws PdfFault {
    if (section.start() < start) {
      throw wrong(section.start(), "an update whose cross-reference section stands before it");
    }
    if (section.startxref() != section.start()) {
      throw wrong(section.bodyEnd(), "startxref does not name the section before it");
    }
  }

  /** Annex F: the section of the first page stands in front and is read first. */
  private Revision linearised(XrefSection main, XrefSection first) throws IOException, PdfFault {
    Cos.Dict parameters = linearisation();
    boolean fits =
        parameters.get("L") instanceof Cos.Num length
            && length.value() >= main.end() - 2
            && length.value() <= main.end()
            && main.startxref() == first.start()
            && first.end() <= main.start()
            && agrees(main.trailer(), first.trailer(), "Root")
            && agrees(main.trailer(), first.trailer(), "Encrypt");
    if (!fits) {
      throw wrong(first.start(), "an older section stands behind a newer one");
    }
    return new Revision(0, 0, main.end(), List.of(main, first));
  }

  /** The main trailer need not say it; where it does, readers must not be given a choice. */
  private static boolean agrees(Cos.Dict main, Cos.Dict first, String key) {
    return !main.has(key) || main.get(key).equals(first.get(key));
  }

  private Cos.Dict linearisation() throws IOException, PdfFault {
    Lexer lexer = new Lexer(file, 0);
    lexer.skipSpace();
    IndirectObject object = IndirectObject.parse(file, lexer.position, IndirectObject::direct);
    return object.value() instanceof Cos.Dict dict && dict.has("Linearized")
        ? dict
        : new Cos.Dict(java.util.Map.of());
  }

  /** Oldest first. */
  private List<XrefSection> chain() throws IOException, PdfFault {
    List<XrefSection> chain = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    long position = lastStartxref();
    while (true) {
      if (chain.size() == MAX_SECTIONS) {
        throw PdfFault.limit("cross-reference sections", MAX_SECTIONS);
      }
      XrefSection section = sections.read(position);
      if (!seen.add(section.start())) {
        throw wrong(section.start(), "sections that go round in a circle");
      }
      chain.add(section);
      if (!section.trailer().has("Prev")) {
        break;
      }
      position = IndirectObject.direct(section.trailer().get("Prev"), section.start());
    }
    Collections.reverse(chain);
    return chain;
  }

  /** §7.5.5: the last line is the end-of-file marker; white space may follow it, nothing else. */
  private long lastStartxref() throws IOException, PdfFault {
    long end = file.size();
    while (end > 0 && Lexer.isSpace(file.at(end - 1))) {
      end--;
    }
    long marker = file.lastIndexOf("%%EOF", Math.max(0, end - "%%EOF".length()), end);
    if (marker < 0) {
      long before = file.lastIndexOf("%%EOF", 0, end);
      throw before < 0
          ? PdfFault.malformed(end, "no end-of-file marker")
          : PdfFault.failed(
              FindingCode.BYTES_NOT_EXPLAINED,
              PdfFault.at(before + "%%EOF".length()),
              "bytes behind the last end-of-file marker");
    }
    long keyword = file.lastIndexOf("startxref", Math.max(0, marker - WINDOW), marker);
    if (keyword < 0) {
      throw PdfFault.malformed(marker, "no startxref before the end-of-file marker");
    }
    return new Lexer(file, keyword + "startxref".length()).whole();
  }

  private static PdfFault wrong(long position, String detail) {
    return PdfFault.failed(FindingCode.CROSS_REFERENCE_WRONG, PdfFault.at(position), detail);
  }
}
