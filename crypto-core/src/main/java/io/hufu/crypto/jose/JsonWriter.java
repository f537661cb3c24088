package io.hufu.crypto.jose;

import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonBool;
import io.hufu.crypto.jose.JsonValue.JsonNull;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Writes a {@link JsonValue} in one of three layouts; used once. */
final class JsonWriter {
  /** How members are ordered and where white space goes. */
  enum Layout {
    /** RFC 8785: members sorted, no white space. */
    CANONICAL,
    /** Members in their order, no white space. */
    COMPACT,
    /** Members in their order, a line each, two spaces of indentation. */
    PRETTY
  }

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out;
  private final Layout layout;

  private JsonWriter(Layout layout, int length) {
    this.layout = layout;
    this.out = new StringBuilder(length);
  }

  static String write(JsonValue value, Layout layout) {
    return write(value, layout, 256);
  }

  /** Writes a text whose length is known, or likely. */
  static String write(JsonValue value, Layout layout, int length) {
    JsonWriter writer = new JsonWriter(layout, length);
    writer.value(value, 0);
    return writer.out.toString();
  }

  private void value(JsonValue value, int depth) {
    if (value instanceof JsonText text) {
      text(text.value());
    } else if (value instanceof JsonObject object) {
      object(object, depth + 1);
    } else if (value instanceof JsonArray array) {
      array(array, depth + 1);
    } else if (value instanceof JsonNumber number) {
      out.append(number(number.value()));
    } else if (value instanceof JsonBool bool) {
      out.append(bool.value());
    } else if (value instanceof JsonNull) {
      out.append("null");
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
    out.append('{');
    Collection<Map.Entry<String, JsonValue>> members = object.members().entrySet();
    if (layout == Layout.CANONICAL) {
      members = sorted(members);
    }
    boolean first = true;
    for (Map.Entry<String, JsonValue> member : members) {
      separate(first, depth);
      first = false;
      text(member.getKey());
      out.append(layout == Layout.PRETTY ? ": " : ":");
      value(member.getValue(), depth);
    }
    close(first, depth, '}');
  }

  /** RFC 8785 §3.2.3: by UTF-16 code units, which is the order of {@code String.compareTo}. */
  private static Collection<Map.Entry<String, JsonValue>> sorted(
      Collection<Map.Entry<String, JsonValue>> members) {
    if (isSorted(members)) {
      return members;
    }
    List<Map.Entry<String, JsonValue>> list = new ArrayList<>(members);
    list.sort(Map.Entry.comparingByKey());
    return list;
  }

  /** So are those of whatever was canonical when it was read. */
  private static boolean isSorted(Collection<Map.Entry<String, JsonValue>> members) {
    String before = null;
    for (Map.Entry<String, JsonValue> member : members) {
      if (before != null && before.compareTo(member.getKey()) > 0) {
        return false;
      }
      before = member.getKey();
    }
    return true;
  }

  private void array(JsonArray array, int depth) {
    requireDepth(depth);
    out.append('[');
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
      out.append(',');
    }
    newLine(depth);
  }

  private void close(boolean empty, int depth, char bracket) {
    if (!empty) {
      newLine(depth - 1);
    }
    out.append(bracket);
  }

  private void newLine(int depth) {
    if (layout == Layout.PRETTY) {
      out.append('\n').append("  ".repeat(depth));
    }
  }

  /** RFC 8785 §3.2.2.2: only what must be escaped is. */
  private void text(String text) {
    out.append('"');
    int done = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == '"' || c == '\\') {
        out.append(text, done, i);
        escape(c);
        done = i + 1;
      }
    }
    out.append(text, done, text.length()).append('"');
  }

  private void escape(char c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default -> out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 0xF]);
    }
  }

  private static void requireDepth(int depth) {
    if (depth > Json.MAX_DEPTH) {
      throw new IllegalArgumentException("JSON is nested deeper than " + Json.MAX_DEPTH);
    }
  }
}
