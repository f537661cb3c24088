package io.hufu.verification;

import io.hufu.model.report.Answer;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.ReasonClass;
import io.hufu.model.report.Topic;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The three things a clerk reads first: verdict, why, and what to do. */
final class Words {
  private Words() {}

  /** Claims no more than the answers do: "genuine" is said only where it was established. */
  static String verdict(VerificationReport report, Texts texts) {
    ReasonClass reason = report.reason();
    if (reason == null) {
      return texts.say("verdict." + report.verdict().name());
    }
    boolean genuine = report.authentic() == Answer.YES;
    boolean established =
        switch (reason) {
          case NOT_AUTHENTIC -> true;
          case NOT_IN_FORCE -> genuine;
          case NOT_ACCEPTABLE_HERE -> genuine && report.inForce() == Answer.YES;
        };
    return texts.say("verdict." + reason.name() + (established ? "" : ".open"));
  }

  static String next(VerificationReport report, Texts texts) {
    ReasonClass reason = report.reason();
    if (reason != null) {
      return texts.say("next." + reason.name());
    }
    if (report.verdict() == Verdict.UNDECIDED) {
      return texts.say("next.UNDECIDED");
    }
    if (report.licence() == null && report.disclosed() == null) {
      return texts.say("next.ACCEPTED.document");
    }
    boolean pilot =
        report.findings().stream().anyMatch(f -> f.code().equals(FindingCode.PILOT_ONLY.name()));
    return texts.say(pilot ? "next.ACCEPTED.pilot" : "next.ACCEPTED");
  }

  static String why(VerificationReport report, Texts texts, MaskedFacts facts) {
    return switch (report.verdict()) {
      case ACCEPTED -> accepted(report, texts, facts);
      case REJECTED ->
          say(first(report, f -> decides(f, report)), report, texts, facts, "verdict.REJECTED");
      case UNDECIDED -> {
        OptionalInt open = first(report, f -> isOpen(f, report, Outcome.INCONCLUSIVE));
        OptionalInt failed = first(report, f -> isOpen(f, report, Outcome.FAILED));
        yield say(open.isPresent() ? open : failed, report, texts, facts, "why.none");
      }
    };
  }

  private static String accepted(VerificationReport report, Texts texts, MaskedFacts facts) {
    if (report.authentic() != Answer.YES) {
      return texts.say("why.ACCEPTED.document");
    }
    return switch (report.inForce()) {
      case YES -> texts.say("why.ACCEPTED");
      case UNKNOWN -> texts.say("why.ACCEPTED.open");
      case NO -> {
        OptionalInt ended =
            first(report, f -> f.topic() == Topic.VALIDITY && isOpen(f, report, Outcome.FAILED));
        String finding = say(ended, report, texts, facts, "answer.NO");
        yield texts.say("why.ACCEPTED.ended", Map.of("finding", finding));
      }
    };
  }

  private static boolean decides(Finding finding, VerificationReport report) {
    return finding.outcome() == Outcome.FAILED
        && !finding.subject().isEvidence()
        && Verdicts.classOf(finding) == report.reason();
  }

  /** A finding that may have left the document open: not about evidence or a decided signature. */
  private static boolean isOpen(Finding finding, VerificationReport report, Outcome outcome) {
    int signature = finding.subject().signature();
    boolean concerned =
        report.signatures().stream()
            .filter(s -> s.number() == signature)
            .allMatch(s -> s.verdict() == report.verdict());
    return finding.outcome() == outcome && !finding.subject().isEvidence() && concerned;
  }

  private static OptionalInt first(VerificationReport report, Predicate<Finding> wanted) {
    return IntStream.range(0, report.findings().size())
        .filter(i -> wanted.test(report.findings().get(i)))
        .findFirst();
  }

  private static String say(
      OptionalInt index,
      VerificationReport report,
      Texts texts,
      MaskedFacts facts,
      String otherwise) {
    return index.isPresent()
        ? texts.say(report.findings().get(index.getAsInt()).code(), facts.of(index.getAsInt()))
        : texts.say(otherwise);
  }
}
