package io.hufu.signing.page;

import io.hufu.crypto.MalformedDataException;

/**
 * A colour in sRGB. Immutable.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 */
public record Colour(int red, int green, int blue) {
  static final Colour BLACK = new Colour(0, 0, 0);
  static final Colour WHITE = new Colour(0xff, 0xff, 0xff);
  static final Colour SEAL_RED = new Colour(0xd0, 0x10, 0x1c);

  /** Refuses what is outside 0 to 255. */
  public Colour {
    if (((red | green | blue) & ~0xff) != 0) {
      throw new IllegalArgumentException("a colour has three values of 0 to 255");
    }
  }

  /** Reads {@code #rrggbb}. */
  static Colour parse(String text) throws MalformedDataException {
    if (!text.matches("#[0-9a-f]{6}")) {
      throw new MalformedDataException("colour is not # and six small hex digits: " + text);
    }
    int rgb = Integer.parseInt(text.substring(1), 16);
    return new Colour(rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff);
  }

  /** Mixes with white: 0 is white, 1 the colour itself. */
  Colour tint(double share) {
    return new Colour(mix(red, share), mix(green, share), mix(blue, share));
  }

  private static int mix(int value, double share) {
    return (int) StrictMath.round(255 - (255 - value) * share);
  }
}
