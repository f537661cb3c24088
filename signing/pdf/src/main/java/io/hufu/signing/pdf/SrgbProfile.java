package io.hufu.signing.pdf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An ICC profile (version 2.1, ICC.1:2001-04) of sRGB (IEC 61966-2-1), made from its definition.
 *
 * <p>PDF/A wants the colours of a document to be said. Equal on every machine; no file is read.
 */
final class SrgbProfile {
  private static final int HEADER = 128;
  private static final int CURVE_POINTS = 1024;

  /** White of the profile connection space, D50, and the primaries adapted to it (Bradford). */
  private static final double[] WHITE = {0.9642, 1.0, 0.8249};

  private static final double[] RED = {0.4360747, 0.2225045, 0.0139322};
  private static final double[] GREEN = {0.3850649, 0.7168786, 0.0971045};
  private static final double[] BLUE = {0.1430804, 0.0606169, 0.7141733};

  private SrgbProfile() {}

  static byte[] bytes() {
    byte[][] data = {
      description("sRGB IEC61966-2.1"),
      text("No copyright, use freely"),
      xyz(WHITE),
      xyz(RED),
      xyz(GREEN),
      xyz(BLUE),
      curve()
    };
    String[] names = {"desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"};
    int[] offsets = new int[data.length];
    int size = HEADER + 4 + 12 * names.length;
    for (int i = 0; i < data.length; i++) {
      offsets[i] = size;
      size += data[i].length + 3 & ~3;
    }
    ByteBuffer profile = ByteBuffer.allocate(size);
    header(profile, size);
    profile.position(HEADER).putInt(names.length);
    for (int i = 0; i < names.length; i++) {
      int shared = Math.min(i, data.length - 1); // the three channels have one curve
      profile.put(ascii(names[i])).putInt(offsets[shared]).putInt(data[shared].length);
    }
    for (int i = 0; i < data.length; i++) {
      profile.put(offsets[i], data[i]);
    }
    return profile.array();
  }

  private static void header(ByteBuffer profile, int size) {
    profile.putInt(size).putInt(0).putInt(0x02100000);
    profile.put(ascii("mntrRGB XYZ "));
    profile.putShort((short) 2026).putShort((short) 1).putShort((short) 1);
    profile.position(36).put(ascii("acsp"));
    profile.position(68);
    for (double value : WHITE) {
      profile.putInt(fixed(value));
    }
  }

  private static byte[] description(String words) {
    ByteBuffer tag = ByteBuffer.allocate(12 + words.length() + 1 + 8 + 3 + 67);
    tag.put(ascii("desc")).putInt(0).putInt(words.length() + 1).put(ascii(words));
    return tag.array();
  }

  private static byte[] text(String words) {
    return ByteBuffer.allocate(8 + words.length() + 1)
        .put(ascii("text"))
        .putInt(0)
        .put(ascii(words))
        .array();
  }

  private static byte[] xyz(double[] values) {
    ByteBuffer tag = ByteBuffer.allocate(20).put(ascii("XYZ ")).putInt(0);
    for (double value : values) {
      tag.putInt(fixed(value));
    }
    return tag.array();
  }

  /** IEC 61966-2-1, 5.2: from the stored value to light. */
  private static byte[] curve() {
    ByteBuffer tag = ByteBuffer.allocate(12 + 2 * CURVE_POINTS);
    tag.put(ascii("curv")).putInt(0).putInt(CURVE_POINTS);
    for (int i = 0; i < CURVE_POINTS; i++) {
      double value = i / (CURVE_POINTS - 1.0);
      double light =
          value <= 0.04045 ? value / 12.92 : StrictMath.pow((value + 0.055) / 1.055, 2.4);
      tag.putShort((short) StrictMath.round(light * 65535));
    }
    return tag.array();
  }

  private static int fixed(double value) {
    return (int) StrictMath.round(value * 65536);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
