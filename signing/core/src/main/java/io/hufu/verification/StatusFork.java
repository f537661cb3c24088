package io.hufu.verification;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.model.StatusConflict;
import io.hufu.model.StatusEpoch;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Did the issuer say two things on status that cannot both be true?
 *
 * <p>Only verified words are compared: nobody else can make this finding appear.
 */
final class StatusFork implements CoreCheck {
  @Override
  public List<Finding> run(Subject subject, Judgement judgement) {
    return judgement.signatures().stream()
        .flatMap(signature -> judgement.status(signature, subject).stream())
        .flatMap(evidence -> evidence.conflicts().stream())
        .map(StatusFork::finding)
        .distinct()
        .toList();
  }

  static Finding finding(StatusConflict conflict) {
    FindingCode code =
        switch (conflict.kind()) {
          case EPOCH_FORKED -> FindingCode.STATUS_EPOCH_FORKED;
          case LIST_CONTRADICTED -> FindingCode.STATUS_CONTRADICTED;
          case HISTORY_REWRITTEN -> FindingCode.STATUS_REWRITTEN;
        };
    String tokens =
        conflict.tokens().stream()
            .map(token -> StatusEpoch.digest(HashAlgorithm.SM3, token))
            .sorted()
            .collect(Collectors.joining(" "));
    return Finding.of(code, Outcome.FAILED, FindingSubject.DOCUMENT, Map.of("tokens", tokens));
  }
}
