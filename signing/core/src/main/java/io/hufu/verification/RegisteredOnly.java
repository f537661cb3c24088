package io.hufu.verification;

import io.hufu.crypto.jose.Base64Url;
import io.hufu.model.MiniToken;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import java.util.List;
import java.util.Map;

/**
 * What a mini-token proves at best: that such a licence was issued. Never more, so never a success.
 */
final class RegisteredOnly implements CoreCheck {
  @Override
  public List<Finding> run(Subject subject, Judgement judgement) {
    MiniToken token = subject.token();
    if (token == null) {
      return List.of();
    }
    return List.of(
        Finding.of(
            isRegistered(token, subject, judgement)
                ? FindingCode.REGISTERED_ONLY
                : FindingCode.NO_STRUCTURED_DATA,
            Outcome.INCONCLUSIVE,
            FindingSubject.DOCUMENT,
            Map.of(
                "identifier", token.identifier().text(),
                "issuedOn", token.day().toString(),
                "licenceDigest", Base64Url.encode(token.licenceDigest()))));
  }

  private static boolean isRegistered(MiniToken token, Subject subject, Judgement judgement) {
    boolean intact =
        subject.findings().stream()
            .anyMatch(
                f ->
                    f.code().equals(FindingCode.SIGNATURE_INTACT.name())
                        && f.outcome() == Outcome.PASSED);
    return intact
        && judgement.signatures().stream()
            .allMatch(
                signature ->
                    TokenAuthorised.judge(token, signature, judgement.trust()).outcome()
                        == Outcome.PASSED);
  }
}
