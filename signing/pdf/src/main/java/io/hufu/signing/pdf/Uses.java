package io.hufu.signing.pdf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who refers to the objects that later revisions define anew: the ones that appear, and the ones
 * that change. Filled by the scan of the whole file.
 */
final class Uses {
  private static final int MAX_USES = 64;
  private static final Cos XREF = new Cos.Name("XRef");

  /** Objects that updates after signing define; evidence needs a few hundred. */
  static final int MAX_OBJECTS = 1 << 16;

  /**
   * One reference.
   *
   * @param source number of the object that holds it
   * @param revision revision of that object
   * @param key key of the innermost dictionary entry around it; empty when there is none
   */
  record Use(int source, int revision, String key) {}

  private final ObjectTable table;
  private final Map<Integer, List<Use>> uses = new HashMap<>();

  /** The oldest revision in which something refers to an object. */
  private final Map<Integer, Integer> oldest = new HashMap<>();

  private Uses(ObjectTable table) {
    this.table = table;
  }

  /** Starts to look at every object that a revision after the given one defines. */
  static Uses of(ObjectTable table, int firstSigned) throws PdfFault {
    Uses uses = new Uses(table);
    for (int slot = 0; slot < table.size(); slot++) {
      if (table.revision(slot) > firstSigned) {
        uses.uses.putIfAbsent(table.entry(slot).number(), List.of());
        if (uses.uses.size() > MAX_OBJECTS) {
          throw PdfFault.limit("objects defined anew after signing", MAX_OBJECTS);
        }
      }
    }
    return uses;
  }

  boolean isEmpty() {
    return uses.isEmpty();
  }

  /** Records all references in an object. */
  void record(IndirectObject object, int revision) {
    if (!uses.isEmpty()) {
      record(object.value(), new Use(object.number(), revision, ""));
    }
  }

  private void record(Cos value, Use at) {
    if (value instanceof Cos.Ref ref) {
      List<Use> known = uses.get(ref.number());
      if (known != null) {
        oldest.merge(ref.number(), at.revision(), Math::min);
        if (known.isEmpty()) {
          known = new ArrayList<>(2);
          uses.put(ref.number(), known);
        }
        if (known.size() < MAX_USES) {
          known.add(at);
        }
      }
    } else if (value instanceof Cos.Array array) {
      array.items().forEach(item -> record(item, at));
    } else if (value instanceof Cos.Dict dict) {
      record(dict, at);
    } else if (value instanceof Cos.Stream stream) {
      boolean trailer = stream.dict().get("Type").equals(XREF);
      record(trailer ? withoutTrailer(stream.dict()) : stream.dict(), at);
    }
  }

  /** A cross-reference stream is a trailer (§7.5.8.2), and a trailer shows nothing. */
  private static Cos.Dict withoutTrailer(Cos.Dict dict) {
    Map<String, Cos> entries = new LinkedHashMap<>(dict.entries());
    entries.remove("Root");
    entries.remove("Info");
    return new Cos.Dict(entries);
  }

  private void record(Cos.Dict dict, Use at) {
    for (Map.Entry<String, Cos> entry : dict.entries().entrySet()) {
      if (entry.getValue() instanceof Cos.Ref
          || entry.getValue() instanceof Cos.Array
          || entry.getValue() instanceof Cos.Dict) {
        record(entry.getValue(), new Use(at.source(), at.revision(), entry.getKey()));
      }
    }
  }

  /** Returns the references to an object that a later revision defined. */
  List<Use> of(int number) {
    return uses.getOrDefault(number, List.of());
  }

  /**
   * Tells whether something that still is as it was refers to an object; yes where there are too
   * many to say.
   */
  boolean isUsed(int number, int revision) {
    List<Use> known = of(number);
    return known.size() >= MAX_USES || known.stream().anyMatch(use -> isCurrent(use, revision));
  }

  /** An entry may be repeated, so entries are compared and not their revisions. */
  private boolean isCurrent(Use use, int revision) {
    Optional<EntryList.Entry> entry = table.find(use.source(), use.revision());
    return use.revision() <= revision && entry.equals(table.find(use.source(), revision));
  }

  /** Tells whether something older than the revision refers to an object that it defines first. */
  boolean isPrepared(int number, int revision) {
    boolean isNew = table.find(number, revision - 1).isEmpty();
    return isNew && oldest.getOrDefault(number, revision) < revision;
  }

  /** Tells whether one place, and no other, refers to an object; each version of it once. */
  boolean isSingle(int number) {
    List<Use> known = of(number);
    return known.size() < MAX_USES
        && known.stream().map(Use::source).distinct().count() <= 1
        && known.stream().distinct().count() == known.size()
        && known.stream().map(Use::revision).distinct().count() == known.size();
  }
}
