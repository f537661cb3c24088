package io.hufu.cli;

import io.hufu.model.Restriction;
import io.hufu.model.StatusAssertion;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A status in words; how a licence ended is never one word for all. */
final class StatusText {
  private StatusText() {}

  static String of(StatusAssertion.Entry entry, Words words) {
    if (entry.kind() != null) {
      return words.choose(entry.kind().label(), entry.kind().name());
    }
    return words.choose(entry.value().label(), entry.value().name());
  }

  /** One line of a history. */
  static String line(StatusAssertion.Entry entry, Words words) {
    return words.say(
            "status.entry",
            of(entry, words),
            ChinaTime.text(entry.effectiveFrom()),
            ChinaTime.text(entry.recordedAt()),
            OneLine.of(Objects.requireNonNullElse(entry.decision(), "-")))
        + more("status.by", entry.by(), words)
        + more("status.because", entry.reason(), words);
  }

  /** One line of what stands beside the status. */
  static String line(Restriction entry, Words words) {
    String kind = words.choose(entry.kind().label(), entry.kind().name());
    return words.say(
            entry.lifted() ? "status.lifted" : "status.restricted",
            kind,
            ChinaTime.text(entry.effectiveFrom()),
            ChinaTime.text(entry.recordedAt()),
            OneLine.of(entry.decision()))
        + more("status.by", entry.by(), words);
  }

  private static String more(String key, @Nullable String value, Words words) {
    return value == null ? "" : words.say(key, OneLine.of(value));
  }
}
