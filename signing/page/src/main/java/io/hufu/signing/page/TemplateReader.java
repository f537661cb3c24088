package io.hufu.signing.page;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.LicenceType;
import io.hufu.signing.page.PageTemplate.Align;
import io.hufu.signing.page.PageTemplate.Block;
import io.hufu.signing.page.PageTemplate.Cell;
import io.hufu.signing.page.PageTemplate.FieldsBlock;
import io.hufu.signing.page.PageTemplate.PhotoBlock;
import io.hufu.signing.page.PageTemplate.Sheet;
import io.hufu.signing.page.PageTemplate.TextBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code page} member of a licence type (docs/formats/page.md). */
final class TemplateReader {
  private static final Map<String, Cell> COMMON =
      Map.of(
          "@holder", new Cell("持证人", "{holderNames}", null, 1),
          "@holderCode", new Cell("持证人代码", "{holderCodes}", null, 1),
          "@number", new Cell("证书编号", "{certificateNumber}", null, 1),
          "@identifier", new Cell("电子证照标识", "{certificateIdentifier}", null, 1),
          "@issuer", new Cell("发证机关", "{certificateIssuingAuthorityName}", null, 1),
          "@issuedOn", new Cell("发证日期", "{certificateIssuedDate}", null, 1),
          "@validity", new Cell("有效期限", "{validity}", null, 1));

  private static final double SMALLEST = 20;
  private static final double LARGEST = 1200;

  private final LicenceType type;
  private final JsonObject json;
  private Box paper = new Box(0, 0, 0, 0);

  TemplateReader(LicenceType type, JsonObject json) {
    this.type = type;
    this.json = json;
  }

  PageTemplate read() throws MalformedDataException {
    only(json, "paper", "colour", "frame", "title", "seal", "qr", "blocks");
    JsonObject size =
        json.object("paper").orElseThrow(() -> new MalformedDataException("paper: missing"));
    only(size, "width", "height");
    paper = new Box(0, 0, number(size, "width", LARGEST), number(size, "height", LARGEST));
    if (paper.width() < SMALLEST || paper.height() < SMALLEST) {
      throw new MalformedDataException("paper: smaller than " + SMALLEST + " mm");
    }
    Sheet sheet =
        new Sheet(
            paper,
            Colour.parse(text(json, "colour")),
            word(json, "frame", Set.of("ornate", "lines")).equals("ornate"),
            text(json, "title"),
            square(
                json.object("seal").orElseThrow(() -> new MalformedDataException("seal: missing"))),
            json.get("qr").isEmpty()
                ? null
                : square(
                    json.object("qr")
                        .orElseThrow(() -> new MalformedDataException("qr: is no object"))));
    List<Block> blocks = new ArrayList<>();
    for (JsonValue value : array(json, "blocks")) {
      if (!(value instanceof JsonObject block)) {
        throw new MalformedDataException("blocks: not objects");
      }
      blocks.add(block(block, sheet));
    }
    return new PageTemplate(type, json, sheet, blocks);
  }

  private Block block(JsonObject block, Sheet sheet) throws MalformedDataException {
    return switch (word(block, "kind", Set.of("text", "fields", "photo"))) {
      case "text" -> textBlock(block, sheet);
      case "photo" -> {
        only(block, "kind", "x", "y", "width", "height", "item");
        yield new PhotoBlock(box(block), itemName(block));
      }
      default -> fieldsBlock(block);
    };
  }

  private TextBlock textBlock(JsonObject block, Sheet sheet) throws MalformedDataException {
    only(block, "kind", "x", "y", "width", "height", "value", "size", "align", "bold", "accent");
    Align align =
        Align.valueOf(
            block.get("align").isEmpty()
                ? "LEFT"
                : word(block, "align", Set.of("left", "center", "right", "spread"))
                    .toUpperCase(Locale.ROOT));
    Colour colour = flag(block, "accent") ? sheet.accent() : Colour.BLACK;
    return new TextBlock(
        box(block),
        text(block, "value"),
        number(block, "size", 60),
        align,
        flag(block, "bold"),
        colour);
  }

  private FieldsBlock fieldsBlock(JsonObject block) throws MalformedDataException {
    only(block, "kind", "x", "y", "width", "height", "size", "label", "ruled", "rows");
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonValue value : array(block, "rows")) {
      if (!(value instanceof JsonArray row) || row.items().isEmpty()) {
        throw new MalformedDataException("rows: a row is no array of cells");
      }
      List<Cell> cells = new ArrayList<>();
      for (JsonValue cell : row.items()) {
        cells.add(cell(cell));
      }
      rows.add(cells);
    }
    return new FieldsBlock(
        box(block),
        number(block, "size", 60),
        number(block, "label", LARGEST),
        flag(block, "ruled"),
        rows);
  }

  private Cell cell(JsonValue value) throws MalformedDataException {
    if (value instanceof JsonText name) {
      Cell common = COMMON.get(name.value());
      return common != null ? common : item(name.value());
    }
    if (!(value instanceof JsonObject cell)) {
      throw new MalformedDataException("rows: a cell is neither text nor object");
    }
    only(cell, "label", "value", "list", "share", "field");
    double share = cell.get("share").isEmpty() ? 1 : number(cell, "share", 20);
    if (cell.get("field").isPresent()) {
      Cell known = cell(new JsonText(text(cell, "field")));
      String label = cell.text("label").orElse(known.label());
      return new Cell(label, known.value(), known.list(), share);
    }
    return new Cell(
        text(cell, "label"), text(cell, "value"), cell.text("list").orElse(null), share);
  }

  private Cell item(String name) throws MalformedDataException {
    LicenceType.Field field =
        type.field(name)
            .orElseThrow(() -> new MalformedDataException("rows: the type has no field " + name));
    return new Cell(field.labelZh(), "{items/" + name + "}", null, 1);
  }

  private String itemName(JsonObject block) throws MalformedDataException {
    String name = text(block, "item");
    item(name);
    return name;
  }

  private Box box(JsonObject object) throws MalformedDataException {
    return inside(
        new Box(
            number(object, "x", LARGEST),
            number(object, "y", LARGEST),
            number(object, "width", LARGEST),
            number(object, "height", LARGEST)));
  }

  /** A square around a centre. */
  private Box square(JsonObject object) throws MalformedDataException {
    only(object, "x", "y", "size");
    double size = number(object, "size", LARGEST);
    double x = number(object, "x", LARGEST) - size / 2;
    return inside(new Box(x, number(object, "y", LARGEST) - size / 2, size, size));
  }

  private Box inside(Box box) throws MalformedDataException {
    if (box.x() < 0
        || box.y() < 0
        || box.right() > paper.width()
        || box.bottom() > paper.height()) {
      throw new MalformedDataException("a box reaches over the edge of the paper: " + box);
    }
    return box;
  }

  private static void only(JsonObject object, String... names) throws MalformedDataException {
    for (String name : object.members().keySet()) {
      if (!Set.of(names).contains(name)) {
        throw new MalformedDataException(name + ": not known here");
      }
    }
  }

  private static String text(JsonObject object, String name) throws MalformedDataException {
    return object
        .text(name)
        .orElseThrow(() -> new MalformedDataException(name + ": missing or no text"));
  }

  private static String word(JsonObject object, String name, Set<String> words)
      throws MalformedDataException {
    String word = text(object, name);
    if (!words.contains(word)) {
      throw new MalformedDataException(
          name + ": is none of " + String.join(" ", words.stream().sorted().toList()));
    }
    return word;
  }

  private static boolean flag(JsonObject object, String name) throws MalformedDataException {
    @Nullable JsonValue value = object.get(name).orElse(null);
    if (value == null) {
      return false;
    }
    if (value instanceof JsonValue.JsonBool bool) {
      return bool.value();
    }
    throw new MalformedDataException(name + ": neither true nor false");
  }

  private static List<JsonValue> array(JsonObject object, String name)
      throws MalformedDataException {
    return object.array(name).orElseThrow(() -> new MalformedDataException(name + ": no array"));
  }

  private static double number(JsonObject object, String name, double most)
      throws MalformedDataException {
    if (object.get(name).orElse(null) instanceof JsonValue.JsonNumber number) {
      double value = number.value().doubleValue();
      if (value >= 0 && value <= most) {
        return value;
      }
    }
    throw new MalformedDataException(name + ": no number of 0 to " + most);
  }
}
