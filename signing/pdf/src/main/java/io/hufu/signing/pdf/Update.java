package io.hufu.signing.pdf;

import io.hufu.signing.input.Document;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An incremental update (ISO 32000-1 §7.5.6): objects that change or are new, and nothing else.
 *
 * <p>Used once. The document keeps its description, dates and identifiers.
 */
final class Update {
  private final Document before;
  private final XrefSection last;
  private final SortedMap<Integer, Body> bodies = new TreeMap<>();
  private int next;
  private int reserved;

  /** An object as it will be written; places inside it, or -1. */
  private record Body(int generation, byte[] bytes, int range, int contents) {
    static Body of(int generation, CosWriter writer) {
      return new Body(generation, writer.bytes(), -1, -1);
    }
  }

  /**
   * Starts an update.
   *
   * @throws IllegalArgumentException when the file is not of the form that we make
   */
  Update(Document before, PdfStructure structure) {
    this.before = before;
    this.last = structure.revisions().get(structure.revisions().size() - 1).newest();
    if (last.stream() >= 0 || !(last.trailer().get("Size") instanceof Cos.Num size)) {
      throw new IllegalArgumentException("a file with cross-reference streams");
    }
    this.next = (int) size.value();
  }

  /** Adds an object. */
  Cos.Ref add(Cos value) {
    Cos.Ref reference = new Cos.Ref(next++, 0);
    replace(reference, value);
    return reference;
  }

  /** Writes an object anew. */
  void replace(Cos.Ref reference, Cos value) {
    bodies.put(reference.number(), Body.of(reference.generation(), new CosWriter().value(value)));
  }

  /** Adds a stream without filters. */
  Cos.Ref addStream(byte[] data) {
    CosWriter writer = new CosWriter().text("<</Length " + data.length + ">>\nstream\n");
    bodies.put(next, Body.of(0, writer.raw(data).text("\nendstream")));
    return new Cos.Ref(next++, 0);
  }

  /**
   * Adds the one signature dictionary of this update, with room for its range and value.
   *
   * @param room bytes that the value may have
   */
  Cos.Ref addSignature(Map<String, Cos> entries, int room) {
    CosWriter writer = new CosWriter().value(new Cos.Dict(entries));
    byte[] open = java.util.Arrays.copyOf(writer.bytes(), writer.length() - ">>".length());
    CosWriter signature = new CosWriter().raw(open).text("/ByteRange ");
    int range = signature.length();
    signature.text(" ".repeat(ReservedSignature.RANGE_WIDTH)).text("/Contents ");
    int contents = signature.length();
    signature.text("<" + "0".repeat(2 * room) + ">>>");
    reserved = room;
    bodies.put(next, new Body(0, signature.bytes(), range, contents));
    return new Cos.Ref(next++, 0);
  }

  /** Writes the objects, a cross-reference table and a trailer behind what was there. */
  ReservedSignature write() throws IOException {
    CosWriter tail = new CosWriter();
    int end = before.read(before.size() - 1, 1)[0];
    tail.text(end == '\n' || end == '\r' ? "" : "\n");
    SortedMap<Integer, Long> places = new TreeMap<>();
    long range = -1;
    long contents = before.size();
    for (Map.Entry<Integer, Body> entry : bodies.entrySet()) {
      Body body = entry.getValue();
      places.put(entry.getKey(), before.size() + tail.length());
      tail.text(entry.getKey() + " " + body.generation() + " obj\n");
      if (body.range() >= 0) {
        range = before.size() + tail.length() + body.range();
        contents = before.size() + tail.length() + body.contents();
      }
      tail.raw(body.bytes()).text("\nendobj\n");
    }
    long start = before.size() + tail.length();
    table(tail, places);
    Map<String, Cos> trailer = new LinkedHashMap<>(last.trailer().entries());
    trailer.remove("XRefStm");
    trailer.put("Size", new Cos.Num(next, true));
    trailer.put("Prev", new Cos.Num(last.start(), true));
    tail.text("trailer\n").value(new Cos.Dict(trailer));
    // without a signature no line end: nothing may stand behind the marker unnoticed
    tail.text("\nstartxref\n" + start + (reserved > 0 ? "\n%%EOF\n" : "\n%%EOF"));
    return new ReservedSignature(before, tail.bytes(), range, contents, reserved);
  }

  /** §7.5.4: a subsection for each run of numbers, entries of twenty bytes. */
  private void table(CosWriter tail, SortedMap<Integer, Long> places) {
    tail.text("xref\n");
    int number = -1;
    for (Map.Entry<Integer, Long> place : places.entrySet()) {
      if (place.getKey() != number) {
        number = place.getKey();
        int count = 0;
        while (places.containsKey(number + count)) {
          count++;
        }
        tail.text(number + " " + count + "\n");
      }
      int generation = java.util.Objects.requireNonNull(bodies.get(number)).generation();
      tail.text(String.format(Locale.ROOT, "%010d %05d n \n", place.getValue(), generation));
      number++;
    }
  }
}
