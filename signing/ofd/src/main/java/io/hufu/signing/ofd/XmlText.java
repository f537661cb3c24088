package io.hufu.signing.ofd;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Writes XML, parts of OFD above all; names are ours, values are escaped. Not thread-safe. */
final class XmlText {
  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private final StringBuilder text = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();
  private final String prefix;
  private boolean inTag;

  private XmlText(String prefix) {
    this.prefix = prefix;
  }

  /** Starts the root of an OFD part, which declares the namespace. */
  static XmlText root(String name) {
    XmlText xml = new XmlText("ofd:");
    xml.text.append(DECLARATION);
    return xml.start(name).attribute("xmlns:ofd", OfdPackage.NAMESPACE);
  }

  /** Starts a piece of XML whose names have no prefix. */
  static XmlText fragment() {
    return new XmlText("");
  }

  XmlText start(String name) {
    closeTag();
    text.append('<').append(prefix).append(name);
    open.push(name);
    inTag = true;
    return this;
  }

  XmlText attribute(String name, String value) {
    text.append(' ').append(name).append("=\"");
    escape(value, true);
    text.append('"');
    return this;
  }

  XmlText attribute(String name, long value) {
    return attribute(name, Long.toString(value));
  }

  XmlText text(String value) {
    closeTag();
    escape(value, false);
    return this;
  }

  XmlText end() {
    String name = open.pop();
    if (inTag) {
      text.append("/>");
      inTag = false;
    } else {
      text.append("</").append(prefix).append(name).append('>');
    }
    return this;
  }

  /** Writes an element that holds text only. */
  XmlText element(String name, String value) {
    return start(name).text(value).end();
  }

  private void closeTag() {
    if (inTag) {
      text.append('>');
      inTag = false;
    }
  }

  private void escape(String value, boolean attribute) {
    int done = 0;
    for (int i = 0; i < value.length(); i++) {
      String escaped = escaped(value.charAt(i), attribute);
      if (escaped != null) {
        text.append(value, done, i).append(escaped);
        done = i + 1;
      }
    }
    text.append(value, done, value.length());
  }

  private static @Nullable String escaped(char c, boolean attribute) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> attribute ? "&quot;" : null;
      case '\t' -> "&#9;";
      case '\n' -> "&#10;";
      case '\r' -> "&#13;";
      default -> null;
    };
  }

  /** Puts a fragment in, as it stands. */
  XmlText add(XmlText fragment) {
    closeTag();
    text.append(fragment.all());
    return this;
  }

  /** Returns how many characters there are so far. */
  int length() {
    return text.length();
  }

  /** Returns how many elements are open. */
  int depth() {
    return open.size();
  }

  /** Ends elements until only so many are open. */
  void endTo(int depth) {
    while (open.size() > depth) {
      end();
    }
  }

  /** Ends what is open and returns the text. */
  String all() {
    endTo(0);
    return text.toString();
  }

  /** Ends what is open and returns the part in UTF-8. */
  byte[] bytes() {
    return all().getBytes(StandardCharsets.UTF_8);
  }

  /** Writes a number of millimetres: at most three decimals, no exponent. */
  static String number(double value) {
    return numbers(value);
  }

  /** Writes such numbers with spaces between: a page has tens of thousands of them. */
  static String numbers(double... values) {
    StringBuilder joined = new StringBuilder();
    for (double value : values) {
      if (!joined.isEmpty()) {
        joined.append(' ');
      }
      append(StrictMath.round(value * 1000), joined);
    }
    return joined.toString();
  }

  private static void append(long thousandths, StringBuilder to) {
    if (thousandths < 0) {
      to.append('-');
    }
    long rest = Math.abs(thousandths);
    to.append(rest / 1000);
    int decimals = (int) (rest % 1000);
    if (decimals > 0) {
      to.append('.').append(decimals / 100);
    }
    if (decimals % 100 > 0) {
      to.append(decimals / 10 % 10);
    }
    if (decimals % 10 > 0) {
      to.append(decimals % 10);
    }
  }

  /** Writes numbers of a matrix: a turn of half a thousandth shows at the far end of a page. */
  static String precise(double... values) {
    StringBuilder joined = new StringBuilder();
    for (double value : values) {
      long millionths = StrictMath.round(value * 1e6);
      String digits = BigDecimal.valueOf(millionths, 6).stripTrailingZeros().toPlainString();
      joined.append(joined.isEmpty() ? "" : " ").append(digits);
    }
    return joined.toString();
  }
}
