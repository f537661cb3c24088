package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The values of a Token Status List: 1, 2, 4 or 8 bits each, the first in the lowest bits.
 *
 * <p>Immutable and thread-safe.
 */
public final class StatusList {
  /** The default limit of a decompressed list, in bytes. */
  public static final int MAX_BYTES = 16 << 20;

  private final int bits;
  private final byte[] packed;

  private StatusList(int bits, byte[] packed) {
    this.bits = bits;
    this.packed = packed;
  }

  /**
   * Packs values; the rest of the last byte is filled with zeros, which are values too.
   *
   * @param bits 1, 2, 4 or 8
   * @throws IllegalArgumentException when a value does not fit
   */
  public static StatusList of(int bits, int... values) {
    requireBits(bits);
    byte[] packed = new byte[Math.toIntExact(((long) values.length * bits + 7) / 8)];
    for (int i = 0; i < values.length; i++) {
      if (values[i] < 0 || values[i] >= 1 << bits) {
        throw new IllegalArgumentException("status value does not fit into " + bits + " bits");
      }
      long bit = (long) i * bits;
      packed[(int) (bit / 8)] |= (byte) (values[i] << (bit % 8));
    }
    return new StatusList(bits, packed);
  }

  /**
   * Decodes {@code lst}: base64url of a ZLIB stream.
   *
   * @param maxBytes how large the decompressed list may be
   * @throws MalformedDataException also when it is larger
   */
  static StatusList decode(long bits, String lst, int maxBytes) throws MalformedDataException {
    if (bits != 1 && bits != 2 && bits != 4 && bits != 8) {
      throw new MalformedDataException("status list: bits is none of 1, 2, 4, 8");
    }
    return new StatusList((int) bits, inflate(Base64Url.decode(lst), maxBytes));
  }

  private static byte[] inflate(byte[] compressed, int maxBytes) throws MalformedDataException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(compressed);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && !inflater.finished()) {
          throw new MalformedDataException("status list: ends too early or needs a dictionary");
        }
        if (out.size() + count > maxBytes) {
          throw new StatusListTooLargeException(maxBytes);
        }
        out.write(buffer, 0, count);
      }
      if (inflater.getRemaining() > 0) {
        throw new MalformedDataException("status list: has bytes after its end");
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw new MalformedDataException("status list: is no ZLIB stream", e);
    } finally {
      inflater.end();
    }
  }

  /** Encodes as {@code lst}. */
  String encode() {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(packed);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return Base64Url.encode(out.toByteArray());
    } finally {
      deflater.end();
    }
  }

  private static void requireBits(int bits) {
    if (bits != 1 && bits != 2 && bits != 4 && bits != 8) {
      throw new IllegalArgumentException("a status takes 1, 2, 4 or 8 bits");
    }
  }

  /** Returns how many bits a value takes: 1, 2, 4 or 8. */
  public int bits() {
    return bits;
  }

  /** Returns how many values there are. */
  public long size() {
    return packed.length * 8L / bits;
  }

  /** Returns the value at an index; empty when the list is shorter. */
  public OptionalInt value(long index) {
    if (index < 0 || index >= size()) {
      return OptionalInt.empty();
    }
    long bit = index * bits;
    int octet = Byte.toUnsignedInt(packed[(int) (bit / 8)]);
    return OptionalInt.of(octet >> (bit % 8) & ((1 << bits) - 1));
  }

  /** Two lists are equal when they hold the same values in the same number of bits. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StatusList that
        && bits == that.bits
        && Arrays.equals(packed, that.packed);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(packed) + bits;
  }
}
