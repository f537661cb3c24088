package io.hufu.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV (RFC 4180) record by record, in UTF-8 with or without a byte order mark.
 *
 * <p>Works on bytes, so that a record in another encoding spoils only itself. Not thread-safe.
 */
final class CsvReader {
  private static final int RECORD_LIMIT = 1 << 20;
  private static final int END = -1;

  private final InputStream in;
  private int line = 1;
  private boolean started;

  /** One record: the line it starts on and its cells, or the key of what is wrong with it. */
  record CsvRecord(int line, List<String> cells, @Nullable String problem) {}

  CsvReader(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /** Reads the next record that is not blank; null at the end. */
  @Nullable CsvRecord next() throws IOException {
    while (true) {
      int first = line;
      List<byte[]> cells = new ArrayList<>();
      String problem = readCells(cells);
      if (problem != null) {
        return new CsvRecord(first, List.of(), problem);
      }
      if (cells.isEmpty()) {
        return null;
      }
      if (cells.size() > 1 || cells.get(0).length > 0) {
        return decode(first, cells);
      }
    }
  }

  private static CsvRecord decode(int line, List<byte[]> cells) {
    List<String> texts = new ArrayList<>();
    try {
      for (byte[] cell : cells) {
        texts.add(
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(cell)).toString().strip());
      }
    } catch (CharacterCodingException e) {
      return new CsvRecord(line, List.of(), "notUtf8");
    }
    return new CsvRecord(line, texts, null);
  }

  /** Fills in the cells of one record, none at the end of the file; returns what is wrong. */
  private @Nullable String readCells(List<byte[]> cells) throws IOException {
    int b = read();
    if (b == END) {
      return null;
    }
    ByteArrayOutputStream cell = new ByteArrayOutputStream();
    boolean quoted = false;
    int length = 0;
    while (true) {
      if (b == END && quoted) {
        return "openQuote";
      }
      if (quoted) {
        if (b == '"') {
          b = read();
          if (b != '"') {
            quoted = false;
            continue;
          }
        }
        cell.write(b);
      } else if (b == '"' && cell.size() == 0) {
        quoted = true;
      } else if (b == ',') {
        cells.add(cell.toByteArray());
        cell.reset();
      } else if (b == '\n' || b == END) {
        cells.add(cell.toByteArray());
        return null;
      } else if (b != '\r') {
        cell.write(b);
      }
      if (++length > RECORD_LIMIT) {
        skipLine(b);
        return "tooLong";
      }
      b = read();
    }
  }

  private void skipLine(int last) throws IOException {
    int b = last;
    while (b != '\n' && b != END) {
      b = read();
    }
  }

  private int read() throws IOException {
    if (!started) {
      started = true;
      skipByteOrderMark();
    }
    int b = in.read();
    if (b == '\n') {
      line++;
    }
    return b;
  }

  private void skipByteOrderMark() throws IOException {
    in.mark(3);
    if (in.read() != 0xef || in.read() != 0xbb || in.read() != 0xbf) {
      in.reset();
    }
  }
}
