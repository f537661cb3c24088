package io.hufu.signing.pdf;

import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads objects on demand and keeps the most recent ones, within fixed memory. Not thread-safe. */
final class ObjectStore {
  private static final int MAX_DEPTH = 16;
  private static final int KEPT_VALUES = 1 << 20;
  private static final int KEPT_BYTES = 48 << 20;

  /** Values that are parsed, and bytes that are decoded, for one document. */
  private static final long MAX_VALUES = 200_000_000;

  private static final long MAX_DECODED = 1L << 30;

  private final FileWindow file;
  private final ObjectTable table;
  private final StreamDecoder decoder;
  private final Kept<IndirectObject> objects = new Kept<>(KEPT_VALUES);
  private final Kept<ObjectStream> streams = new Kept<>(KEPT_BYTES);
  private long values;
  private long decoded;

  ObjectStore(FileWindow file, ObjectTable table, StreamDecoder decoder) {
    this.file = file;
    this.table = table;
    this.decoder = decoder;
  }

  /** Recently used things, up to a sum of weights. */
  private static final class Kept<T> {
    private final Map<Integer, T> things = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Integer, Integer> weights = new java.util.HashMap<>();
    private final long most;
    private long sum;

    Kept(long most) {
      this.most = most;
    }

    @org.jspecify.annotations.Nullable
    T get(int slot) {
      return things.get(slot);
    }

    void put(int slot, T thing, int weight) {
      things.put(slot, thing);
      weights.put(slot, weight);
      sum += weight;
      var eldest = things.entrySet().iterator();
      while (sum > most && things.size() > 1) {
        Integer key = eldest.next().getKey();
        eldest.remove();
        Integer weighed = weights.remove(key);
        sum -= weighed == null ? 0 : weighed;
      }
    }
  }

  FileWindow file() {
    return file;
  }

  ObjectTable table() {
    return table;
  }

  /** Reads the object of a slot, whichever revision it is of. */
  IndirectObject object(int slot) throws IOException, PdfFault {
    IndirectObject object = objects.get(slot);
    if (object == null) {
      object = parse(slot);
      values += object.weight();
      if (values > MAX_VALUES) {
        throw PdfFault.limit("values read from a document", MAX_VALUES);
      }
      objects.put(slot, object, object.weight() + 8);
    }
    return object;
  }

  private IndirectObject parse(int slot) throws IOException, PdfFault {
    EntryList.Entry entry = table.entry(slot);
    int revision = table.revision(slot);
    if (entry.isCompressed()) {
      return stream(entry, revision).object(entry);
    }
    IndirectObject object;
    try {
      object = IndirectObject.parse(file, entry.value(), (l, at) -> length(l, at, revision));
    } catch (PdfFault e) {
      throw e.code() == FindingCode.MALFORMED && file.at(entry.value()) < 0
          ? wrong(entry.number(), "its entry names a place behind the end")
          : e;
    }
    if (object.number() != entry.number() || object.generation() != entry.extra()) {
      throw wrong(entry.number(), "another object stands where its entry points");
    }
    return object;
  }

  private static PdfFault wrong(int number, String detail) {
    return PdfFault.failed(FindingCode.CROSS_REFERENCE_WRONG, "object " + number, detail);
  }

  /** §7.3.8.2: a length may be a reference, to a number that stands by itself. */
  private long length(Cos length, long where, int revision) throws IOException, PdfFault {
    if (length instanceof Cos.Ref ref) {
      int slot = table.slot(ref.number(), revision);
      EntryList.Entry entry = slot < 0 ? null : table.entry(slot);
      if (entry == null || !entry.isUsed() || entry.extra() != ref.generation()) {
        throw PdfFault.malformed(where, "a stream without a length");
      }
      return IndirectObject.number(
          file, entry.value(), new IndirectObject.Key(ref.number(), ref.generation()));
    }
    return IndirectObject.direct(length, where);
  }

  private ObjectStream stream(EntryList.Entry entry, int revision) throws IOException, PdfFault {
    int number = (int) entry.value();
    int slot = table.slot(number, revision);
    if (slot < 0 || table.kind(slot) != EntryList.USED) {
      throw wrong(entry.number(), "its object stream is not there");
    }
    return streamAt(slot, entry.number());
  }

  private ObjectStream streamAt(int slot, int wanted) throws IOException, PdfFault {
    ObjectStream stream = streams.get(slot);
    if (stream == null) {
      if (!(object(slot).value() instanceof Cos.Stream source)) {
        throw wrong(wanted, "its object stream is no stream");
      }
      stream = ObjectStream.of(decode(source, table.revision(slot)), source, file);
      streams.put(slot, stream, stream.length());
    }
    return stream;
  }

  /** Returns how many objects the object stream of a slot holds. */
  int streamSize(int slot) throws IOException, PdfFault {
    return streamAt(slot, table.entry(slot).number()).size();
  }

  /** Decodes a stream as a revision sees its dictionary. */
  byte[] decode(Cos.Stream stream, int revision) throws IOException, PdfFault {
    Cos.Dict dict = stream.dict();
    Map<String, Cos> resolved = new LinkedHashMap<>(dict.entries());
    for (String key : new String[] {"Filter", "DecodeParms"}) {
      resolved.put(key, resolveItems(dict.get(key), revision));
    }
    byte[] bytes = decoder.decode(file, stream, new Cos.Dict(resolved));
    decoded += bytes.length + stream.length();
    if (decoded > MAX_DECODED) {
      throw PdfFault.limit("bytes decoded of a document", MAX_DECODED);
    }
    return bytes;
  }

  private Cos resolveItems(Cos value, int revision) throws IOException, PdfFault {
    Cos resolved = resolve(value, revision);
    if (resolved instanceof Cos.Array array && array.items().size() <= 8) {
      java.util.List<Cos> items = new java.util.ArrayList<>();
      for (Cos item : array.items()) {
        items.add(resolve(item, revision));
      }
      return new Cos.Array(items);
    }
    return resolved;
  }

  /** Follows references; what is not there, or of another generation, is null (§7.3.10). */
  Cos resolve(Cos value, int revision) throws IOException, PdfFault {
    Cos at = value;
    for (int depth = 0; at instanceof Cos.Ref ref; depth++) {
      if (depth == MAX_DEPTH) {
        throw PdfFault.limit("references to references", MAX_DEPTH);
      }
      int slot = table.slot(ref.number(), revision);
      boolean there = slot >= 0 && table.kind(slot) != EntryList.FREE;
      if (!there) {
        return Cos.NULL;
      }
      IndirectObject object = object(slot);
      at = object.generation() == ref.generation() ? object.value() : Cos.NULL;
    }
    return at;
  }
}
