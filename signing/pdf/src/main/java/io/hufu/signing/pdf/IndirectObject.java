package io.hufu.signing.pdf;

import java.io.IOException;

/**
 * An object with its number, as it stands in the file (ISO 32000-1 §7.3.10).
 *
 * @param start position of its number
 * @param end position behind {@code endobj}
 * @param weight what it costs to keep, in values
 */
record IndirectObject(int number, int generation, Cos value, long start, long end, int weight) {
  /** Says how long a stream is, whose length may be another object. */
  @FunctionalInterface
  interface LengthOf {
    long of(Cos length, long where) throws IOException, PdfFault;
  }

  static IndirectObject parse(FileWindow file, long start, LengthOf lengths)
      throws IOException, PdfFault {
    CosParser parser = new CosParser(file, start);
    if (!isDigit(parser.peek())) {
      throw PdfFault.malformed(start, "no object starts here");
    }
    long number = parser.whole();
    long generation = parser.whole();
    if (number > EntryList.MAX_NUMBER || generation > 65_535) {
      throw PdfFault.malformed(start, "no object starts here");
    }
    parser.expect("obj");
    Cos value = parser.object();
    if (value instanceof Cos.Dict dict && parser.skip("stream")) {
      value = stream(file, parser, dict, lengths);
    }
    parser.expect("endobj");
    return new IndirectObject(
        (int) number, (int) generation, value, start, parser.position, parser.nodes());
  }

  /** §7.3.8.1: the data follows a line end, which is not a carriage return alone. */
  private static Cos.Stream stream(
      FileWindow file, CosParser parser, Cos.Dict dict, LengthOf lengths)
      throws IOException, PdfFault {
    if (parser.peek() == '\r') {
      parser.position++;
    }
    if (parser.peek() != '\n') {
      throw PdfFault.malformed(parser.position, "no line end behind stream");
    }
    long start = parser.position + 1;
    long length = lengths.of(dict.get("Length"), start);
    if (length > file.size() - start) {
      throw PdfFault.malformed(start, "a stream that ends behind the file");
    }
    parser.position = start + length;
    skipLineEnd(parser);
    if (!file.startsWith("endstream", parser.position)) {
      throw PdfFault.malformed(parser.position, "a stream that is not as long as it says");
    }
    parser.position += "endstream".length();
    return new Cos.Stream(dict, start, length);
  }

  private static void skipLineEnd(Lexer lexer) throws IOException {
    if (lexer.peek() == '\r') {
      lexer.position++;
    }
    if (lexer.peek() == '\n') {
      lexer.position++;
    }
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** For streams whose length is written out in their dictionary. */
  static long direct(Cos length, long where) throws PdfFault {
    if (length instanceof Cos.Num n && n.whole() && n.value() >= 0 && n.value() < 1L << 40) {
      return (long) n.value();
    }
    throw PdfFault.malformed(where, "a stream without a length");
  }
}
