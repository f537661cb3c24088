package io.hufu.crypto.jose;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value that is I-JSON (RFC 7493) by construction. Immutable and thread-safe. */
public sealed interface JsonValue {
  /** A JSON null. */
  enum JsonNull implements JsonValue {
    NULL
  }

  /** A JSON true or false. */
  record JsonBool(boolean value) implements JsonValue {
    /** A JSON true. */
    public static final JsonBool TRUE = new JsonBool(true);

    /** A JSON false. */
    public static final JsonBool FALSE = new JsonBool(false);
  }

  /** A JSON string without lone surrogates. */
  record JsonText(String value) implements JsonValue {
    /** Refuses lone surrogates with IllegalArgumentException. */
    public JsonText {
      if (!Utf8.isWellFormed(value)) {
        throw new IllegalArgumentException("JSON string has a lone surrogate");
      }
    }
  }

  /**
   * A number within ±(2^53−1) that a double holds (RFC 7493 §2.2).
   *
   * <p>The value is that of the nearest double, in the one form its canonical text has, so that
   * 1.0, 1e0 and 1 are equal. An integer has scale 0.
   */
  record JsonNumber(BigDecimal value) implements JsonValue {
    /** The greatest integer up to which each integer has a double of its own. */
    public static final long MAX_INTEGER = (1L << 53) - 1;

    /**
     * Rounds to the nearest double; refuses what lies beyond ±(2^53−1), where every double is an
     * integer, and a number so small that its double is zero.
     */
    public JsonNumber {
      double nearest = value.doubleValue();
      if (!(Math.abs(nearest) <= MAX_INTEGER)) {
        throw new IllegalArgumentException("JSON number is beyond ±(2^53−1)");
      }
      if (nearest == 0 && value.signum() != 0) {
        throw new IllegalArgumentException("JSON number is too small for a double");
      }
      value =
          nearest == Math.rint(nearest)
              ? BigDecimal.valueOf((long) nearest)
              : new BigDecimal(EcmaNumber.format(nearest));
    }

    /** Makes an integer. */
    public static JsonNumber of(long value) {
      return new JsonNumber(BigDecimal.valueOf(value));
    }
  }

  /** A JSON array. */
  record JsonArray(List<JsonValue> items) implements JsonValue {
    /** The array without items. */
    public static final JsonArray EMPTY = new JsonArray(List.of());

    /** Copies the items. */
    public JsonArray {
      items = List.copyOf(items);
    }

    /** Makes an array. */
    public static JsonArray of(JsonValue... items) {
      return new JsonArray(List.of(items));
    }
  }

  /** A JSON object; iteration keeps the order of insertion. */
  record JsonObject(Map<String, JsonValue> members) implements JsonValue {
    /** The object without members. */
    public static final JsonObject EMPTY = new JsonObject(Map.of());

    /** Copies the members, keeping their order; refuses lone surrogates in names. */
    public JsonObject {
      for (String name : members.keySet()) {
        if (!Utf8.isWellFormed(name)) {
          throw new IllegalArgumentException("JSON member name has a lone surrogate");
        }
      }
      members = Members.copyOf(members);
    }

    /** Starts an object. */
    public static Builder builder() {
      return new Builder();
    }

    /** Returns a member of any kind. */
    public Optional<JsonValue> get(String name) {
      return Optional.ofNullable(members.get(name));
    }

    /** Returns a string member; empty when absent or not a string. */
    public Optional<String> text(String name) {
      return get(name).filter(JsonText.class::isInstance).map(v -> ((JsonText) v).value());
    }

    /** Returns an integer member; empty when absent or not an integer within ±(2^53−1). */
    public Optional<Long> integer(String name) {
      return get(name)
          .filter(v -> v instanceof JsonNumber number && number.value().scale() == 0)
          .map(v -> ((JsonNumber) v).value().longValueExact());
    }

    /** Returns an object member; empty when absent or not an object. */
    public Optional<JsonObject> object(String name) {
      return get(name).filter(JsonObject.class::isInstance).map(v -> (JsonObject) v);
    }

    /** Returns an array member; empty when absent or not an array. */
    public Optional<List<JsonValue>> array(String name) {
      return get(name).filter(JsonArray.class::isInstance).map(v -> ((JsonArray) v).items());
    }

    /** Returns the same object with one member set or replaced. */
    public JsonObject with(String name, JsonValue value) {
      Map<String, JsonValue> copy = new LinkedHashMap<>(members);
      copy.put(name, value);
      return new JsonObject(copy);
    }

    /** Collects members in order. Not thread-safe. */
    public static final class Builder {
      private final Map<String, JsonValue> members = new LinkedHashMap<>();

      private Builder() {}

      /** Sets a member; a name set twice is an IllegalArgumentException. */
      public Builder put(String name, JsonValue value) {
        if (members.putIfAbsent(name, value) != null) {
          throw new IllegalArgumentException("member set twice: " + name);
        }
        return this;
      }

      /** Sets a string member. */
      public Builder put(String name, String value) {
        return put(name, new JsonText(value));
      }

      /** Sets an integer member. */
      public Builder put(String name, long value) {
        return put(name, JsonNumber.of(value));
      }

      /** Sets a boolean member. */
      public Builder put(String name, boolean value) {
        return put(name, new JsonBool(value));
      }

      /** Returns the object. */
      public JsonObject build() {
        return new JsonObject(members);
      }
    }
  }
}
