package io.hufu.cli;

import io.hufu.model.StatusAssertion;
import java.util.Objects;

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
        OneLine.of(Objects.requireNonNullElse(entry.decision(), "-")));
  }
}
