package io.hufu.signing.ofd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes an XML part of OFD; names are ours, values are escaped. Not thread-safe. */
final class XmlText {
  private final StringBuilder text =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  private final Deque<String> open = new ArrayDeque<>();
  private boolean inTag;

  /** Starts the root, which declares the namespace. */
  static XmlText root(String name) {
    XmlText xml = new XmlText();
    return xml.start(name).attribute("xmlns:ofd", OfdPackage.NAMESPACE);
  }

  XmlText start(String name) {
    closeTag();
    text.append("<ofd:").append(name);
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
      text.append("</ofd:").append(name).append('>');
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
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> text.append("&amp;");
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '"' -> text.append(attribute ? "&quot;" : "\"");
        case '\t', '\n', '\r' -> text.append("&#").append((int) c).append(';');
        default -> text.append(c);
      }
    }
  }

  /** Ends what is open and returns the part in UTF-8. */
  byte[] bytes() {
    while (!open.isEmpty()) {
      end();
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Writes a number of millimetres: at most three decimals, no exponent. */
  static String number(double value) {
    long thousandths = StrictMath.round(value * 1000);
    String sign = thousandths < 0 ? "-" : "";
    long rest = Math.abs(thousandths);
    String whole = sign + rest / 1000;
    if (rest % 1000 == 0) {
      return rest == 0 ? "0" : whole;
    }
    return whole + "." + String.valueOf(1000 + rest % 1000).substring(1).replaceFirst("0+$", "");
  }

  static String numbers(double... values) {
    StringBuilder joined = new StringBuilder();
    for (double value : values) {
      joined.append(joined.isEmpty() ? "" : " ").append(number(value));
    }
    return joined.toString();
  }
}
