package io.hufu.signing.ofd;

import io.hufu.crypto.MalformedDataException;
import io.hufu.signing.page.FontChain;
import io.hufu.signing.page.OutlineFont;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Opens the fonts of a document, each once. Not thread-safe. */
final class GlyphFonts {
  private final FontChain chain;
  private final String prefix;
  private final Map<OfdElement, GlyphFont> opened = new HashMap<>();

  /**
   * Starts.
   *
   * @param prefix sets the fonts of this document apart from those of others in one picture
   */
  GlyphFonts(FontChain chain, String prefix) {
    this.chain = chain;
    this.prefix = prefix;
  }

  GlyphFont of(String id, PageResources resources, SvgCanvas canvas) throws IOException {
    Optional<PageResources.Item> found = resources.find("Font", id);
    if (found.isEmpty()) {
      canvas.note(NotDrawn.Reason.RESOURCE_MISSING, "Font " + id);
      return new GlyphFont(prefix, null, chain);
    }
    PageResources.Item item = found.get();
    GlyphFont known = opened.get(item.element());
    if (known == null) {
      known = open(item, resources, canvas);
      opened.put(item.element(), known);
    }
    return known;
  }

  private GlyphFont open(PageResources.Item item, PageResources resources, SvgCanvas canvas)
      throws IOException {
    String name = item.element().attribute("FontName").orElse("?");
    String key = prefix + opened.size();
    try {
      Optional<byte[]> file = resources.file(item, "FontFile");
      if (file.isPresent()) {
        return new GlyphFont(key, OutlineFont.parse(file.get()), chain);
      }
      canvas.note(NotDrawn.Reason.FONT_NOT_EMBEDDED, name);
    } catch (OfdFault | MalformedDataException e) {
      canvas.note(NotDrawn.Reason.FONT_UNREADABLE, name + ": " + e.getMessage());
    }
    return new GlyphFont(key, null, chain);
  }
}
