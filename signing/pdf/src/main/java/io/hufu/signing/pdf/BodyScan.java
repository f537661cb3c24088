package io.hufu.signing.pdf;

import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks the whole file once, in its order: every byte belongs to an object that an entry names, to
 * a cross-reference section, to white space or to a harmless comment.
 */
final class BodyScan {
  /** A slot in the low bits of a sort key; there are fewer than {@link EntryList#MAX_ENTRIES}. */
  static final int SLOT_BITS = 22;

  static final long SLOT_MASK = (1L << SLOT_BITS) - 1;

  private final ObjectStore store;
  private final ObjectTable table;
  private final List<Revision> revisions;
  private final ScanReport report;

  BodyScan(ObjectStore store, List<Revision> revisions, ScanReport report) {
    this.store = store;
    this.table = store.table();
    this.revisions = revisions;
    this.report = report;
  }

  /** Walks; everything that is out of order is kept, what cannot be read is thrown. */
  void run() throws IOException, PdfFault {
    long[] placed = placed();
    for (Revision revision : revisions) {
      body(revision, placed);
    }
    new CompressedScan(store, report).run();
    long end = revisions.get(revisions.size() - 1).end();
    gap(revisions.size(), end, store.file().size());
  }

  /** Slots of objects in the file, by position. */
  private long[] placed() {
    long[] placed = new long[table.size()];
    int count = 0;
    for (int slot = 0; slot < table.size(); slot++) {
      if (table.kind(slot) == EntryList.USED && isOwn(slot)) {
        placed[count++] = table.value(slot) << SLOT_BITS | slot;
      }
    }
    placed = Arrays.copyOf(placed, count);
    Arrays.sort(placed);
    return placed;
  }

  /** An entry names a place in its own revision, or repeats what the one before it says. */
  private boolean isOwn(int slot) {
    int revision = table.revision(slot);
    if (revisions.get(revision).contains(table.value(slot))) {
      return true;
    }
    EntryList.Entry entry = table.entry(slot);
    if (!table.find(entry.number(), revision - 1).filter(entry::equals).isPresent()) {
      report.outOfRevision(entry.number(), revision, "to byte " + entry.value());
    }
    return false;
  }

  private void body(Revision revision, long[] placed) throws IOException, PdfFault {
    long position = revision.start();
    int next = lowerBound(placed, position);
    for (XrefSection section : inFileOrder(revision)) {
      while (next < placed.length && placed[next] >> SLOT_BITS < section.start()) {
        position = object((int) (placed[next] & SLOT_MASK), revision, position);
        next++;
      }
      gap(revision.number(), position, section.start());
      if (next < placed.length && placed[next] >> SLOT_BITS == section.start()) {
        next++; // the cross-reference stream names itself
      }
      position = section.end();
    }
  }

  private static List<XrefSection> inFileOrder(Revision revision) {
    return revision.sections().stream()
        .sorted(java.util.Comparator.comparingLong(XrefSection::start))
        .toList();
  }

  private static int lowerBound(long[] placed, long position) {
    int found = Arrays.binarySearch(placed, position << SLOT_BITS);
    return found < 0 ? -found - 1 : found;
  }

  private long object(int slot, Revision revision, long position) throws IOException, PdfFault {
    gap(revision.number(), position, table.value(slot));
    if (table.value(slot) < position) {
      throw PdfFault.failed(
          FindingCode.CROSS_REFERENCE_WRONG,
          PdfFault.at(table.value(slot)),
          "an object that stands inside another one");
    }
    IndirectObject object = readable(slot);
    if (object == null) {
      return -1;
    }
    report.look(object, table.revision(slot));
    return object.end();
  }

  /** What cannot be read is said, and does not keep anybody from looking at the rest. */
  private @Nullable IndirectObject readable(int slot) throws IOException, PdfFault {
    try {
      return store.object(slot);
    } catch (PdfFault e) {
      if (e.code() == FindingCode.LIMIT_EXCEEDED) {
        throw e;
      }
      report.wrong(e);
      return null;
    }
  }

  /** Between two known things there is white space, or a comment that hides nothing. */
  private void gap(int revision, long from, long to) throws IOException {
    if (from < 0) {
      return; // behind an object that cannot be read, whose end is not known
    }
    Lexer lexer = new Lexer(store.file(), from);
    while (lexer.position < to) {
      int c = lexer.peek();
      if (Lexer.isSpace(c)) {
        lexer.position++;
      } else if (c != '%' || !harmless(lexer, to)) {
        report.hide(revision, PdfFault.at(lexer.position));
        return;
      }
    }
  }

  /** Skips a comment; a reader that repairs files may find objects in one. */
  private boolean harmless(Lexer lexer, long to) throws IOException {
    StringBuilder text = new StringBuilder();
    long start = lexer.position;
    int c = lexer.peek();
    while (c >= 0 && c != '\n' && c != '\r' && lexer.position < to) {
      if (text.length() == 1024) {
        lexer.position = start;
        return false;
      }
      text.append((char) c);
      lexer.position++;
      c = lexer.peek();
    }
    boolean harmless =
        java.util.stream.Stream.of("obj", "stream", "xref", "trailer", "%%EOF")
            .noneMatch(word -> text.indexOf(word) >= 0);
    lexer.position = harmless ? lexer.position : start;
    return harmless;
  }
}
