package io.hufu.signing.pdf;

import io.hufu.model.report.FindingCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which entry speaks for an object in which revision (ISO 32000-1 §7.5.6). Immutable.
 *
 * <p>One sorted column of keys: object number, revision, place in the entry list.
 */
final class ObjectTable {
  private static final int INDEX_BITS = 24;
  private static final int REVISION_BITS = 12;

  private final EntryList entries;
  private final long[] keys;

  private ObjectTable(EntryList entries, long[] keys) {
    this.entries = entries;
    this.keys = keys;
  }

  static ObjectTable of(EntryList entries, List<Revision> revisions) throws PdfFault {
    long[] keys = new long[entries.size()];
    int count = 0;
    boolean[] hybrid = new boolean[entries.size()];
    for (Revision revision : revisions) {
      for (XrefSection section : revision.sections()) {
        for (int i = section.from(); i < section.to(); i++) {
          keys[count++] = key(entries.number(i), revision.number(), i);
          hybrid[i] = i >= section.hybridFrom();
        }
      }
    }
    keys = Arrays.copyOf(keys, count);
    Arrays.sort(keys);
    return new ObjectTable(entries, withoutDoubles(entries, keys, hybrid));
  }

  private static long key(int number, int revision, int index) {
    return ((long) number << (REVISION_BITS + INDEX_BITS))
        | ((long) revision << INDEX_BITS)
        | index;
  }

  /**
   * One entry for each object and revision. What a hybrid table calls free may be in use for
   * readers that know object streams (§7.5.8.4); everything else that is said twice must agree.
   */
  private static long[] withoutDoubles(EntryList entries, long[] keys, boolean[] hybrid)
      throws PdfFault {
    int count = 0;
    for (long key : keys) {
      if (count == 0 || keys[count - 1] >> INDEX_BITS != key >> INDEX_BITS) {
        keys[count++] = key;
        continue;
      }
      int kept = index(keys[count - 1]);
      int other = index(key);
      boolean hidden = hybrid[other] && entries.kind(kept) == EntryList.FREE;
      boolean hides = hybrid[kept] && entries.kind(other) == EntryList.FREE; // newest read first
      boolean stale = hybrid[other] && repeats(entries, keys, count - 2, other);
      if (!hidden && (hides || stale || entries.get(kept).equals(entries.get(other)))) {
        continue;
      }
      if (!hidden) {
        throw PdfFault.failed(
            FindingCode.CROSS_REFERENCE_WRONG,
            "object " + entries.number(kept),
            "two entries for one object in one section");
      }
      keys[count - 1] = key;
    }
    return Arrays.copyOf(keys, count);
  }

  /**
   * Some writers copy XRefStm into the trailer of their update. Readers look into the table first,
   * so what the stream repeats of an older revision is said by nobody.
   */
  private static boolean repeats(EntryList entries, long[] keys, int older, int index) {
    return older >= 0
        && entries.number(index(keys[older])) == entries.number(index)
        && entries.get(index(keys[older])).equals(entries.get(index));
  }

  private static int index(long key) {
    return (int) (key & (1 << INDEX_BITS) - 1);
  }

  private static int revision(long key) {
    return (int) (key >> INDEX_BITS & (1 << REVISION_BITS) - 1);
  }

  /** Returns how many entries there are, over all revisions. */
  int size() {
    return keys.length;
  }

  EntryList.Entry entry(int slot) {
    return entries.get(index(keys[slot]));
  }

  int revision(int slot) {
    return revision(keys[slot]);
  }

  int kind(int slot) {
    return entries.kind(index(keys[slot]));
  }

  long value(int slot) {
    return entries.value(index(keys[slot]));
  }

  /** Returns the slot that speaks for an object in a revision; -1 when none does. */
  int slot(int number, int revision) {
    int found = Arrays.binarySearch(keys, key(number, revision + 1, 0));
    int slot = (found < 0 ? -found - 1 : found) - 1;
    return slot >= 0 && keys[slot] >> (REVISION_BITS + INDEX_BITS) == number ? slot : -1;
  }

  /** Returns the entry that speaks for an object in a revision; a free one counts as none. */
  Optional<EntryList.Entry> find(int number, int revision) {
    int slot = slot(number, revision);
    return slot < 0 ? Optional.empty() : Optional.of(entry(slot)).filter(entry -> !entry.isFree());
  }
}
