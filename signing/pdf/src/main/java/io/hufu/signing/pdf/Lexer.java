package io.hufu.signing.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Reads tokens (ISO 32000-1 §7.2) from a position on. Not thread-safe. */
class Lexer {
  /** Decoded bytes of one string; room for a signature with all its revocation lists. */
  static final int MAX_STRING = 16 << 20;

  private static final int MAX_TOKEN = 4096;

  /** Bytes of white space between where something is said to be and where it is. */
  private static final int MARGIN = 16;

  final ByteSource source;
  long position;

  Lexer(ByteSource source, long position) {
    this.source = source;
    this.position = position;
  }

  int peek() throws IOException {
    return source.at(position);
  }

  /** §7.2.2, table 1. */
  static boolean isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
  }

  /** §7.2.2, table 2. */
  static boolean isDelimiter(int c) {
    return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']' || c == '{'
        || c == '}' || c == '/' || c == '%';
  }

  static boolean isRegular(int c) {
    return c >= 0 && !isSpace(c) && !isDelimiter(c);
  }

  /**
   * Skips the white space that careless writers count to what stands behind it; every reader finds
   * the same there.
   */
  void skipMargin() throws IOException {
    for (int i = 0; i < MARGIN && isSpace(peek()); i++) {
      position++;
    }
  }

  /** Skips white space and comments (§7.2.3). */
  void skipSpace() throws IOException {
    while (true) {
      int c = peek();
      if (c == '%') {
        do {
          position++;
          c = peek();
        } while (c != '\n' && c != '\r' && c >= 0);
      } else if (isSpace(c)) {
        position++;
      } else {
        return;
      }
    }
  }

  /** Reads a run of regular characters after white space; empty when there is none. */
  String word() throws IOException, PdfFault {
    skipSpace();
    StringBuilder word = new StringBuilder();
    for (int c = peek(); isRegular(c); c = peek()) {
      if (word.length() == MAX_TOKEN) {
        throw PdfFault.malformed(position, "a word of more than " + MAX_TOKEN + " bytes");
      }
      word.append((char) c);
      position++;
    }
    return word.toString();
  }

  /** Reads this word, or refuses. */
  void expect(String keyword) throws IOException, PdfFault {
    skipSpace();
    long start = position;
    if (!word().equals(keyword)) {
      throw PdfFault.malformed(start, "expected " + keyword);
    }
  }

  /** Reads a whole number that is not negative, or refuses. */
  long whole() throws IOException, PdfFault {
    skipSpace();
    long start = position;
    String word = word();
    if (word.isEmpty() || word.length() > 15 || !word.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw PdfFault.malformed(start, "expected a whole number");
    }
    return Long.parseLong(word);
  }

  /** Tells whether the word comes next, and skips it if so. */
  boolean skip(String keyword) throws IOException, PdfFault {
    long start = position;
    if (word().equals(keyword)) {
      return true;
    }
    position = start;
    return false;
  }

  /** §7.3.5; the position is at the solidus. */
  Cos.Name name() throws IOException, PdfFault {
    long start = position++;
    StringBuilder name = new StringBuilder();
    for (int c = peek(); isRegular(c); c = peek()) {
      if (c == '#') {
        int high = digit(source.at(position + 1));
        int low = digit(source.at(position + 2));
        if (high >= 0 && low >= 0) {
          c = high << 4 | low;
          position += 2;
        }
      }
      name.append((char) c);
      position++;
      if (name.length() > MAX_TOKEN) {
        throw PdfFault.malformed(start, "a name of more than " + MAX_TOKEN + " bytes");
      }
    }
    return new Cos.Name(name.toString());
  }

  /** §7.3.4.3; the position is at the opening bracket. */
  Cos.Text hexString() throws IOException, PdfFault {
    long start = position++;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int high = -1;
    for (int c = peek(); c != '>'; c = peek()) {
      int digit = digit(c);
      if (digit < 0 && !isSpace(c)) {
        throw PdfFault.malformed(position, "no hexadecimal digit");
      }
      if (digit >= 0) {
        if (high < 0) {
          high = digit;
        } else {
          add(bytes, high << 4 | digit);
          high = -1;
        }
      }
      position++;
    }
    if (high >= 0) {
      add(bytes, high << 4);
    }
    position++;
    return text(bytes, true, start);
  }

  /** §7.3.4.2; the position is at the opening parenthesis. */
  Cos.Text literalString() throws IOException, PdfFault {
    long start = position++;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int depth = 1;
    while (true) {
      int c = peek();
      if (c < 0) {
        throw PdfFault.malformed(start, "a string that does not end");
      }
      position++;
      if (c == '\\') {
        escape(bytes);
        continue;
      }
      if (c == ')' && --depth == 0) {
        return text(bytes, false, start);
      }
      depth += c == '(' ? 1 : 0;
      if (c == '\r') { // an end of line is a line feed, however it is written
        position += peek() == '\n' ? 1 : 0;
        c = '\n';
      }
      add(bytes, c);
    }
  }

  private void escape(ByteArrayOutputStream bytes) throws IOException, PdfFault {
    int c = peek();
    position++;
    int known = "nrtbf".indexOf(c);
    if (c >= '0' && c <= '7') {
      int value = c - '0';
      for (int i = 0; i < 2 && peek() >= '0' && peek() <= '7'; i++) {
        value = value << 3 | peek() - '0';
        position++;
      }
      add(bytes, value & 0xff);
    } else if (known >= 0) {
      add(bytes, "\n\r\t\b\f".charAt(known));
    } else if (c == '\r') {
      position += peek() == '\n' ? 1 : 0;
    } else if (c != '\n' && c >= 0) {
      add(bytes, c);
    }
  }

  private void add(ByteArrayOutputStream bytes, int value) throws PdfFault {
    if (bytes.size() == MAX_STRING) {
      throw PdfFault.limit("bytes of a string", MAX_STRING);
    }
    bytes.write(value);
  }

  private Cos.Text text(ByteArrayOutputStream bytes, boolean hex, long start) {
    boolean file = source.isFile();
    return new Cos.Text(bytes.toByteArray(), hex, file ? start : -1, file ? position : -1);
  }

  static int digit(int c) {
    return c < 0 || c > 'f' ? -1 : Character.digit((char) c, 16);
  }
}
