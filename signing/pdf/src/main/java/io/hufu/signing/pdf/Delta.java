package io.hufu.signing.pdf;

import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The objects that an update defines anew, by number; what it only repeats is left out. */
final class Delta {
  private static final int BLOCK = 1 << 16;

  private final ObjectStore store;
  private final int revision;

  /** Object numbers and what stood there before: a slot, or -1 for an object that is new. */
  private final Map<Integer, Integer> before = new LinkedHashMap<>();

  private Delta(ObjectStore store, int revision) {
    this.store = store;
    this.revision = revision;
  }

  static Delta of(ObjectStore store, int revision, int[] slots) throws IOException, PdfFault {
    Delta delta = new Delta(store, revision);
    for (int slot : slots) {
      delta.add(slot);
    }
    return delta;
  }

  private void add(int slot) throws IOException, PdfFault {
    ObjectTable table = store.table();
    int number = table.entry(slot).number();
    int old = table.slot(number, revision - 1);
    boolean wasThere = old >= 0 && table.kind(old) != EntryList.FREE;
    boolean isThere = table.kind(slot) != EntryList.FREE;
    if (!wasThere && !isThere) {
      return;
    }
    if (wasThere && isThere && isReadable(old) && isReadable(slot)) {
      if (same(store.object(old), store.object(slot))) {
        return;
      }
    }
    before.put(number, wasThere ? old : -1);
  }

  /** What cannot be read has been reported, and is taken as different. */
  private boolean isReadable(int slot) throws IOException, PdfFault {
    try {
      store.object(slot);
      return true;
    } catch (PdfFault e) {
      if (e.code() == FindingCode.LIMIT_EXCEEDED) {
        throw e;
      }
      return false;
    }
  }

  private boolean same(IndirectObject old, IndirectObject now) throws IOException {
    if (old.generation() != now.generation()) {
      return false;
    }
    if (old.value() instanceof Cos.Stream a && now.value() instanceof Cos.Stream b) {
      return a.dict().equals(b.dict()) && a.length() == b.length() && sameBytes(a, b);
    }
    return old.value().equals(now.value());
  }

  private boolean sameBytes(Cos.Stream a, Cos.Stream b) throws IOException {
    FileWindow file = store.file();
    for (long done = 0; done < a.length(); done += BLOCK) {
      int length = (int) Math.min(BLOCK, a.length() - done);
      byte[] old = file.read(a.start() + done, length);
      if (!java.util.Arrays.equals(old, file.read(b.start() + done, length))) {
        return false;
      }
    }
    return true;
  }

  boolean contains(int number) {
    return before.containsKey(number);
  }

  /** Returns the numbers of objects that were there before and are different, or gone, now. */
  List<Integer> changed() {
    return before.entrySet().stream()
        .filter(e -> e.getValue() >= 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns the numbers of objects that were not there before. */
  List<Integer> added() {
    return before.entrySet().stream().filter(e -> e.getValue() < 0).map(Map.Entry::getKey).toList();
  }

  Cos old(int number) throws IOException, PdfFault {
    int slot = before.getOrDefault(number, -1);
    return isReadable(slot) ? store.object(slot).value() : View.NOTHING;
  }

  /** Returns what stands there now: the null object for one that is gone. */
  Cos now(int number) throws IOException, PdfFault {
    int slot = store.table().slot(number, revision);
    if (store.table().kind(slot) == EntryList.FREE) {
      return Cos.NULL;
    }
    return isReadable(slot) ? store.object(slot).value() : View.NOTHING;
  }
}
