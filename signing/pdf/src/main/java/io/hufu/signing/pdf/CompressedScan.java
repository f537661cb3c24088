package io.hufu.signing.pdf;

import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.Arrays;

/** Walks all objects in object streams, stream by stream, so that each is decoded once. */
final class CompressedScan {
  private final ObjectStore store;
  private final ObjectTable table;
  private final ScanReport report;

  /** For each slot the oldest one whose entry it only repeats, or itself. */
  private final int[] origin;

  CompressedScan(ObjectStore store, ScanReport report) {
    this.store = store;
    this.table = store.table();
    this.report = report;
    this.origin = new int[table.size()];
    for (int slot = 0; slot < origin.length; slot++) { // slots of one object stand side by side
      boolean repeats = slot > 0 && table.entry(slot).equals(table.entry(slot - 1));
      origin[slot] = repeats ? origin[slot - 1] : slot;
    }
  }

  void run() throws IOException, PdfFault {
    int containerSlot = -1;
    int named = 0;
    for (long key : inOrder()) {
      int slot = (int) (key & BodyScan.SLOT_MASK);
      long container = key >> BodyScan.SLOT_BITS;
      int holder = holder((int) container, slot);
      if (origin[slot] != slot && holder((int) container, origin[slot]) == holder) {
        continue; // looked at where it was said first
      }
      if (holder != containerSlot) {
        requireAllNamed(containerSlot, named);
        containerSlot = holder;
        named = 0;
      }
      if (holder < 0 || table.revision(holder) != table.revision(slot)) {
        String where = "to object stream " + container;
        report.outOfRevision(table.entry(slot).number(), table.revision(slot), where);
      }
      look(slot);
      named++;
    }
    requireAllNamed(containerSlot, named);
  }

  /** The object stream that an entry means, where it stands; -1 when there is none. */
  private int holder(int container, int slot) {
    int holder = table.slot(container, table.revision(slot));
    return holder < 0 ? -1 : origin[holder];
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
