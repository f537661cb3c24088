package io.hufu.signing.page;

import io.hufu.signing.page.FontUse.Shown;
import io.hufu.signing.page.PageTemplate.Cell;
import io.hufu.signing.page.PageTemplate.FieldsBlock;
import io.hufu.signing.page.TextSetter.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Labels and values, broken into lines of one size and ready to be drawn. */
final class FieldRows {
  private static final double STEP = 0.97;
  private static final double SMALLEST = 0.68;
  private static final double PADDING = 0.42; // above and below a row, in em
  private static final double GAP = 2; // between label and value, in mm
  private static final double MOST_STRETCH = 5; // added to a row, in mm

  /** A cell with its lines; x and width are those of the whole cell. */
  private record SetCell(List<List<Shown>> label, List<List<Shown>> value, double x, double width) {
    int lines() {
      return Math.max(label.size(), value.size());
    }

    SetCell from(int line) {
      List<List<Shown>> rest = value.subList(Math.min(line, value.size()), value.size());
      return new SetCell(line == 0 ? label : List.of(), rest, x, width);
    }

    SetCell upTo(int line) {
      return new SetCell(
          label.subList(0, Math.min(line, label.size())),
          value.subList(0, Math.min(line, value.size())),
          x,
          width);
    }
  }

  private final TextSetter setter;
  private final FieldsBlock block;
  private final Colour accent;
  private final double size;
  private final List<List<SetCell>> rows;

  private FieldRows(
      TextSetter setter, FieldsBlock block, Colour accent, double size, List<List<SetCell>> rows) {
    this.setter = setter;
    this.block = block;
    this.accent = accent;
    this.size = size;
    this.rows = rows;
  }

  double x() {
    return block.box().x();
  }

  double width() {
    return block.box().width();
  }

  /** Takes the largest size at which all rows fit; when none fits, a readable one. */
  static FieldRows fitted(TextSetter setter, FieldsBlock block, LicenceValues values, Colour accent)
      throws PageException {
    List<List<Cell>> cells = new ArrayList<>();
    List<List<String>> texts = new ArrayList<>();
    for (List<Cell> row : block.rows()) {
      List<Optional<String>> filled = row.stream().map(values::fill).toList();
      if (filled.stream().anyMatch(Optional::isPresent)) {
        cells.add(row);
        texts.add(filled.stream().map(text -> text.orElse(LicenceValues.NONE)).toList());
      }
    }
    Broken broken = new Broken(setter, block, cells, texts);
    for (double size = block.size(); size >= block.size() * SMALLEST; size *= STEP) {
      FieldRows rows = new FieldRows(setter, block, accent, size, broken.at(size));
      if (rows.height() <= block.box().height()) {
        return rows;
      }
    }
    double readable = block.size() * 0.85;
    return new FieldRows(setter, block, accent, readable, broken.at(readable));
  }

  /** Finds the glyphs once and breaks the lines anew for every size tried. */
  private static final class Broken {
    private final FieldsBlock block;
    private final List<List<Cell>> cells;
    private final List<List<List<List<Shown>>>> labels = new ArrayList<>();
    private final List<List<List<List<Shown>>>> values = new ArrayList<>();

    Broken(TextSetter setter, FieldsBlock block, List<List<Cell>> cells, List<List<String>> texts)
        throws PageException {
      this.block = block;
      this.cells = cells;
      for (int i = 0; i < cells.size(); i++) {
        List<List<List<Shown>>> label = new ArrayList<>();
        List<List<List<Shown>>> value = new ArrayList<>();
        for (int j = 0; j < cells.get(i).size(); j++) {
          label.add(setter.paragraphs(cells.get(i).get(j).label()));
          value.add(setter.paragraphs(texts.get(i).get(j)));
        }
        labels.add(label);
        values.add(value);
      }
    }

    List<List<SetCell>> at(double size) {
      List<List<SetCell>> rows = new ArrayList<>();
      for (int i = 0; i < cells.size(); i++) {
        double shares = cells.get(i).stream().mapToDouble(Cell::share).sum();
        double x = block.box().x();
        List<SetCell> row = new ArrayList<>();
        for (int j = 0; j < cells.get(i).size(); j++) {
          double width = block.box().width() * cells.get(i).get(j).share() / shares;
          double valueWidth = Math.max(width - block.labelWidth() - 2 * GAP, size);
          double labelWidth = Math.max(block.labelWidth() - (block.ruled() ? GAP : 0), size);
          row.add(
              new SetCell(
                  LineBreaker.lines(labels.get(i).get(j), labelWidth / size),
                  LineBreaker.lines(values.get(i).get(j), valueWidth / size),
                  x,
                  width));
          x += width;
        }
        rows.add(row);
      }
      return rows;
    }
  }

  private double height() {
    return rows.stream().mapToDouble(this::height).sum();
  }

  private double height(List<SetCell> row) {
    int lines = row.stream().mapToInt(SetCell::lines).max().orElse(1);
    return height(Math.max(1, lines));
  }

  private double height(int lines) {
    return (TextSetter.LEADING * (lines - 1) + 1 + 2 * PADDING) * size;
  }

  /**
   * Draws what fits into a box and returns the rest.
   *
   * @param stretch whether rows are spread over the whole height
   */
  Optional<FieldRows> draw(List<Drawing> page, Box box, boolean stretch) {
    double free = box.height() - height();
    double extra = stretch && free > 0 ? Math.min(free / rows.size(), MOST_STRETCH) : 0;
    double y = box.y();
    for (int i = 0; i < rows.size(); i++) {
      List<SetCell> row = rows.get(i);
      double height = height(row) + extra;
      if (y + height > box.bottom() + 1e-6) {
        return Optional.of(split(page, i, new double[] {y, box.bottom()}));
      }
      drawRow(page, row, y, height);
      y += height;
    }
    return Optional.empty();
  }

  /** Draws as many lines of a row as fit; a row of a few lines goes to the next page as a whole. */
  private FieldRows split(List<Drawing> page, int index, double[] span) {
    List<SetCell> row = rows.get(index);
    int fitting = (int) (((span[1] - span[0]) / size - 1 - 2 * PADDING) / TextSetter.LEADING) + 1;
    int lines = row.stream().mapToInt(SetCell::lines).max().orElse(1);
    List<List<SetCell>> rest = new ArrayList<>();
    if (lines > 3 && fitting >= 2) {
      drawRow(page, row.stream().map(c -> c.upTo(fitting)).toList(), span[0], height(fitting));
      rest.add(row.stream().map(cell -> cell.from(fitting)).toList());
    } else {
      rest.add(row);
    }
    rest.addAll(rows.subList(index + 1, rows.size()));
    return new FieldRows(setter, block, accent, size, List.copyOf(rest));
  }

  private void drawRow(List<Drawing> page, List<SetCell> row, double y, double height) {
    for (SetCell cell : row) {
      Box box = new Box(cell.x(), y, cell.width(), height);
      if (block.ruled()) {
        drawGrid(page, box);
      }
      drawLabel(page, cell, box);
      drawLines(page, cell.value(), box, cell.x() + block.labelWidth() + GAP);
    }
  }

  private void drawGrid(List<Drawing> page, Box box) {
    Box label = new Box(box.x(), box.y(), block.labelWidth(), box.height());
    page.add(
        new Drawing.Shape(new Path.Builder().rectangle(label).build(), accent.tint(0.07), null));
    Drawing.Stroke line = new Drawing.Stroke(accent.tint(0.6), 0.2);
    page.add(new Drawing.Shape(new Path.Builder().rectangle(label).build(), null, line));
    page.add(new Drawing.Shape(new Path.Builder().rectangle(box).build(), null, line));
  }

  /** Spreads a short label over its width, as printed forms do, or centres it in a grid. */
  private void drawLabel(List<Drawing> page, SetCell cell, Box box) {
    Style style = new Style(size, accent.tint(0.85), 0);
    double y = firstBaseLine(cell.label().size(), box);
    for (List<Shown> line : cell.label()) {
      double free = block.labelWidth() - TextSetter.width(line) * size;
      boolean spread = !block.ruled() && line.size() > 1 && cell.label().size() == 1;
      double extra = spread ? Math.max(0, free / (line.size() - 1)) : 0;
      double x = cell.x() + (block.ruled() ? free / 2 : 0);
      setter.draw(page, line, style, new double[] {x, y, extra});
      y += TextSetter.LEADING * size;
    }
  }

  private void drawLines(List<Drawing> page, List<List<Shown>> lines, Box box, double x) {
    Style style = new Style(size, Colour.BLACK, 0);
    double y = firstBaseLine(lines.size(), box);
    for (List<Shown> line : lines) {
      setter.draw(page, line, style, new double[] {x, y});
      y += TextSetter.LEADING * size;
    }
  }

  /** In a grid lines stand in the middle of their cell, elsewhere at its top. */
  private double firstBaseLine(int lines, Box box) {
    double height = (TextSetter.LEADING * (Math.max(1, lines) - 1) + 1) * size;
    double top = block.ruled() ? (box.height() - height) / 2 : PADDING * size;
    return box.y() + top + TextSetter.BASE_LINE * size;
  }
}
