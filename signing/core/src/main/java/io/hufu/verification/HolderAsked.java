package io.hufu.verification;

import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import java.util.List;

/** Says that nobody presented anything; a presentation is judged by its format. */
final class HolderAsked implements CoreCheck {
  @Override
  public List<Finding> run(Subject subject, Judgement judgement) {
    return subject.presentation()
        ? List.of()
        : List.of(Finding.of(FindingCode.HOLDER_BOUND, Outcome.SKIPPED, FindingSubject.DOCUMENT));
  }
}
