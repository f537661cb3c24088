package io.hufu.cli;

import io.hufu.signing.status.Transition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a decision on a licence says of itself: number, time, who and why. */
final class DecisionOptions {
  @Option(names = "--decision", required = true, paramLabel = "NUMBER")
  private String number;

  @Option(names = "--effective", paramLabel = "T")
  private String effective;

  @Option(names = "--by", paramLabel = "WHO")
  private String by;

  @Option(names = "--because", paramLabel = "WHY")
  private String because;

  String number() {
    return number;
  }

  @Nullable String by() {
    return by;
  }

  /** A date takes effect from its first instant in China. */
  Instant effectiveFrom(Session session) throws CommandFailure {
    return effective == null
        ? session.clock().instant().truncatedTo(ChronoUnit.SECONDS)
        : ChinaTime.period("--effective", effective).from();
  }

  Transition complete(Transition transition) {
    return transition.decidedBy(by).because(because);
  }
}
