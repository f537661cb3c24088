package io.hufu.signing.page;

import io.hufu.crypto.MalformedDataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Fonts in the order in which a character is looked for. Immutable and thread-safe.
 *
 * <p>Noto Sans SC, which comes with Hufu (SIL Open Font License 1.1), is always the first. Nothing
 * is looked for on the system or on the network.
 */
public final class FontChain {
  private static final String SHIPPED = "font/NotoSansSC-Regular.ttf";
  private static final long MAX_BYTES = 64L << 20;

  private final List<TrueTypeFont> fonts;

  private FontChain(List<TrueTypeFont> fonts) {
    this.fonts = List.copyOf(fonts);
  }

  /** Returns the chain of the shipped font alone. */
  public static FontChain standard() {
    return Standard.CHAIN;
  }

  /**
   * Adds a font for characters that no font so far has.
   *
   * @param file a TrueType file or collection, at most 64 MiB; of a collection the first font
   * @throws MalformedDataException when it is no font with TrueType outlines, or its maker forbids
   *     embedding
   */
  public FontChain then(Path file) throws IOException, MalformedDataException {
    if (Files.size(file) > MAX_BYTES) {
      throw new MalformedDataException(file.getFileName() + ": larger than 64 MiB");
    }
    try {
      return then(Files.readAllBytes(file), 0);
    } catch (MalformedDataException e) {
      throw new MalformedDataException(file.getFileName() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Adds a font for characters that no font so far has.
   *
   * @param file a TrueType file or collection
   * @param member index in a collection, 0 for a plain file
   */
  public FontChain then(byte[] file, int member) throws MalformedDataException {
    List<TrueTypeFont> longer = new ArrayList<>(fonts);
    longer.add(TrueTypeFont.parse(file.clone(), member));
    return new FontChain(longer);
  }

  List<TrueTypeFont> fonts() {
    return fonts;
  }

  /** Tells whether some font can show a character. */
  public boolean shows(int codePoint) {
    try {
      for (TrueTypeFont font : fonts) {
        if (font.glyph(codePoint) > 0) {
          return true;
        }
      }
      return false;
    } catch (MalformedDataException e) {
      return false;
    }
  }

  /** Reads the font in the jar once, when the first page is drawn. */
  private static final class Standard {
    static final FontChain CHAIN = load();

    private static FontChain load() {
      try (InputStream file = FontChain.class.getResourceAsStream(SHIPPED)) {
        if (file == null) {
          throw new IllegalStateException(SHIPPED + " is missing from the jar");
        }
        return new FontChain(List.of(TrueTypeFont.parse(file.readAllBytes(), 0)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (MalformedDataException e) {
        throw new IllegalStateException(SHIPPED + " in the jar is malformed", e);
      }
    }
  }
}
