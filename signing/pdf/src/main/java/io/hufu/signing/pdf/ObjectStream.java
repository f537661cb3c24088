package io.hufu.signing.pdf;

import io.hufu.model.report.FindingCode;
import java.io.IOException;

/** A decoded object stream (ISO 32000-1 §7.5.7). */
final class ObjectStream {
  private static final int MAX_OBJECTS = 1 << 18;

  private final byte[] data;
  private final int[] numbers;
  private final int[] offsets;
  private final long where;
  private final FileWindow file;

  private ObjectStream(byte[] data, int[] numbers, int[] offsets, long where, FileWindow file) {
    this.data = data;
    this.file = file;
    this.numbers = numbers;
    this.offsets = offsets;
    this.where = where;
  }

  static ObjectStream of(byte[] data, Cos.Stream stream, FileWindow file)
      throws IOException, PdfFault {
    long where = stream.start();
    Cos.Dict dict = stream.dict();
    if (!dict.get("Type").equals(new Cos.Name("ObjStm"))) {
      throw PdfFault.failed(
          FindingCode.CROSS_REFERENCE_WRONG, PdfFault.at(where), "no object stream stands here");
    }
    int count = whole(dict, "N", where);
    int first = whole(dict, "First", where);
    if (count > MAX_OBJECTS) {
      throw PdfFault.limit("objects in an object stream", MAX_OBJECTS);
    }
    if (first > data.length || count > data.length) {
      throw PdfFault.malformed(where, "an object stream that is too short");
    }
    int[] numbers = new int[count];
    int[] offsets = new int[count];
    Lexer lexer = new Lexer(ByteSource.of(data), 0);
    for (int i = 0; i < count; i++) {
      numbers[i] = Math.toIntExact(Math.min(Integer.MAX_VALUE, lexer.whole()));
      offsets[i] = Math.toIntExact(Math.min(Integer.MAX_VALUE, first + lexer.whole()));
      if (offsets[i] >= data.length) {
        throw PdfFault.malformed(where, "an object behind the end of its object stream");
      }
    }
    if (lexer.position > first) {
      throw PdfFault.malformed(where, "an object stream whose index runs into its objects");
    }
    return new ObjectStream(data, numbers, offsets, where, file);
  }

  private static int whole(Cos.Dict dict, String key, long where) throws PdfFault {
    if (dict.get(key) instanceof Cos.Num n && n.whole() && n.value() >= 0 && n.value() < 1 << 30) {
      return (int) n.value();
    }
    throw PdfFault.malformed(where, "/" + key + " of an object stream");
  }

  int length() {
    return data.length;
  }

  /** Reads an object; the entry must name its number and its place. */
  IndirectObject object(EntryList.Entry entry) throws IOException, PdfFault {
    int i = entry.extra();
    if (i >= numbers.length || numbers[i] != entry.number()) {
      throw PdfFault.failed(
          FindingCode.CROSS_REFERENCE_WRONG,
          "object " + entry.number(),
          "its object stream holds another object there");
    }
    CosParser parser = new CosParser(ByteSource.of(data), offsets[i]);
    Cos value;
    try {
      value = inStream(parser);
    } catch (PdfFault e) {
      file.spend(parser.position - offsets[i]);
      throw e;
    }
    file.spend(parser.position - offsets[i]);
    return new IndirectObject(entry.number(), 0, value, where, where, parser.nodes());
  }

  private Cos inStream(CosParser parser) throws IOException, PdfFault {
    try {
      return parser.object();
    } catch (PdfFault e) {
      if (e.code() == FindingCode.MALFORMED) { // its position is one in the decoded stream
        throw PdfFault.malformed(where, "in this object stream: " + e.getMessage());
      }
      throw e;
    }
  }

  /** Returns how many objects share the place of another; a hidden second one. */
  int size() {
    return numbers.length;
  }

  int number(int index) {
    return numbers[index];
  }
}
