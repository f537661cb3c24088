package io.hufu.crypto.jose;

import io.hufu.crypto.MalformedDataException;

/** Reads and writes JSON strictly. Stateless and thread-safe. */
public final class Json {
  /** The default limit of nesting. */
  public static final int MAX_DEPTH = 64;

  private Json() {}

  /**
   * Parses one UTF-8 JSON text: no byte order mark, no duplicate member, no lone surrogate, no
   * trailing bytes, nesting of at most {@link #MAX_DEPTH}, numbers as {@link JsonValue.JsonNumber}
   * takes them.
   */
  public static JsonValue parse(byte[] utf8) throws MalformedDataException {
    throw new AssertionError("skeleton");
  }

  /** Parses a text whose top level must be an object. */
  public static JsonValue.JsonObject parseObject(byte[] utf8) throws MalformedDataException {
    throw new AssertionError("skeleton");
  }

  /** Parses and requires that the bytes are the canonical form of their value. */
  public static JsonValue parseCanonical(byte[] utf8) throws MalformedDataException {
    throw new AssertionError("skeleton");
  }

  /** Writes the canonical form (RFC 8785). */
  public static byte[] canonical(JsonValue value) {
    throw new AssertionError("skeleton");
  }

  /** Writes for people: two spaces of indentation, members in their order, a final line feed. */
  public static byte[] pretty(JsonValue value) {
    throw new AssertionError("skeleton");
  }

  /** Writes on one line, members in their order, no final line feed. */
  public static byte[] compact(JsonValue value) {
    throw new AssertionError("skeleton");
  }
}
