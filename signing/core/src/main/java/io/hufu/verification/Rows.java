package io.hufu.verification;

import io.hufu.verification.ReportView.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects labelled rows, leaving out what is not known. Not thread-safe. */
final class Rows {
  private final Texts texts;
  private final List<Row> rows = new ArrayList<>();

  Rows(Texts texts) {
    this.texts = texts;
  }

  void add(String label, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      rows.add(new Row(texts.say("label." + label), Printable.text(value)));
    }
  }

  void add(String label, @Nullable Instant value) {
    if (value != null) {
      rows.add(new Row(texts.say("label." + label), texts.time(value)));
    }
  }

  void addOwn(String label, String value) {
    rows.add(new Row(label, Printable.text(value)));
  }

  List<Row> list() {
    return List.copyOf(rows);
  }
}
