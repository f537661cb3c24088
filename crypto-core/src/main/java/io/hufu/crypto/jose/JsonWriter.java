package io.hufu.crypto.jose;

import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonBool;
import io.hufu.crypto.jose.JsonValue.JsonNull;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a {@link JsonValue} in one of three layouts; used once. */
final class JsonWriter {
  /** How members are ordered and where white space goes. */
  enum Layout {
    /** RFC 8785: members sorted, no white space. */
    CANONICAL,
    /** Members in their order, no white space. */
    COMPACT,
    /** Members in their order, a line each, two spaces of indentation, a final line feed. */
    PRETTY
  }

  private static final byte[] HEX = ascii("0123456789abcdef");
  private static final byte[] NULL = ascii("null");
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");

  private final Layout layout;

  /** UTF-8 as it grows: a text of characters would have to be encoded as a whole once more. */
  private byte[] out;

  private int size;

  private JsonWriter(Layout layout, int length) {
    this.layout = layout;
    this.out = new byte[length];
  }

  static byte[] write(JsonValue value, Layout layout) {
    return write(value, layout, 256);
  }

  /** Writes a text whose length in bytes is known, or likely. */
  static byte[] write(JsonValue value, Layout layout, int length) {
    JsonWriter writer = new JsonWriter(layout, length);
    writer.value(value, 0);
    if (layout == Layout.PRETTY) {
      writer.append('\n');
    }
    return writer.size == writer.out.length ? writer.out : Arrays.copyOf(writer.out, writer.size);
  }

  private void value(JsonValue value, int depth) {
    if (value instanceof JsonText text) {
      text(text.value());
    } else if (value instanceof JsonObject object) {
      object(object, depth + 1);
    } else if (value instanceof JsonArray array) {
      array(array, depth + 1);
    } else if (value instanceof JsonNumber number) {
      append(ascii(number(number.value())));
    } else if (value instanceof JsonBool bool) {
      append(bool.value() ? TRUE : FALSE);
    } else if (value instanceof JsonNull) {
      append(NULL);
    }
  }

  /** An integer is exact as it stands; any other number goes through its double. */
  static String number(BigDecimal value) {
    return value.scale() == 0
        ? Long.toString(value.longValueExact())
        : EcmaNumber.format(value.doubleValue());
  }

  private void object(JsonObject object, int depth) {
    requireDepth(depth);
    append('{');
    Collection<Map.Entry<String, JsonValue>> members = object.members().entrySet();
    if (layout == Layout.CANONICAL && !isSorted(object.members().keySet())) {
      members = sorted(members);
    }
    boolean first = true;
    for (Map.Entry<String, JsonValue> member : members) {
      separate(first, depth);
      first = false;
      text(member.getKey());
      append(':');
      if (layout == Layout.PRETTY) {
        append(' ');
      }
      value(member.getValue(), depth);
    }
    close(first, depth, '}');
  }

  /** RFC 8785 §3.2.3: by UTF-16 code units, which is the order of {@code String.compareTo}. */
  private static Collection<Map.Entry<String, JsonValue>> sorted(
      Collection<Map.Entry<String, JsonValue>> members) {
    List<Map.Entry<String, JsonValue>> list = new ArrayList<>(members);
    list.sort(Map.Entry.comparingByKey());
    return list;
  }

  /** So are those of whatever was canonical when it was read. */
  private static boolean isSorted(Set<String> names) {
    String before = "";
    for (String name : names) {
      if (before.compareTo(name) > 0) {
        return false;
      }
      before = name;
    }
    return true;
  }

  private void array(JsonArray array, int depth) {
    requireDepth(depth);
    append('[');
    boolean first = true;
    for (JsonValue item : array.items()) {
      separate(first, depth);
      first = false;
      value(item, depth);
    }
    close(first, depth, ']');
  }

  private void separate(boolean first, int depth) {
    if (!first) {
      append(',');
    }
    newLine(depth);
  }

  private void close(boolean empty, int depth, char bracket) {
    if (!empty) {
      newLine(depth - 1);
    }
    append(bracket);
  }

  private void newLine(int depth) {
    if (layout == Layout.PRETTY) {
      append('\n');
      append(ascii("  ".repeat(depth)));
    }
  }

  /** RFC 8785 §3.2.2.2: only what must be escaped is. */
  private void text(String text) {
    append('"');
    int done = plain(text, 0);
    while (done < text.length()) {
      done = plain(text, special(text, done));
    }
    append('"');
  }

  /** Writes the ASCII that stands for itself, and returns where it ends. */
  private int plain(String text, int from) {
    int length = text.length();
    require(length - from);
    byte[] to = out;
    int at = size;
    int i = from;
    for (; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == '"' || c == '\\' || c >= 0x80) {
        break;
      }
      to[at++] = (byte) c;
    }
    size = at;
    return i;
  }

  /** Writes one character that is escaped, or all up to the next ASCII; returns where they end. */
  private int special(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= 0x80) {
      end++;
    }
    if (end == from) {
      escape(text.charAt(from));
      return from + 1;
    }
    append(text.substring(from, end).getBytes(StandardCharsets.UTF_8));
    return end;
  }

  private void escape(char c) {
    append('\\');
    switch (c) {
      case '"', '\\' -> append(c);
      case '\b' -> append('b');
      case '\t' -> append('t');
      case '\n' -> append('n');
      case '\f' -> append('f');
      case '\r' -> append('r');
      default -> append(new byte[] {'u', '0', '0', HEX[c >> 4], HEX[c & 0xF]});
    }
  }

  private void append(int b) {
    require(1);
    out[size++] = (byte) b;
  }

  private void append(byte[] bytes) {
    require(bytes.length);
    System.arraycopy(bytes, 0, out, size, bytes.length);
    size += bytes.length;
  }

  private void require(int more) {
    if (more > out.length - size) {
      out = Arrays.copyOf(out, Math.addExact(size, Math.max(size, more)));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void requireDepth(int depth) {
    if (depth > Json.MAX_DEPTH) {
      throw new IllegalArgumentException("JSON is nested deeper than " + Json.MAX_DEPTH);
    }
  }
}
