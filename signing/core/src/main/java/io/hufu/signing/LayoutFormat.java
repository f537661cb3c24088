package io.hufu.signing;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.Catalogue;
import java.io.IOException;
import java.nio.file.Path;

/** A carrier that draws pages, and so needs to know licence types and fonts. */
public interface LayoutFormat extends LicenceFormat {
  /** Returns a format that knows these types; default {@link Catalogue#shipped}. */
  LayoutFormat withCatalogue(Catalogue types);

  /**
   * Returns a format that also looks in this font, after those it has.
   *
   * @param file a TrueType file or collection
   * @throws MalformedDataException when it is no font that may be embedded
   */
  LayoutFormat withFont(Path file) throws IOException, MalformedDataException;
}
