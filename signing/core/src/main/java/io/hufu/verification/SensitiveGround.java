package io.hufu.verification;

import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.DisclosedLicence;
import io.hufu.model.LicenceType;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.KeyBinding;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Presentation;
import io.hufu.model.report.Subject;
import java.util.List;
import java.util.Map;

/**
 * Are sensitive items presented on a ground: the holder's consent, or a statute?
 *
 * <p>Only presentations are asked. Whether a consent token is genuine is the question of whoever
 * issued or exchanged it; the holder has signed for it here.
 */
final class SensitiveGround implements CoreCheck {
  @Override
  public List<Finding> run(Subject subject, Judgement judgement) {
    Presentation presented = subject.presented();
    DisclosedLicence licence = subject.inSight().orElse(null);
    if (presented == null || licence == null || !judgement.presentation()) {
      return List.of();
    }
    JsonObject items = licence.items();
    List<String> sensitive =
        judgement
            .catalogue()
            .find(licence.type())
            .map(LicenceType::fields)
            .orElse(List.of())
            .stream()
            .filter(field -> field.sensitive() && items.get(field.name()).isPresent())
            .map(LicenceType.Field::name)
            .toList();
    if (sensitive.isEmpty()) {
      return List.of();
    }
    String fields = String.join(" ", sensitive);
    KeyBinding binding = presented.binding();
    KeyBinding.Ground ground = binding == null ? null : binding.ground();
    if (binding == null || binding.state() != KeyBinding.State.INTACT || ground == null) {
      return List.of(
          finding(FindingCode.SENSITIVE_WITHOUT_GROUND, Outcome.FAILED, Map.of("fields", fields)));
    }
    boolean statute = ground.kind() == KeyBinding.Ground.Kind.STATUTE;
    return List.of(
        finding(
            FindingCode.SENSITIVE_ON_GROUND,
            Outcome.NOTICE,
            statute
                ? Map.of("fields", fields, "ground", "STATUTE", "basis", ground.text())
                : Map.of("fields", fields, "ground", "CONSENT")));
  }

  private static Finding finding(FindingCode code, Outcome outcome, Map<String, String> facts) {
    return Finding.of(code, outcome, FindingSubject.DOCUMENT, facts);
  }
}
