package io.hufu.signing.pdf;

import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.Arrays;

/** Walks all objects in object streams, stream by stream, so that each is decoded once. */
final class CompressedScan {
  private final ObjectStore store;
  private final ObjectTable table;
  private final ScanReport report;

  CompressedScan(ObjectStore store, ScanReport report) {
    this.store = store;
    this.table = store.table();
    this.report = report;
  }

  void run() throws IOException, PdfFault {
    int containerSlot = -1;
    int named = 0;
    for (long key : inOrder()) {
      int slot = (int) (key & BodyScan.SLOT_MASK);
      long container = key >> BodyScan.SLOT_BITS;
      int holder = table.slot((int) container, table.revision(slot));
      if (holder != containerSlot) {
        requireAllNamed(containerSlot, named);
        containerSlot = holder;
        named = 0;
      }
      requireOwn(slot, holder, container);
      look(slot);
      named++;
    }
    requireAllNamed(containerSlot, named);
  }

  /** By number of the object stream, then by slot. */
  private long[] inOrder() {
    long[] order = new long[table.size()];
    int count = 0;
    for (int slot = 0; slot < table.size(); slot++) {
      if (table.kind(slot) == EntryList.COMPRESSED) {
        order[count++] = table.value(slot) << BodyScan.SLOT_BITS | slot;
      }
    }
    order = Arrays.copyOf(order, count);
    Arrays.sort(order);
    return order;
  }

  private void look(int slot) throws IOException, PdfFault {
    try {
      report.look(store.object(slot), table.revision(slot));
    } catch (PdfFault e) {
      if (e.code() == FindingCode.LIMIT_EXCEEDED) {
        throw e;
      }
      report.wrong(e);
    }
  }

  private void requireOwn(int slot, int holder, long container) {
    EntryList.Entry entry = table.entry(slot);
    int revision = table.revision(slot);
    boolean own = holder >= 0 && table.revision(holder) == revision;
    if (!own && !table.find(entry.number(), revision - 1).filter(entry::equals).isPresent()) {
      report.outOfRevision(entry.number(), revision, "to object stream " + container);
    }
  }

  private void requireAllNamed(int holder, int named) throws IOException {
    try {
      if (holder >= 0 && store.streamSize(holder) > named) {
        report.hide(table.revision(holder), "object stream " + table.entry(holder).number());
      }
    } catch (PdfFault e) {
      // its objects have been found unreadable already
    }
  }
}
