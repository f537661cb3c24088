package io.hufu.cli;

import io.hufu.crypto.jose.JsonValue.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One row of data to issue from, or why it cannot be read. Immutable.
 *
 * @param line where it starts in its file, from 1
 * @param data null when there is a problem
 * @param problem null when there is data
 */
record DataRow(int line, @Nullable JsonObject data, @Nullable RowProblem problem) {
  static DataRow of(int line, JsonObject data) {
    return new DataRow(line, data, null);
  }

  static DataRow unreadable(int line, String key, Object... details) {
    return new DataRow(line, null, new RowProblem("row." + key, details));
  }
}
