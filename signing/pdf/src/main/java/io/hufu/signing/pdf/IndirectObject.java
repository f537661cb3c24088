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
  /** Bytes of an object that is nothing but a number. */
  private static final int MAX_NUMBER_OBJECT = 256;

  /** Says how long a stream is, whose length may be another object. */
  @FunctionalInterface
  interface LengthOf {
    long of(Cos length, long where) throws IOException, PdfFault;
  }

  static IndirectObject parse(FileWindow file, long start, LengthOf lengths)
      throws IOException, PdfFault {
    CosParser parser = new CosParser(file, start);
    parser.skipMargin();
    IndirectObject object;
    try {
      object = parse(file, parser, lengths);
    } catch (PdfFault e) {
      file.spend(parser.position - start);
      throw e;
    }
    file.spend(parser.position - start);
    return object;
  }

  private static IndirectObject parse(FileWindow file, CosParser parser, LengthOf lengths)
      throws IOException, PdfFault {
    long start = parser.position;
    Key key = key(parser);
    Cos value = parser.object();
    if (value instanceof Cos.Dict dict && parser.skip("stream")) {
      value = stream(file, parser, dict, lengths);
    }
    parser.expect("endobj");
    return new IndirectObject(
        key.number(), key.generation(), value, start, parser.position, parser.nodes());
  }

  /** What an object is called. */
  record Key(int number, int generation) {}

  private static Key key(Lexer lexer) throws IOException, PdfFault {
    long start = lexer.position;
    if (!isDigit(lexer.peek())) {
      throw PdfFault.malformed(start, "no object starts here");
    }
    long number = lexer.whole();
    long generation = lexer.whole();
    if (number > EntryList.MAX_NUMBER || generation > 65_535) {
      throw PdfFault.malformed(start, "no object starts here");
    }
    lexer.expect("obj");
    return new Key((int) number, (int) generation);
  }

  /** Reads a number that is an object by itself, as the length of a stream may be. */
  static long number(FileWindow file, long start, Key wanted) throws IOException, PdfFault {
    if (start < 0 || start >= file.size()) {
      throw PdfFault.malformed(start, "a stream without a length");
    }
    int most = (int) Math.min(MAX_NUMBER_OBJECT, file.size() - start);
    Lexer lexer = new Lexer(ByteSource.of(file.read(start, most)), 0);
    lexer.skipMargin();
    try {
      if (key(lexer).equals(wanted)) {
        long number = lexer.whole();
        lexer.expect("endobj");
        return number;
      }
    } catch (PdfFault e) {
      // its position is one in the part that was read
    }
    throw PdfFault.malformed(start, "a stream without a length");
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
    skipLineEnd(parser); // some write one more, behind data that ends with its own
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
