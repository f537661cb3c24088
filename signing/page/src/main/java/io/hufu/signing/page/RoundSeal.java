package io.hufu.signing.page;

import java.util.List;

/**
 * Draws the round seal picture of a pilot: the authority's name in an arc, 样章 in the middle.
 *
 * <p>No star and no emblem, so that nobody takes it for a real seal. Stateless and thread-safe.
 */
public final class RoundSeal {
  private RoundSeal() {}

  /**
   * Draws the picture with its box's left top corner as origin.
   *
   * @param authority the name in the arc
   * @param diameter in mm
   * @throws PageException GLYPH_MISSING when no font can show the name
   */
  public static List<Drawing.Shape> pilot(String authority, double diameter, FontChain fonts)
      throws PageException {
    return new SealPicture(new FontUse(fonts), authority, true).shapes(diameter);
  }
}
