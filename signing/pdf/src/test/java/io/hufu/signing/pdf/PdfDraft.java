package io.hufu.signing.pdf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes PDF files by hand, so that a test decides every byte: objects, cross-reference sections,
 * updates, and everything that is wrong with them.
 */
final class PdfDraft {
  private static final Pattern START = Pattern.compile("startxref\\s+(\\d+)\\s+%%EOF\\s*$");
  private static final Pattern SIZE = Pattern.compile("/Size (\\d+)");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Map<Integer, String> entries = new TreeMap<>();
  private final long previous;
  private int size;

  private PdfDraft(long previous, int size) {
    this.previous = previous;
    this.size = size;
  }

  /** Starts a file. */
  static PdfDraft file() {
    PdfDraft draft = new PdfDraft(-1, 1).raw("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
    draft.entries.put(0, "0000000000 65535 f\r\n");
    return draft;
  }

  /** Starts an update of a file. */
  static PdfDraft on(byte[] file) {
    String text = latin(file);
    Matcher start = START.matcher(text);
    if (!start.find()) {
      throw new IllegalArgumentException("no startxref at the end");
    }
    Matcher sizes = SIZE.matcher(text);
    int size = 0;
    while (sizes.find()) {
      size = Math.max(size, Integer.parseInt(sizes.group(1)));
    }
    PdfDraft draft = new PdfDraft(Long.parseLong(start.group(1)), size);
    draft.bytes.writeBytes(file);
    return draft;
  }

  PdfDraft raw(String text) {
    bytes.writeBytes(bytes(text));
    return this;
  }

  long position() {
    return bytes.size();
  }

  byte[] bytesSoFar() {
    return bytes.toByteArray();
  }

  /** Writes an object, and an entry for it. */
  PdfDraft put(int number, String body) {
    return at(number, position()).raw(number + " 0 obj\n" + body + "\nendobj\n");
  }

  /** Writes a stream; the dictionary is given without its brackets and its length. */
  PdfDraft put(int number, String dictionary, byte[] data) {
    at(number, position());
    raw(number + " 0 obj\n<< " + dictionary + " /Length " + data.length + " >>\nstream\n");
    bytes.writeBytes(data);
    return raw("\nendstream\nendobj\n");
  }

  /** Writes an entry that points to a place. */
  PdfDraft at(int number, long position) {
    return at(number, position, 0);
  }

  PdfDraft at(int number, long position, int generation) {
    return entry(number, String.format("%010d %05d n\r\n", position, generation));
  }

  PdfDraft free(int number) {
    return entry(number, "0000000000 00001 f\r\n");
  }

  private PdfDraft entry(int number, String entry) {
    entries.put(number, entry);
    size = Math.max(size, number + 1);
    return this;
  }

  int nextNumber() {
    return size;
  }

  /** Ends the revision with a cross-reference table. */
  byte[] end() {
    return end("/Root 1 0 R");
  }

  byte[] end(String trailer) {
    long start = position();
    raw("xref\n");
    int[] numbers = entries.keySet().stream().mapToInt(Integer::intValue).toArray();
    for (int i = 0; i < numbers.length; ) {
      int j = i;
      while (j < numbers.length && numbers[j] == numbers[i] + j - i) {
        j++;
      }
      raw(numbers[i] + " " + (j - i) + "\n");
      for (; i < j; i++) {
        raw(entries.get(numbers[i]));
      }
    }
    String prev = previous < 0 ? "" : " /Prev " + previous;
    raw("trailer\n<< /Size " + size + " " + trailer + prev + " >>\n");
    return raw("startxref\n" + start + "\n%%EOF\n").bytes.toByteArray();
  }

  /** Writes an entry for an object in an object stream. */
  PdfDraft inside(int number, int container, int index) {
    return entry(number, container + " " + index + " c");
  }

  /** Ends the revision with a cross-reference stream, which is object {@code number}. */
  byte[] endWithStream(int number, String trailer) {
    long start = position();
    String prev = previous < 0 ? "" : " /Prev " + previous;
    put(number, trailer + prev + sectionEntries(number, start), rows());
    return raw("startxref\n" + start + "\n%%EOF\n").bytes.toByteArray();
  }

  /** The entries of a cross-reference stream that names itself, and those that are in it. */
  private String sectionEntries(int number, long start) {
    at(number, start);
    StringBuilder index = new StringBuilder();
    entries.keySet().forEach(each -> index.append(each).append(" 1 "));
    return " /Type /XRef /Size " + size + " /W [1 4 2] /Index [" + index + "]";
  }

  private byte[] rows() {
    ByteBuffer rows = ByteBuffer.allocate(7 * entries.size());
    for (String entry : entries.values()) {
      String[] parts = entry.strip().split(" ", -1);
      boolean used = parts[2].equals("n");
      rows.put((byte) (used ? 1 : parts[2].equals("c") ? 2 : 0));
      rows.putInt(Integer.parseInt(parts[0])).putShort((short) Integer.parseInt(parts[1]));
    }
    return rows.array();
  }

  /** Writes an object stream of the given objects and their entries. */
  PdfDraft objects(int container, Map<Integer, String> bodies) {
    StringBuilder index = new StringBuilder();
    StringBuilder text = new StringBuilder();
    int i = 0;
    for (Map.Entry<Integer, String> body : bodies.entrySet()) {
      index.append(body.getKey()).append(' ').append(text.length()).append(' ');
      text.append(body.getValue()).append(' ');
      inside(body.getKey(), container, i++);
    }
    String head = "/Type /ObjStm /N " + bodies.size() + " /First " + index.length();
    return put(container, head, bytes(index.toString() + text));
  }

  static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
