package io.hufu.verification;

import io.hufu.model.report.Answer;
import io.hufu.model.report.ReasonClass;
import io.hufu.model.report.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the findings amount to. Immutable.
 *
 * @param reason null unless REJECTED
 * @param signatures the verdict of each signature, in their order
 */
record Conclusion(
    Verdict verdict,
    @Nullable ReasonClass reason,
    Answer authentic,
    Answer inForce,
    Answer acceptableHere,
    List<Verdict> signatures) {
  Conclusion {
    signatures = List.copyOf(signatures);
  }
}
