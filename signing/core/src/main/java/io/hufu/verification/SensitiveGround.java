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
import io.hufu.model.report.Topic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Are sensitive items presented on a ground: the holder's consent, or a statute?
 *
 * <p>Only presentations are asked. The holder has signed for the ground; a consent token must be
 * genuine besides ({@link ConsentGenuine}).
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
    if (ground.kind() == KeyBinding.Ground.Kind.STATUTE) {
      return List.of(
          finding(
              FindingCode.SENSITIVE_ON_GROUND,
              Outcome.NOTICE,
              Map.of("fields", fields, "ground", "STATUTE", "basis", ground.text())));
    }
    ConsentGenuine.Answer answer =
        new ConsentGenuine(judgement).judge(ground.text(), binding, presented.holderKey());
    Map<String, String> facts = new TreeMap<>(answer.facts());
    facts.put("fields", fields);
    return List.of(finding(answer.code(), answer.outcome(), facts));
  }

  private static Finding finding(FindingCode code, Outcome outcome, Map<String, String> facts) {
    // The word on an algorithm belongs to SIGNER elsewhere; here it is the presentation's.
    return new Finding(
        Topic.HOLDER, outcome, code.name(), FindingSubject.DOCUMENT, "", facts, code.etsi());
  }
}
