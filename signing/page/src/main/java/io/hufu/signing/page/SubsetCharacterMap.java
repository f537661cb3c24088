package io.hufu.signing.page;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Writes the cmap table of a subset: format 4 for the first plane, format 12 for all. */
final class SubsetCharacterMap {
  private static final int HEADER = 4 + 2 * 8;

  /** A run of characters whose glyphs run on with them. */
  private record Group(int first, int last, int glyph) {}

  private final List<Group> groups = new ArrayList<>();

  /** Takes the characters of glyph 1 and those after it. */
  SubsetCharacterMap(List<Integer> codePoints) {
    TreeMap<Integer, Integer> glyphs = new TreeMap<>();
    for (int i = 0; i < codePoints.size(); i++) {
      glyphs.put(codePoints.get(i), i + 1);
    }
    glyphs.forEach(this::add);
  }

  private void add(int codePoint, int glyph) {
    Group last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
    if (last != null
        && codePoint == last.last() + 1
        && glyph == last.glyph() + codePoint - last.first()) {
      groups.set(groups.size() - 1, new Group(last.first(), codePoint, last.glyph()));
    } else {
      groups.add(new Group(codePoint, codePoint, glyph));
    }
  }

  byte[] bytes() {
    byte[] segments = segments();
    byte[] all = allPlanes();
    ByteBuffer table = ByteBuffer.allocate(HEADER + segments.length + all.length);
    table.putShort((short) 0).putShort((short) 2);
    table.putShort((short) 3).putShort((short) 1).putInt(HEADER);
    table.putShort((short) 3).putShort((short) 10).putInt(HEADER + segments.length);
    return table.put(segments).put(all).array();
  }

  private byte[] segments() {
    List<Group> first = new ArrayList<>(groups.stream().filter(g -> g.last() < 0xffff).toList());
    first.add(new Group(0xffff, 0xffff, 0));
    int count = first.size();
    int power = Integer.highestOneBit(count);
    ByteBuffer table = ByteBuffer.allocate(16 + 8 * count);
    table.putShort((short) 4).putShort((short) table.capacity()).putShort((short) 0);
    table.putShort((short) (2 * count)).putShort((short) (2 * power));
    table.putShort((short) Integer.numberOfTrailingZeros(power));
    table.putShort((short) (2 * (count - power)));
    first.forEach(group -> table.putShort((short) group.last()));
    table.putShort((short) 0);
    first.forEach(group -> table.putShort((short) group.first()));
    first.forEach(group -> table.putShort((short) (group.glyph() - group.first())));
    first.forEach(group -> table.putShort((short) 0));
    return table.array();
  }

  private byte[] allPlanes() {
    ByteBuffer table = ByteBuffer.allocate(16 + 12 * groups.size());
    table.putShort((short) 12).putShort((short) 0).putInt(table.capacity()).putInt(0);
    table.putInt(groups.size());
    groups.forEach(group -> table.putInt(group.first()).putInt(group.last()).putInt(group.glyph()));
    return table.array();
  }
}
