package io.hufu.signing.pdf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** Writes objects (ISO 32000-1 §7.3) so that our reader, and any other, reads the same again. */
final class CosWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  int length() {
    return out.size();
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  CosWriter text(String ascii) {
    out.writeBytes(ascii.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  CosWriter raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** Writes a value; a stream is an object of its own and stands in no other. */
  CosWriter value(Cos value) {
    if (value instanceof Cos.Dict dict) {
      text("<<");
      dict.entries().forEach((key, entry) -> name(key).text(" ").value(entry));
      text(">>");
    } else if (value instanceof Cos.Array array) {
      text("[");
      for (int i = 0; i < array.items().size(); i++) {
        text(i == 0 ? "" : " ").value(array.items().get(i));
      }
      text("]");
    } else if (value instanceof Cos.Name name) {
      name(name.value());
    } else if (value instanceof Cos.Text string) {
      text("<" + HexFormat.of().formatHex(string.bytes()) + ">");
    } else {
      text(atom(value));
    }
    return this;
  }

  private static String atom(Cos value) {
    if (value instanceof Cos.Num number) {
      return number(number);
    }
    if (value instanceof Cos.Bool bool) {
      return Boolean.toString(bool.value());
    }
    if (value instanceof Cos.Ref || value instanceof Cos.Null) {
      return value instanceof Cos.Null ? "null" : value.toString();
    }
    throw new IllegalArgumentException("a stream is written as an object of its own");
  }

  private static String number(Cos.Num number) {
    return number.whole()
        ? Long.toString((long) number.value())
        : new java.math.BigDecimal(Double.toString(number.value())).toPlainString();
  }

  /** §7.3.5: everything but regular characters as a number sign and two digits. */
  private CosWriter name(String name) {
    StringBuilder written = new StringBuilder("/");
    name.chars()
        .forEach(
            c ->
                written.append(
                    c > ' ' && c < 0x7f && c != '#' && Lexer.isRegular(c)
                        ? String.valueOf((char) c)
                        : String.format(Locale.ROOT, "#%02X", c)));
    return text(written.toString());
  }
}
