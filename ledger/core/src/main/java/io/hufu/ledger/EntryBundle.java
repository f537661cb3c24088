package io.hufu.ledger;

import io.hufu.model.LogEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Entries as a bundle holds them: each after its length, big-endian in two bytes. */
final class EntryBundle {
  /** Length of an entry: version, kind, digest. */
  static final int ENTRY = 34;

  /** Length of an entry with its length prefix. */
  static final int ITEM = 2 + ENTRY;

  private EntryBundle() {}

  /** Puts an entry into its slot of a bundle. */
  static void put(byte[] bundle, int slot, byte[] entry) {
    bundle[slot * ITEM] = 0;
    bundle[slot * ITEM + 1] = ENTRY;
    System.arraycopy(entry, 0, bundle, slot * ITEM + 2, ENTRY);
  }

  /** Returns the entry in a slot; empty when its length is not 34. */
  static Optional<byte[]> get(byte[] bundle, int slot) {
    int from = slot * ITEM;
    if (bundle[from] != 0 || bundle[from + 1] != ENTRY) {
      return Optional.empty();
    }
    return Optional.of(Arrays.copyOfRange(bundle, from + 2, from + ITEM));
  }

  /**
   * Returns the entries of a bundle whatever their lengths, as logs of other applications have them
   * (C2SP tlog-tiles, Log Entries).
   *
   * @param most how many to return at most
   * @return empty when the bundle ends inside an entry
   */
  static Optional<List<byte[]>> any(byte[] bundle, int most) {
    List<byte[]> entries = new ArrayList<>();
    int at = 0;
    while (at < bundle.length && entries.size() < most) {
      if (at + 2 > bundle.length) {
        return Optional.empty();
      }
      int end = at + 2 + ((bundle[at] & 0xff) << Byte.SIZE | (bundle[at + 1] & 0xff));
      if (end > bundle.length) {
        return Optional.empty();
      }
      entries.add(Arrays.copyOfRange(bundle, at + 2, end));
      at = end;
    }
    return Optional.of(entries);
  }

  /** Tells whether the entry has the one version there is. */
  static boolean knownVersion(byte[] entry) {
    return entry[0] == 1;
  }

  /** Tells whether the entry has a registered kind. */
  static boolean knownKind(byte[] entry) {
    for (LogEntry.Kind kind : LogEntry.Kind.values()) {
      if (kind.number() == entry[1]) {
        return true;
      }
    }
    return false;
  }
}
