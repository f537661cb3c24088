package io.hufu.signing.pdf;

import java.io.IOException;
import java.util.List;

/** Reads the entries of a cross-reference stream (ISO 32000-1 §7.5.8.2, §7.5.8.3). */
final class XrefStreamReader {
  private final FileWindow file;
  private final StreamDecoder decoder;
  private final EntryList entries;

  XrefStreamReader(FileWindow file, StreamDecoder decoder, EntryList entries) {
    this.file = file;
    this.decoder = decoder;
    this.entries = entries;
  }

  void read(Cos.Stream stream) throws IOException, PdfFault {
    long where = stream.start();
    byte[] data = decoder.decode(file, stream, stream.dict());
    int[] widths = widths(stream.dict().get("W"), where);
    int width = widths[0] + widths[1] + widths[2];
    int position = 0;
    for (long[] range : index(stream.dict(), where)) {
      for (long i = 0; i < range[1]; i++) {
        if (position + width > data.length) {
          throw PdfFault.malformed(where, "a cross-reference stream that is too short");
        }
        long kind = widths[0] == 0 ? EntryList.USED : number(data, position, widths[0]);
        long second = number(data, position + widths[0], widths[1]);
        long third = number(data, position + widths[0] + widths[1], widths[2]);
        add(range[0] + i, new long[] {kind, second, third}, where);
        position += width;
      }
    }
    if (position != data.length) {
      throw PdfFault.malformed(where, "a cross-reference stream that is too long");
    }
  }

  private void add(long number, long[] fields, long where) throws PdfFault {
    boolean fits =
        number <= EntryList.MAX_NUMBER
            && fields[0] >= 0
            && fields[0] <= 2
            && fields[1] >= 0
            && fields[2] >= 0
            && fields[2] <= EntryList.MAX_NUMBER
            && (fields[0] != EntryList.COMPRESSED || fields[1] <= EntryList.MAX_NUMBER);
    if (!fits) {
      throw PdfFault.malformed(where, "a cross-reference entry of an unknown kind");
    }
    long value = fields[0] == EntryList.FREE ? 0 : fields[1];
    EntryList.Entry entry =
        new EntryList.Entry((int) number, (int) fields[0], value, (int) fields[2]);
    entries.add(entry, where);
  }

  private static int[] widths(Cos value, long where) throws PdfFault {
    int[] widths = new int[3];
    List<Cos> items = value instanceof Cos.Array array ? array.items() : List.of();
    int sum = 0;
    for (int i = 0; i < 3 && items.size() == 3; i++) {
      widths[i] = items.get(i) instanceof Cos.Num n && n.whole() ? (int) n.value() : -1;
      sum += widths[i];
      if (widths[i] < 0 || widths[i] > 8) {
        throw PdfFault.malformed(where, "/W of a cross-reference stream");
      }
    }
    if (sum == 0 || widths[1] == 0) {
      throw PdfFault.malformed(where, "/W of a cross-reference stream");
    }
    return widths;
  }

  private static long[][] index(Cos.Dict dict, long where) throws PdfFault {
    if (!dict.has("Index")) {
      return new long[][] {{0, whole(dict.get("Size"), where)}};
    }
    List<Cos> items = dict.get("Index") instanceof Cos.Array array ? array.items() : List.of();
    if (items.isEmpty() || items.size() % 2 != 0) {
      throw PdfFault.malformed(where, "/Index of a cross-reference stream");
    }
    long[][] ranges = new long[items.size() / 2][];
    for (int i = 0; i < ranges.length; i++) {
      ranges[i] = new long[] {whole(items.get(2 * i), where), whole(items.get(2 * i + 1), where)};
    }
    return ranges;
  }

  private static long whole(Cos value, long where) throws PdfFault {
    if (value instanceof Cos.Num n && n.whole() && n.value() >= 0 && n.value() <= 1 << 24) {
      return (long) n.value();
    }
    throw PdfFault.malformed(where, "a number of a cross-reference stream");
  }

  /** Big-endian; 8 bytes with the highest bit set come out negative, which callers refuse. */
  private static long number(byte[] data, int start, int width) {
    long value = 0;
    for (int i = start; i < start + width; i++) {
      value = (value << 8) | (data[i] & 0xff);
    }
    return value;
  }
}
