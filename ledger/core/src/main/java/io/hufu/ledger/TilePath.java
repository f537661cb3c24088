package io.hufu.ledger;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a tile or entry bundle (C2SP tlog-tiles, Merkle Tree and Log entries).
 *
 * @param level 0..7 for hashes (64-bit indices need no more), {@link #ENTRIES} for entries
 * @param index position of the tile within its level, from 0
 * @param width 1..256 items; below 256 the tile is partial
 */
record TilePath(int level, long index, int width) {
  /** Items in a full tile. */
  static final int WIDTH = 256;

  /** Logarithm of {@link #WIDTH}. */
  static final int HEIGHT = 8;

  /** Stands in place of a level for entry bundles. */
  static final int ENTRIES = -1;

  /** Highest level that a tree of fewer than 2^63 leaves has. */
  static final int MAX_LEVEL = 7;

  private static final Pattern FORM =
      Pattern.compile("tile/(entries|[0-7])/((?:x\\d{3}/){0,5}\\d{3})(?:\\.p/([1-9]\\d{0,2}))?");

  TilePath {
    if (level < ENTRIES || level > MAX_LEVEL || index < 0 || width < 1 || width > WIDTH) {
      throw new IllegalArgumentException("no such tile: " + level + ", " + index + ", " + width);
    }
  }

  /** Names the tile that a tree has at a place; {@code index} must lie within the tree. */
  static TilePath in(long size, int level, long index) {
    long items = items(size, level);
    return new TilePath(level, index, (int) Math.min(WIDTH, items - index * WIDTH));
  }

  /** Counts the hashes (or entries) that a tree has at a tile level. */
  static long items(long size, int level) {
    return size >> (HEIGHT * Math.max(level, 0));
  }

  /** Returns the bytes of one item: a hash, or an entry with its length. */
  int itemLength() {
    return level == ENTRIES ? EntryBundle.ITEM : 32;
  }

  /** Returns the length of the whole file, in bytes. */
  int length() {
    return width * itemLength();
  }

  boolean partial() {
    return width < WIDTH;
  }

  /** Returns the full tile at the same place. */
  TilePath full() {
    return new TilePath(level, index, WIDTH);
  }

  /** Tells whether a tree of this size has all the tile's items. */
  boolean within(long size) {
    return index < items(size, level) / WIDTH + 1 && index * WIDTH + width <= items(size, level);
  }

  /** Returns the path below the log's directory, with slashes. */
  String path() {
    return place() + (partial() ? ".p/" + width : "");
  }

  /** Returns the directory that holds the partial tiles of this place. */
  String partials() {
    return place() + ".p";
  }

  private String place() {
    StringBuilder path = new StringBuilder(String.format(Locale.ROOT, "%03d", index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      path.insert(0, String.format(Locale.ROOT, "x%03d/", rest % 1000));
    }
    return "tile/" + (level == ENTRIES ? "entries" : level) + "/" + path;
  }

  /** Reads a path in its only canonical form; empty for anything else. */
  static Optional<TilePath> parse(String path) {
    Matcher parts = FORM.matcher(path);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int level = parts.group(1).equals("entries") ? ENTRIES : Integer.parseInt(parts.group(1));
    long index = Long.parseLong(parts.group(2).replace("x", "").replace("/", ""));
    int width = parts.group(3) == null ? WIDTH : Integer.parseInt(parts.group(3));
    if (width > WIDTH || (parts.group(3) != null && width == WIDTH)) {
      return Optional.empty();
    }
    TilePath tile = new TilePath(level, index, width);
    return tile.path().equals(path) ? Optional.of(tile) : Optional.empty();
  }
}
