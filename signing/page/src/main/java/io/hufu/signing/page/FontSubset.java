package io.hufu.signing.page;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Cuts a TrueType font down to the glyphs of one document. Equal input gives equal bytes. */
final class FontSubset {
  /** Hinting programs and names go in as they are. */
  private static final List<String> COPIED = List.of("OS/2", "cvt ", "fpgm", "prep", "name");

  private static final int MAX_GLYPHS = 0xffff;

  private final TrueTypeFont font;
  private final List<Integer> codePoints;

  /** Original glyph of each glyph of the subset. */
  private final List<Integer> glyphs = new ArrayList<>(List.of(0));

  private final Map<Integer, Integer> parts = new HashMap<>();

  /** Takes the characters with their glyphs in the font, in the order of their new glyphs. */
  FontSubset(TrueTypeFont font, Map<Integer, Integer> characters) {
    this.font = font;
    this.codePoints = List.copyOf(characters.keySet());
    this.glyphs.addAll(characters.values());
  }

  EmbeddedFont cut() throws MalformedDataException {
    TreeMap<String, byte[]> tables = new TreeMap<>();
    outlines(tables); // first: it finds the parts of composite glyphs
    tables.put("hmtx", widths());
    tables.put("cmap", new SubsetCharacterMap(codePoints).bytes());
    tables.put("head", head());
    tables.put("hhea", patched("hhea", 34, glyphs.size()));
    tables.put("maxp", patched("maxp", 4, glyphs.size()));
    tables.put("post", post());
    for (String name : COPIED) {
      if (font.bytes().has(name)) {
        tables.put(name, font.bytes().table(name));
      }
    }
    byte[] file = SfntWriter.write(tables);
    List<Integer> advances = new ArrayList<>();
    for (int glyph : glyphs) {
      advances.add(font.perMille(font.glyphs().advance(glyph)));
    }
    return new EmbeddedFont(
        tag(file) + "+" + font.name(), file, codePoints, advances, font.metrics());
  }

  /** Six letters from the digest of the subset (ISO 32000-1, 9.6.4). */
  private static String tag(byte[] file) {
    byte[] digest = HashAlgorithm.SHA_256.digest(file);
    StringBuilder tag = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      tag.append((char) ('A' + (digest[i] & 0xff) % 26));
    }
    return tag.toString();
  }

  private void outlines(Map<String, byte[]> tables) throws MalformedDataException {
    ByteArrayOutputStream glyf = new ByteArrayOutputStream();
    List<Integer> offsets = new ArrayList<>(List.of(0));
    for (int i = 0; i < glyphs.size(); i++) { // grows while parts are found
      byte[] outline = outline(glyphs.get(i));
      glyf.writeBytes(outline);
      for (int pad = outline.length; pad % 4 != 0; pad++) {
        glyf.write(0);
      }
      offsets.add(glyf.size());
    }
    ByteBuffer loca = ByteBuffer.allocate(4 * offsets.size());
    offsets.forEach(loca::putInt);
    tables.put("glyf", glyf.toByteArray());
    tables.put("loca", loca.array());
  }

  private byte[] outline(int glyph) throws MalformedDataException {
    int length = font.glyphs().length(glyph);
    if (length == 0) {
      return new byte[0];
    }
    int start = font.glyphs().start(glyph);
    byte[] outline = font.bytes().slice(start, length);
    if (CompositeGlyph.isComposite(font.bytes(), start)) {
      for (CompositeGlyph.Part part : CompositeGlyph.parts(font.bytes(), start)) {
        if (part.place() + 2 > length) {
          throw new MalformedDataException("a composite glyph ends too early");
        }
        ByteBuffer.wrap(outline).putShort(part.place(), (short) partOf(part.glyph()));
      }
    }
    return outline;
  }

  private int partOf(int glyph) throws MalformedDataException {
    Integer known = parts.get(glyph);
    if (known != null) {
      return known;
    }
    if (glyphs.size() >= MAX_GLYPHS) {
      throw new MalformedDataException("too many glyphs");
    }
    parts.put(glyph, glyphs.size());
    glyphs.add(glyph);
    return glyphs.size() - 1;
  }

  private byte[] widths() throws MalformedDataException {
    ByteBuffer table = ByteBuffer.allocate(4 * glyphs.size());
    for (int glyph : glyphs) {
      table.putShort((short) font.glyphs().advance(glyph));
      table.putShort((short) font.glyphs().bearing(glyph));
    }
    return table.array();
  }

  /** Sets the check sum to 0, to be filled in at the end, and long offsets. */
  private byte[] head() throws MalformedDataException {
    byte[] head = patched("head", 50, 1);
    ByteBuffer.wrap(head).putInt(8, 0);
    return head;
  }

  /** Version 3 of post: no glyph names. */
  private byte[] post() throws MalformedDataException {
    byte[] post = new byte[32];
    if (font.bytes().has("post")) {
      System.arraycopy(font.bytes().table("post"), 0, post, 0, 32);
    }
    ByteBuffer.wrap(post).putInt(0, 0x00030000);
    return post;
  }

  private byte[] patched(String table, int at, int value) throws MalformedDataException {
    byte[] copy = font.bytes().table(table);
    if (at + 2 > copy.length) {
      throw new MalformedDataException("font table " + table + " is too short");
    }
    ByteBuffer.wrap(copy).putShort(at, (short) value);
    return copy;
  }
}
