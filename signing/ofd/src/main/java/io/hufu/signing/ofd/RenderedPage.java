package io.hufu.signing.ofd;

import java.util.List;

/**
 * One page as a picture for a person; it says nothing of who signed. Immutable.
 *
 * @param number from 1, over all documents of the package
 * @param width in mm
 * @param height in mm
 * @param svg an SVG 1.1 document that needs no font and refers to nothing outside itself
 * @param notDrawn what is not in the picture, each once; empty when all is drawn
 */
public record RenderedPage(
    int number, double width, double height, String svg, List<NotDrawn> notDrawn) {
  /** Copies. */
  public RenderedPage {
    notDrawn = List.copyOf(notDrawn);
  }
}
