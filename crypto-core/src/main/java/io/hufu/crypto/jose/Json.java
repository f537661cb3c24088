package io.hufu.crypto.jose;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonWriter.Layout;
import java.util.Arrays;

/** Reads and writes JSON strictly. Stateless and thread-safe. */
public final class Json {
  /** The default limit of nesting: arrays and objects within each other. */
  public static final int MAX_DEPTH = 64;

  /**
   * The limit of values in one text, 2^20; it bounds memory, because a value of one byte costs a
   * hundred times that as an object.
   */
  public static final int MAX_VALUES = 1 << 20;

  private Json() {}

  /**
   * Parses one UTF-8 JSON text: no byte order mark, no duplicate member, no lone surrogate, no
   * trailing bytes, nesting of at most {@link #MAX_DEPTH}, at most {@link #MAX_VALUES} values,
   * numbers of at most 1000 characters that {@link JsonValue.JsonNumber} takes. White space around
   * the value is allowed.
   */
  public static JsonValue parse(byte[] utf8) throws MalformedDataException {
    return JsonReader.read(utf8);
  }

  /** Parses a text whose top level must be an object. */
  public static JsonValue.JsonObject parseObject(byte[] utf8) throws MalformedDataException {
    if (parse(utf8) instanceof JsonValue.JsonObject object) {
      return object;
    }
    throw new MalformedDataException("JSON is not an object");
  }

  /** Parses and requires that the bytes are the canonical form of their value. */
  public static JsonValue parseCanonical(byte[] utf8) throws MalformedDataException {
    JsonValue value = parse(utf8);
    if (!Arrays.equals(JsonWriter.write(value, Layout.CANONICAL, utf8.length), utf8)) {
      throw new MalformedDataException("JSON is not in canonical form (RFC 8785)");
    }
    return value;
  }

  /**
   * Writes the canonical form (RFC 8785); throws IllegalArgumentException for a value nested deeper
   * than {@link #MAX_DEPTH}, as all writers here do.
   */
  public static byte[] canonical(JsonValue value) {
    return JsonWriter.write(value, Layout.CANONICAL);
  }

  /** Writes for people: two spaces of indentation, members in their order, a final line feed. */
  public static byte[] pretty(JsonValue value) {
    return JsonWriter.write(value, Layout.PRETTY);
  }

  /** Writes on one line, members in their order, no final line feed. */
  public static byte[] compact(JsonValue value) {
    return JsonWriter.write(value, Layout.COMPACT);
  }
}
