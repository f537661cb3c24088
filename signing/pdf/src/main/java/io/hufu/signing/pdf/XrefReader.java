package io.hufu.signing.pdf;

import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads one cross-reference section, table or stream, exactly as ISO 32000-1 §7.5 writes it. */
final class XrefReader {
  private static final String NOT_TWENTY =
      "a cross-reference entry that is not 20 bytes as prescribed";

  private final List<PdfFault> tolerated = new ArrayList<>();
  private boolean saidShort;
  private final FileWindow file;
  private final StreamDecoder decoder;
  private final EntryList entries;

  XrefReader(FileWindow file, StreamDecoder decoder, EntryList entries) {
    this.file = file;
    this.decoder = decoder;
    this.entries = entries;
  }

  /** Reads the section at a position, or behind a little white space there. */
  XrefSection read(long position) throws IOException, PdfFault {
    long start = behindMargin(position);
    XrefSection section = section(start);
    file.spend(section.end() - start);
    return section;
  }

  private long behindMargin(long position) throws IOException {
    Lexer lexer = new Lexer(file, position);
    lexer.skipMargin();
    return lexer.position;
  }

  private XrefSection section(long start) throws IOException, PdfFault {
    int from = entries.size();
    if (file.startsWith("xref", start)) {
      return table(start, from);
    }
    IndirectObject object = xrefStream(start);
    Cos.Stream stream = (Cos.Stream) object.value();
    new XrefStreamReader(file, decoder, entries).read(stream);
    int to = entries.size();
    return tail(object.end(), start, stream.dict(), new int[] {object.number(), from, to, to});
  }

  private IndirectObject xrefStream(long start) throws IOException, PdfFault {
    IndirectObject object;
    try {
      object = IndirectObject.parse(file, start, IndirectObject::direct);
    } catch (PdfFault e) {
      throw e.code() == FindingCode.MALFORMED ? noSection(start) : e;
    }
    if (object.value() instanceof Cos.Stream s
        && s.dict().get("Type").equals(new Cos.Name("XRef"))) {
      return object;
    }
    throw noSection(start);
  }

  private static PdfFault noSection(long start) {
    return PdfFault.failed(
        FindingCode.CROSS_REFERENCE_WRONG,
        PdfFault.at(start),
        "no cross-reference section stands where one is said to be");
  }

  private XrefSection table(long start, int from) throws IOException, PdfFault {
    CosParser parser = new CosParser(file, start + "xref".length());
    parser.skipSpace();
    while (parser.peek() >= '0' && parser.peek() <= '9') {
      long first = parser.whole();
      long count = parser.whole();
      parser.skipSpace();
      for (long i = 0; i < count; i++) {
        entries.add(entry(parser, first + i), parser.position);
      }
      parser.skipSpace();
    }
    int to = entries.size();
    parser.expect("trailer");
    if (!(parser.object() instanceof Cos.Dict trailer)) {
      throw PdfFault.malformed(start, "a trailer that is no dictionary");
    }
    long end = parser.position;
    int hybridTo = hybrid(trailer, start);
    return tail(end, start, trailer, new int[] {-1, from, hybridTo, to});
  }

  /** §7.5.8.4: entries for readers that know object streams, beside the table. */
  private int hybrid(Cos.Dict trailer, long start) throws IOException, PdfFault {
    if (trailer.has("XRefStm")) {
      long position = IndirectObject.direct(trailer.get("XRefStm"), start);
      IndirectObject object = xrefStream(position);
      new XrefStreamReader(file, decoder, entries).read((Cos.Stream) object.value());
    }
    return entries.size();
  }

  /**
   * §7.5.4: exactly 20 bytes, so that a reader that counts and one that parses see the same. Read
   * on when only the line end is short, but not without saying so.
   */
  private EntryList.Entry entry(Lexer lexer, long number) throws IOException, PdfFault {
    long start = lexer.position;
    long value = digits(start, 10);
    int generation = (int) digits(start + 11, 5);
    int kind = file.at(start + 17);
    boolean spaced = file.at(start + 10) == ' ' && file.at(start + 16) == ' ';
    int lineEnd = lineEnd(start + 18);
    if (!spaced || lineEnd == 0 || (kind != 'n' && kind != 'f') || number > EntryList.MAX_NUMBER) {
      throw PdfFault.malformed(start, NOT_TWENTY);
    }
    if (lineEnd == 1 && !saidShort) {
      saidShort = true;
      tolerated.add(
          PdfFault.undecided(
              FindingCode.CROSS_REFERENCE_WRONG,
              PdfFault.at(start),
              NOT_TWENTY + "; readers may disagree"));
    }
    lexer.position = start + 18 + lineEnd;
    return kind == 'n'
        ? new EntryList.Entry((int) number, EntryList.USED, value, generation)
        : new EntryList.Entry((int) number, EntryList.FREE, 0, generation);
  }

  private int lineEnd(long position) throws IOException {
    int first = file.at(position);
    int second = file.at(position + 1);
    boolean pair =
        (first == ' ' && (second == '\r' || second == '\n')) || (first == '\r' && second == '\n');
    return pair ? 2 : first == '\n' || first == '\r' ? 1 : 0;
  }

  /** What was read although it is not as it should be. */
  List<PdfFault> tolerated() {
    return tolerated;
  }

  private long digits(long start, int count) throws IOException, PdfFault {
    long value = 0;
    for (int i = 0; i < count; i++) {
      int c = file.at(start + i);
      if (c < '0' || c > '9') {
        throw PdfFault.malformed(start, NOT_TWENTY);
      }
      value = value * 10 + c - '0';
    }
    return value;
  }

  /**
   * §7.5.5: {@code startxref}, a number, {@code %%EOF}.
   *
   * @param span stream number, first entry, behind the last entry, first hybrid entry
   */
  private XrefSection tail(long bodyEnd, long start, Cos.Dict trailer, int[] span)
      throws IOException, PdfFault {
    Lexer lexer = new Lexer(file, bodyEnd);
    boolean named = lexer.skip("startxref");
    long startxref = named ? behindMargin(lexer.whole()) : start;
    if (named) {
      skipToMarker(lexer);
    }
    if (!named || !file.startsWith("%%EOF", lexer.position)) {
      tolerated.add(
          PdfFault.failed(
              FindingCode.CROSS_REFERENCE_WRONG,
              PdfFault.at(bodyEnd),
              "a cross-reference section that startxref and %%EOF do not follow"));
      return new XrefSection(
          start, bodyEnd, bodyEnd, startxref, trailer, span[0], span[1], span[2], span[3]);
    }
    long end = lexer.position + "%%EOF".length();
    if (file.at(end) == '\r') {
      end++;
    }
    if (file.at(end) == '\n') {
      end++;
    }
    return new XrefSection(
        start, bodyEnd, end, startxref, trailer, span[0], span[1], span[2], span[3]);
  }

  private void skipToMarker(Lexer lexer) throws IOException {
    while (!file.startsWith("%%EOF", lexer.position)) {
      long before = lexer.position;
      if (Lexer.isSpace(lexer.peek())) {
        lexer.position++;
      } else if (lexer.peek() == '%') {
        while (lexer.peek() >= 0 && lexer.peek() != '\n' && lexer.peek() != '\r') {
          lexer.position++;
        }
      }
      if (lexer.position == before) {
        return;
      }
    }
  }
}
