package io.hufu.verification;

import io.hufu.model.report.Finding;
import io.hufu.model.report.Subject;
import java.util.List;

/** One of our own checks: sees what they share. Stateless and thread-safe. */
@FunctionalInterface
interface CoreCheck {
  List<Finding> run(Subject subject, Judgement judgement);
}
