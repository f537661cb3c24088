package io.hufu.crypto.jose;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value that is I-JSON (RFC 7493) by construction. Immutable and thread-safe. */
public sealed interface JsonValue {
  /** A JSON null. */
  enum Null implements JsonValue {
    NULL
  }

  /** A JSON true or false. */
  record Bool(boolean value) implements JsonValue {}

  /** A JSON string without lone surrogates. */
  record Text(String value) implements JsonValue {
    /** Refuses lone surrogates with IllegalArgumentException. */
    public Text {
      throw new AssertionError("skeleton");
    }
  }

  /**
   * A number that a double holds exactly enough: an integer within ±(2^53−1), or a finite double.
   */
  record Number(BigDecimal value) implements JsonValue {
    /** Refuses an integer beyond ±(2^53−1) and what no finite double holds. */
    public Number {
      throw new AssertionError("skeleton");
    }

    /** Makes an integer. */
    public static Number of(long value) {
      throw new AssertionError("skeleton");
    }
  }

  /** A JSON array. */
  record Array(List<JsonValue> items) implements JsonValue {
    /** Copies the items. */
    public Array {
      items = List.copyOf(items);
    }

    /** Makes an array. */
    public static Array of(JsonValue... items) {
      return new Array(List.of(items));
    }
  }

  /** A JSON object; iteration keeps the order of insertion. */
  record Object(Map<String, JsonValue> members) implements JsonValue {
    /** Copies the members, keeping their order. */
    public Object {
      members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
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
      return get(name).filter(Text.class::isInstance).map(v -> ((Text) v).value());
    }

    /** Returns an integer member; empty when absent or not an integer within ±(2^53−1). */
    public Optional<Long> integer(String name) {
      throw new AssertionError("skeleton");
    }

    /** Returns an object member; empty when absent or not an object. */
    public Optional<Object> object(String name) {
      return get(name).filter(Object.class::isInstance).map(v -> (Object) v);
    }

    /** Returns an array member; empty when absent or not an array. */
    public Optional<List<JsonValue>> array(String name) {
      return get(name).filter(Array.class::isInstance).map(v -> ((Array) v).items());
    }

    /** Returns the same object with one member set or replaced. */
    public Object with(String name, JsonValue value) {
      Map<String, JsonValue> copy = new LinkedHashMap<>(members);
      copy.put(name, value);
      return new Object(copy);
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
        return put(name, new Text(value));
      }

      /** Sets an integer member. */
      public Builder put(String name, long value) {
        return put(name, Number.of(value));
      }

      /** Sets a boolean member. */
      public Builder put(String name, boolean value) {
        return put(name, new Bool(value));
      }

      /** Returns the object. */
      public Object build() {
        return new Object(members);
      }
    }
  }
}
