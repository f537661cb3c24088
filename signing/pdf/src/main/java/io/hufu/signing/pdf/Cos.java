package io.hufu.signing.pdf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of the PDF file (ISO 32000-1 §7.3). Immutable.
 *
 * <p>Two objects are equal when they mean the same: order of dictionary keys, spelling of numbers,
 * names and strings do not count. Streams are compared by their place in the file.
 */
sealed interface Cos {
  /** §7.3.9. */
  Null NULL = new Null();

  /** The null object; also what is not there. */
  record Null() implements Cos {}

  /** §7.3.2. */
  record Bool(boolean value) implements Cos {}

  /**
   * §7.3.3.
   *
   * @param whole whether it was written without a decimal point
   */
  record Num(double value, boolean whole) implements Cos {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Num that && Double.compare(value, that.value) == 0;
    }

    @Override
    public int hashCode() {
      return Double.hashCode(value);
    }
  }

  /**
   * §7.3.4.
   *
   * @param start position of the opening delimiter in the file; -1 inside an object stream
   * @param end position behind the closing delimiter
   */
  record Text(byte[] bytes, boolean hex, long start, long end) implements Cos {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Text that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    /** Returns the bytes as Latin-1, for comparing with what is ASCII. */
    String latin() {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  /** §7.3.5; bytes as Latin-1, escapes undone. */
  record Name(String value) implements Cos {}

  /** §7.3.6. */
  record Array(List<Cos> items) implements Cos {}

  /** §7.3.7; no key twice. */
  record Dict(Map<String, Cos> entries) implements Cos {
    Cos get(String key) {
      return entries.getOrDefault(key, NULL);
    }

    boolean has(String key) {
      return !(get(key) instanceof Null);
    }
  }

  /** §7.3.10. */
  record Ref(int number, int generation) implements Cos {
    @Override
    public String toString() {
      return number + " " + generation + " R";
    }
  }

  /**
   * §7.3.8.
   *
   * @param start position of the first byte of the encoded data in the file
   * @param length encoded bytes
   */
  record Stream(Dict dict, long start, long length) implements Cos {}
}
