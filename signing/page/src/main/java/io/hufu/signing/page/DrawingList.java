package io.hufu.signing.page;

import java.util.List;

/**
 * Everything that is drawn for one licence. Immutable.
 *
 * <p>Equal licences, templates and fonts give equal lists. The seal stands apart: it is drawn as
 * part of the page, or by the signature that it stands for.
 *
 * @param pages at least one
 * @param fonts the fonts that the texts name by index
 * @param seal the round seal of the issuing authority
 */
public record DrawingList(List<Page> pages, List<EmbeddedFont> fonts, Seal seal) {
  /** Copies. */
  public DrawingList {
    pages = List.copyOf(pages);
    fonts = List.copyOf(fonts);
  }

  /**
   * One page.
   *
   * @param width in mm
   * @param height in mm
   * @param drawings from the lowest to the topmost
   */
  public record Page(double width, double height, List<Drawing> drawings) {
    /** Copies. */
    public Page {
      drawings = List.copyOf(drawings);
    }
  }

  /**
   * The picture of a seal and where it belongs.
   *
   * @param page index of its page
   * @param box where it is drawn
   * @param shapes paths only, no fonts, with their origin at the box's left top corner
   */
  public record Seal(int page, Box box, List<Drawing.Shape> shapes) {
    /** Copies. */
    public Seal {
      shapes = List.copyOf(shapes);
    }
  }
}
