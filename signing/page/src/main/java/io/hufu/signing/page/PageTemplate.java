package io.hufu.signing.page;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.LicenceType;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the data of a licence type stands on its page. Immutable and thread-safe.
 *
 * <p>Read from the {@code page} member of the type's file (docs/formats/page.md).
 */
public final class PageTemplate {
  /** Changes whenever equal input gives another drawing list. */
  private static final String ENGINE = "hufu.page-engine/1";

  private final LicenceType type;
  private final String digest;
  private final Sheet sheet;
  private final List<Block> blocks;

  PageTemplate(LicenceType type, JsonObject json, Sheet sheet, List<Block> blocks) {
    this.type = type;
    this.digest = digest(json);
    this.sheet = sheet;
    this.blocks = List.copyOf(blocks);
  }

  private static String digest(JsonObject json) {
    byte[] engine = (ENGINE + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    return HexFormat.of().formatHex(HashAlgorithm.SHA_256.digest(engine, Json.canonical(json)));
  }

  /**
   * Reads the template of a type.
   *
   * @throws PageException PAGE_MISSING when the type has none, PAGE_TEMPLATE_WRONG when it has
   *     mistakes, with the place
   */
  public static PageTemplate of(LicenceType type) throws PageException {
    JsonObject json =
        type.page()
            .orElseThrow(
                () ->
                    new PageException(
                        PageException.Code.PAGE_MISSING,
                        "the licence type " + type.id() + " has no page; issue it as data"));
    try {
      return new TemplateReader(type, json).read();
    } catch (MalformedDataException e) {
      throw new PageException(
          PageException.Code.PAGE_TEMPLATE_WRONG, type.id() + ": page: " + e.getMessage());
    }
  }

  LicenceType type() {
    return type;
  }

  Sheet sheet() {
    return sheet;
  }

  List<Block> blocks() {
    return blocks;
  }

  /** Names template and layout rules: SHA-256, small hex digits. Equal digests draw alike. */
  public String digest() {
    return digest;
  }

  /**
   * The sheet that everything stands on.
   *
   * @param accent colour of frame and title
   * @param ornate whether the frame is a guilloche ribbon rather than two lines
   * @param title what continuation pages are headed with, with places for data
   * @param seal centre and diameter of the seal, as a square box
   * @param qr null when the page has no QR code
   */
  record Sheet(Box box, Colour accent, boolean ornate, String title, Box seal, @Nullable Box qr) {}

  /** Something that stands at a fixed place of the first page. */
  sealed interface Block {
    Box box();
  }

  /** Where a line of text stands in its box. */
  enum Align {
    LEFT,
    CENTER,
    RIGHT,
    /** Spread over the whole width. */
    SPREAD
  }

  /** Free text with places for data; shrinks to fit its box. */
  record TextBlock(Box box, String value, double size, Align align, boolean bold, Colour colour)
      implements Block {}

  /** A photo; the box stays empty, with a thin line around, when there is none. */
  record PhotoBlock(Box box, String item) implements Block {}

  /** Rows of labels and values; shrinks to fit its box, then goes on on further pages. */
  record FieldsBlock(Box box, double size, double labelWidth, boolean ruled, List<List<Cell>> rows)
      implements Block {
    /** Copies the rows. */
    FieldsBlock {
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /**
   * A label and its value.
   *
   * @param value text with places for data
   * @param list path of an array that gives one paragraph per item; null for a plain value
   * @param share of the row's width
   */
  record Cell(String label, String value, @Nullable String list, double share) {}
}
