package io.hufu.signing.pdf;

import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads objects (ISO 32000-1 §7.3). Stricter than viewers, which disagree on what is not standard.
 *
 * <p>A key twice in one dictionary is refused: one viewer takes the first value, another the last.
 */
final class CosParser extends Lexer {
  /** Values in one object; a page tree of a million leaves has them on several levels. */
  static final int MAX_NODES = 1 << 19;

  private static final int MAX_DEPTH = 100;

  private int nodes;
  private int stringBytes;

  CosParser(ByteSource source, long position) {
    super(source, position);
  }

  /** Returns how many values were read so far; what the object costs in memory. */
  int nodes() {
    return nodes + stringBytes / 64;
  }

  /** Reads one object; references stay references. */
  Cos object() throws IOException, PdfFault {
    return object(0);
  }

  private Cos object(int depth) throws IOException, PdfFault {
    if (depth > MAX_DEPTH) {
      throw PdfFault.limit("nesting of an object", MAX_DEPTH);
    }
    if (++nodes > MAX_NODES) {
      throw PdfFault.limit("values in an object", MAX_NODES);
    }
    skipSpace();
    int c = peek();
    return switch (c) {
      case '/' -> name();
      case '(' -> counted(literalString());
      case '[' -> array(depth);
      case '<' -> source.at(position + 1) == '<' ? dict(depth) : counted(hexString());
      case '+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numberOrReference();
      default -> keyword();
    };
  }

  private Cos counted(Cos.Text text) throws PdfFault {
    stringBytes += text.bytes().length;
    if (stringBytes > 2 * MAX_STRING) {
      throw PdfFault.limit("bytes of the strings of an object", 2 * MAX_STRING);
    }
    return text;
  }

  private Cos array(int depth) throws IOException, PdfFault {
    position++;
    List<Cos> items = new ArrayList<>();
    skipSpace();
    while (peek() != ']') {
      items.add(object(depth + 1));
      skipSpace();
    }
    position++;
    return new Cos.Array(Collections.unmodifiableList(items));
  }

  private Cos dict(int depth) throws IOException, PdfFault {
    position += 2;
    Map<String, Cos> entries = new LinkedHashMap<>();
    skipSpace();
    while (peek() != '>') {
      long start = position;
      if (peek() != '/') {
        throw PdfFault.malformed(start, "expected a key");
      }
      String key = name().value();
      Cos value = object(depth + 1);
      if (entries.put(key, value) != null) {
        throw PdfFault.failed(
            FindingCode.DICTIONARY_KEY_REPEATED, PdfFault.at(start), "/" + printable(key));
      }
      skipSpace();
    }
    if (source.at(position + 1) != '>') {
      throw PdfFault.malformed(position, "expected >>");
    }
    position += 2;
    return new Cos.Dict(Collections.unmodifiableMap(entries));
  }

  private Cos numberOrReference() throws IOException, PdfFault {
    long start = position;
    String word = word();
    boolean whole = word.chars().allMatch(c -> c >= '0' && c <= '9');
    if (whole && word.length() <= 8) {
      long after = position;
      skipSpace();
      String generation = digits();
      if (!generation.isEmpty() && generation.length() <= 5 && skipReferenceMark()) {
        return new Cos.Ref(Integer.parseInt(word), Integer.parseInt(generation));
      }
      position = after;
    }
    return number(word, start);
  }

  private String digits() throws IOException, PdfFault {
    int c = peek();
    return c >= '0' && c <= '9' ? word() : "";
  }

  private boolean skipReferenceMark() throws IOException {
    skipSpace();
    if (peek() == 'R' && !isRegular(source.at(position + 1))) {
      position++;
      return true;
    }
    return false;
  }

  private static Cos.Num number(String word, long start) throws PdfFault {
    int sign = word.startsWith("+") || word.startsWith("-") ? 1 : 0;
    String digits = word.substring(sign);
    boolean whole = digits.indexOf('.') < 0;
    boolean good =
        digits.length() <= 64
            && digits.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))
            && digits.chars().anyMatch(c -> c != '.')
            && digits.indexOf('.') == digits.lastIndexOf('.');
    if (!good) {
      throw PdfFault.malformed(start, "no number");
    }
    return new Cos.Num(Double.parseDouble(word) + 0.0, whole);
  }

  private Cos keyword() throws IOException, PdfFault {
    long start = position;
    String word = word();
    return switch (word) {
      case "null" -> Cos.NULL;
      case "true" -> new Cos.Bool(true);
      case "false" -> new Cos.Bool(false);
      default -> throw PdfFault.malformed(start, "expected an object");
    };
  }

  /** What a hostile name may put into a report: nothing but plain signs. */
  static String printable(String name) {
    StringBuilder text = new StringBuilder();
    name.chars().limit(64).forEach(c -> text.append(c > ' ' && c < 0x7f ? (char) c : '?'));
    return text.toString();
  }
}
