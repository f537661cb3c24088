package io.hufu.signing.page;

import io.hufu.crypto.MalformedDataException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables of one font in a TrueType file or collection (OpenType 1.9, chapter "otff"). */
final class FontBytes {
  private static final int TRUE_TYPE = 0x00010000;
  private static final int TRUE = 0x74727565; // 'true'
  private static final int COLLECTION = 0x74746366; // 'ttcf'
  private static final int MAX_TABLES = 64;

  private final byte[] file;
  private final Map<String, int[]> tables = new HashMap<>();

  /**
   * Reads the table directory.
   *
   * @param member index of the font in a collection; 0 for a plain file
   */
  FontBytes(byte[] file, int member) throws MalformedDataException {
    this.file = file;
    int start = 0;
    if (file.length >= 12 && int32(0) == COLLECTION) {
      if (member < 0 || member >= int32(8) || 16L + 4L * member > file.length) {
        throw new MalformedDataException("the font collection has no member " + member);
      }
      start = int32(12 + 4 * member);
    } else if (member != 0) {
      throw new MalformedDataException("the font is no collection");
    }
    int version = int32(start);
    if (version != TRUE_TYPE && version != TRUE) {
      throw new MalformedDataException("the font has no TrueType outlines; use a TTF file");
    }
    int count = uint16(start + 4);
    if (count > MAX_TABLES) {
      throw new MalformedDataException("the font has more than " + MAX_TABLES + " tables");
    }
    for (int i = 0; i < count; i++) {
      readEntry(start + 12 + 16 * i);
    }
  }

  private void readEntry(int at) throws MalformedDataException {
    StringBuilder tag = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      tag.append((char) uint8(at + i));
    }
    int offset = int32(at + 8);
    int length = int32(at + 12);
    if (offset < 0 || length < 0 || (long) offset + length > file.length) {
      throw new MalformedDataException("font table " + tag + " lies outside the file");
    }
    tables.put(tag.toString(), new int[] {offset, length});
  }

  int uint8(int at) throws MalformedDataException {
    if (at < 0 || at >= file.length) {
      throw new MalformedDataException("the font ends too early");
    }
    return file[at] & 0xff;
  }

  int uint16(int at) throws MalformedDataException {
    return uint8(at) << 8 | uint8(at + 1);
  }

  int int16(int at) throws MalformedDataException {
    return (short) uint16(at);
  }

  int int32(int at) throws MalformedDataException {
    return uint16(at) << 16 | uint16(at + 2);
  }

  boolean has(String table) {
    return tables.containsKey(table);
  }

  /** Returns where a table starts in the file. */
  int offset(String table) throws MalformedDataException {
    return entry(table)[0];
  }

  int length(String table) throws MalformedDataException {
    return entry(table)[1];
  }

  private int[] entry(String table) throws MalformedDataException {
    int @Nullable [] entry = tables.get(table);
    if (entry == null) {
      throw new MalformedDataException("the font has no table " + table);
    }
    return entry;
  }

  /** Returns a copy of a table. */
  byte[] table(String name) throws MalformedDataException {
    return slice(offset(name), length(name));
  }

  byte[] slice(int from, int length) throws MalformedDataException {
    if (from < 0 || length < 0 || (long) from + length > file.length) {
      throw new MalformedDataException("the font ends too early");
    }
    byte[] copy = new byte[length];
    System.arraycopy(file, from, copy, 0, length);
    return copy;
  }
}
