package io.hufu.crypto.jose;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The few members of an object in their order, looked at one by one. Immutable and thread-safe.
 *
 * <p>Most objects are small: as a hash map each takes more than three times the memory, and half of
 * the time of reading a list of a hundred thousand objects went into collecting that garbage.
 */
final class Members extends AbstractMap<String, JsonValue> {
  /** Up to so many names are compared with one sooner than hashed, however they are chosen. */
  private static final int FEW = 12;

  private final String[] names;
  private final JsonValue[] values;

  private Members(Map<String, JsonValue> members) {
    this.names = members.keySet().toArray(String[]::new);
    this.values = members.values().toArray(JsonValue[]::new);
  }

  /** Copies members; what is many stays a hash map. */
  static Map<String, JsonValue> copyOf(Map<String, JsonValue> members) {
    if (members instanceof Members) {
      return members;
    }
    return members.size() <= FEW
        ? new Members(members)
        : Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  @Override
  public @Nullable JsonValue get(@Nullable Object name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return values[i];
      }
    }
    return null;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return get(name) != null;
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public Set<String> keySet() {
    return set(i -> names[i]);
  }

  @Override
  public Set<Entry<String, JsonValue>> entrySet() {
    return set(i -> Map.entry(names[i], values[i]));
  }

  private <T> Set<T> set(IntFunction<T> item) {
    return new AbstractSet<>() {
      @Override
      public Iterator<T> iterator() {
        return new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < names.length;
          }

          @Override
          public T next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            return item.apply(next++);
          }
        };
      }

      @Override
      public int size() {
        return names.length;
      }
    };
  }
}
