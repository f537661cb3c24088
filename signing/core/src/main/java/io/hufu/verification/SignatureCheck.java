package io.hufu.verification;

import io.hufu.model.report.Finding;
import io.hufu.model.report.Subject;
import java.util.List;

/** A check that looks at one signature at a time. */
abstract class SignatureCheck implements CoreCheck {
  abstract List<Finding> judge(SignatureCase signature, Subject subject, Judgement judgement);

  @Override
  public final List<Finding> run(Subject subject, Judgement judgement) {
    return judgement.signatures().stream()
        .flatMap(signature -> judge(signature, subject, judgement).stream())
        .toList();
  }
}
