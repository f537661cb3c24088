package io.hufu.signing.pdf;

import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks the whole file once, in its order: every byte belongs to an object that an entry names, to
 * a cross-reference section, to white space or to a harmless comment.
 */
final class BodyScan {
  private static final int SLOT_BITS = 22;
  private static final int MAX_HIDDEN = 16;
  private static final int MAX_WRONG = 16;

  private final ObjectStore store;
  private final ObjectTable table;
  private final List<Revision> revisions;
  private final List<Hidden> hidden = new ArrayList<>();
  private final List<PdfFault> wrong = new ArrayList<>();
  private final Uses uses;
  private final Remarkable remarkable = new Remarkable();

  BodyScan(ObjectStore store, List<Revision> revisions) {
    this.store = store;
    this.table = store.table();
    this.revisions = revisions;
    this.uses = Uses.of(table);
  }

  /**
   * Bytes, or an object in an object stream, that no entry names.
   *
   * @param revision in whose bytes they stand; the number of revisions when behind them all
   */
  record Hidden(int revision, String where) {}

  /** Walks; everything that is out of order is kept, what cannot be read is thrown. */
  void run() throws IOException, PdfFault {
    long[] placed = placed();
    for (Revision revision : revisions) {
      body(revision, placed);
    }
    compressed();
    long end = revisions.get(revisions.size() - 1).end();
    gap(revisions.size(), end, store.file().size());
  }

  List<Hidden> hidden() {
    return hidden;
  }

  /** Entries that point where nothing of their revision stands. */
  List<PdfFault> wrong() {
    return wrong;
  }

  Uses uses() {
    return uses;
  }

  Remarkable remarkable() {
    return remarkable;
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
      wrong(
          PdfFault.failed(
              FindingCode.CROSS_REFERENCE_WRONG,
              "object " + entry.number(),
              "its entry points out of its own revision, to byte " + entry.value()));
    }
    return false;
  }

  private void body(Revision revision, long[] placed) throws IOException, PdfFault {
    long position = revision.start();
    int next = lowerBound(placed, position);
    for (XrefSection section : inFileOrder(revision)) {
      while (next < placed.length && placed[next] >> SLOT_BITS < section.start()) {
        position = object((int) (placed[next] & (1 << SLOT_BITS) - 1), revision, position);
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
    look(object, table.revision(slot));
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
      wrong(e);
      return null;
    }
  }

  private void look(IndirectObject object, int revision) {
    uses.record(object, revision);
    remarkable.look(object);
  }

  /** Objects in object streams, stream by stream, so that each is decoded once. */
  private void compressed() throws IOException, PdfFault {
    long[] order = new long[table.size()];
    int count = 0;
    for (int slot = 0; slot < table.size(); slot++) {
      if (table.kind(slot) == EntryList.COMPRESSED) {
        order[count++] = table.value(slot) << SLOT_BITS | slot;
      }
    }
    order = Arrays.copyOf(order, count);
    Arrays.sort(order);
    long container = -1;
    int containerSlot = -1;
    int named = 0;
    for (long key : order) {
      int slot = (int) (key & (1 << SLOT_BITS) - 1);
      int holder = table.slot((int) (key >> SLOT_BITS), table.revision(slot));
      if (holder != containerSlot) {
        requireAllNamed(containerSlot, named);
        container = key >> SLOT_BITS;
        containerSlot = holder;
        named = 0;
      }
      requireOwn(slot, holder, container);
      IndirectObject object = readable(slot);
      if (object != null) {
        look(object, table.revision(slot));
      }
      named++;
    }
    requireAllNamed(containerSlot, named);
  }

  private void requireOwn(int slot, int holder, long container) {
    EntryList.Entry entry = table.entry(slot);
    int revision = table.revision(slot);
    boolean own = holder >= 0 && table.revision(holder) == revision;
    if (!own && !table.find(entry.number(), revision - 1).filter(entry::equals).isPresent()) {
      wrong(
          PdfFault.failed(
              FindingCode.CROSS_REFERENCE_WRONG,
              "object " + entry.number(),
              "its entry points out of its own revision, to object stream " + container));
    }
  }

  private void requireAllNamed(int holder, int named) throws IOException {
    try {
      if (holder >= 0 && store.streamSize(holder) > named) {
        hide(table.revision(holder), "object stream " + table.entry(holder).number());
      }
    } catch (PdfFault e) {
      // its objects have been found unreadable already
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
        hide(revision, PdfFault.at(lexer.position));
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

  private void wrong(PdfFault fault) {
    if (wrong.size() < MAX_WRONG) {
      wrong.add(fault);
    }
  }

  private void hide(int revision, String where) {
    if (hidden.size() < MAX_HIDDEN) {
      hidden.add(new Hidden(revision, where));
    }
  }
}
