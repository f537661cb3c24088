package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.LicenceType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a data file, read as they are needed: {@code .csv}, {@code .ndjson} or {@code
 * .jsonl}, and {@code .json} with one object or an array of them. Not thread-safe.
 */
final class DataRows implements AutoCloseable {
  private static final int LINE_LIMIT = 1 << 20;

  /** Gives the next row, or null at the end. */
  @FunctionalInterface
  private interface Source {
    @Nullable DataRow next() throws IOException;
  }

  private final InputStream in;
  private final Source source;
  private final boolean single;

  private DataRows(InputStream in, Source source, boolean single) {
    this.in = in;
    this.source = source;
    this.single = single;
  }

  /** Opens a file; its name says how it is read. */
  static DataRows open(Session session, Path file, LicenceType type) throws CommandFailure {
    InputFiles inputs = new InputFiles(session);
    inputs.requireFile(file);
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    try {
      if (name.endsWith(".csv")) {
        return csv(session, file, type);
      }
      if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
        InputStream in = Files.newInputStream(file);
        return new DataRows(in, lines(in), false);
      }
      return json(session, file, inputs.read(file, InputFiles.SMALL * 4));
    } catch (IOException e) {
      throw inputs.unreadable(file, e);
    }
  }

  /** Returns the next row; null at the end. */
  @Nullable DataRow next() throws IOException {
    return source.next();
  }

  /** Tells whether the file holds one licence, not a list that happens to have one. */
  boolean isSingle() {
    return single;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static DataRows csv(Session session, Path file, LicenceType type)
      throws IOException, CommandFailure {
    InputStream in = Files.newInputStream(file);
    try {
      CsvReader reader = new CsvReader(in);
      CsvReader.CsvRecord header = reader.next();
      if (header == null || header.problem() != null) {
        String why = session.say("row." + (header == null ? "empty" : header.problem()));
        throw CommandFailure.input("file.unreadable", session.show(file), why);
      }
      CsvColumns columns = CsvColumns.of(type, header.cells());
      return new DataRows(in, () -> row(columns, reader.next()), false);
    } catch (IOException | CommandFailure e) {
      in.close();
      throw e;
    }
  }

  private static @Nullable DataRow row(CsvColumns columns, CsvReader.@Nullable CsvRecord read) {
    if (read == null) {
      return null;
    }
    if (read.problem() != null) {
      return DataRow.unreadable(read.line(), read.problem());
    }
    try {
      return DataRow.of(read.line(), columns.row(read.cells()));
    } catch (RowProblem e) {
      return new DataRow(read.line(), null, e);
    }
  }

  private static DataRows json(Session session, Path file, byte[] bytes) throws CommandFailure {
    try {
      JsonValue value = Json.parse(bytes);
      List<DataRow> rows = new ArrayList<>();
      boolean many = value instanceof JsonArray;
      List<JsonValue> items = value instanceof JsonArray array ? array.items() : List.of(value);
      for (int i = 0; i < items.size(); i++) {
        rows.add(
            items.get(i) instanceof JsonObject object
                ? DataRow.of(i + 1, object)
                : DataRow.unreadable(i + 1, "notObject"));
      }
      Iterator<DataRow> iterator = rows.iterator();
      Source source = () -> iterator.hasNext() ? iterator.next() : null;
      return new DataRows(InputStream.nullInputStream(), source, !many);
    } catch (MalformedDataException e) {
      throw CommandFailure.input("file.unreadable", session.show(file), InputFiles.reason(e));
    }
  }

  private static Source lines(InputStream plain) {
    InputStream in = new java.io.BufferedInputStream(plain, 1 << 16);
    int[] number = {0};
    return () -> {
      while (true) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        if (b < 0) {
          return null;
        }
        number[0]++;
        while (b >= 0 && b != '\n') {
          if (line.size() <= LINE_LIMIT) {
            line.write(b);
          }
          b = in.read();
        }
        if (line.size() > LINE_LIMIT) {
          return DataRow.unreadable(number[0], "tooLong");
        }
        if (!line.toString(java.nio.charset.StandardCharsets.ISO_8859_1).isBlank()) {
          return parsed(number[0], line.toByteArray());
        }
      }
    };
  }

  private static DataRow parsed(int number, byte[] line) {
    try {
      return DataRow.of(number, Json.parseObject(line));
    } catch (MalformedDataException e) {
      return DataRow.unreadable(number, "json", InputFiles.reason(e));
    }
  }
}
