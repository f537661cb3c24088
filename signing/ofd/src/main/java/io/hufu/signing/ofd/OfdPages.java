package io.hufu.signing.ofd;

import io.hufu.crypto.MalformedDataException;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.signing.page.FontChain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The pages of an OFD as pictures for a person. Judges nothing: show the report beside them.
 *
 * <p>Our own pages are drawn exactly; of foreign ones what is not drawn is named. Not thread-safe;
 * the document stays open as long as this is used.
 *
 * <pre>{@code
 * OfdPages pages = new OfdFormat().pages(Document.of(bytes), Limits.DEFAULT);
 * RenderedPage first = pages.render(0);
 * }</pre>
 */
public final class OfdPages {
  private final OfdPackage parts;
  private final FontChain chain;
  private final List<Place> places;

  private OfdPages(OfdPackage parts, FontChain chain, List<Place> places) {
    this.parts = parts;
    this.chain = chain;
    this.places = List.copyOf(places);
  }

  private record Place(DocBody body, DocBody.Page page) {}

  static OfdPages open(
      Document document, Limits limits, Set<OfdTolerance> tolerances, FontChain chain)
      throws IOException, MalformedDataException {
    if (document.size() > limits.document()) {
      throw new MalformedDataException("OFD: larger than " + limits.document() + " bytes");
    }
    OfdPackage parts = OfdPackage.open(document, limits, tolerances);
    List<Place> places = new ArrayList<>();
    try {
      for (DocBody body : DocBody.all(parts.part("OFD.xml", "OFD"), parts)) {
        body.pages().values().forEach(page -> places.add(new Place(body, page)));
      }
    } catch (OfdFault e) {
      throw new MalformedDataException("OFD: " + e.getMessage(), e);
    }
    return new OfdPages(parts, chain, places);
  }

  /** Returns how many pages there are, over all documents of the package. */
  public int count() {
    return places.size();
  }

  /**
   * Draws a page: templates, content, annotations, seals.
   *
   * @param index from 0
   * @throws IOException when the bytes cannot be read
   * @throws IndexOutOfBoundsException for a page that is not there
   */
  public RenderedPage render(int index) throws IOException {
    Place place = places.get(index);
    SvgCanvas canvas = new SvgCanvas();
    new SvgPage(parts, place.body(), canvas, chain, "").draw(place.page());
    new SvgStamps(parts, canvas, chain).draw(place.body(), place.page());
    Boundary area = place.page().area();
    return new RenderedPage(
        index + 1,
        area.width(),
        area.height(),
        canvas.document(area.width(), area.height()),
        canvas.notes());
  }
}
