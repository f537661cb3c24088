package io.hufu.model;

import io.hufu.model.AcceptancePolicy.Level;
import io.hufu.model.report.Topic;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Generates the policy by which a licence is judged as a material. */
final class MatterPolicy {
  private static final Set<LicenceState> ONLY_IN_FORCE = EnumSet.of(LicenceState.IN_FORCE);

  private MatterPolicy() {}

  static AcceptancePolicy of(
      Matter matter, Matter.Material material, Matter.Accepted accepted, boolean acceptPilot) {
    AcceptancePolicy base = AcceptancePolicy.preset(accepted.evidence()).orElseThrow();
    Map<Topic, Level> topics = new EnumMap<>(base.topics());
    // Whether another state is accepted is the matter's question, not a preset's.
    topics.put(
        Topic.VALIDITY,
        accepted.states().equals(ONLY_IN_FORCE) ? Level.REQUIRED : Level.REPORT_ONLY);
    return new AcceptancePolicy(
        matter.code().key() + "/" + material.id(),
        topics,
        base.acceptPilot() || acceptPilot,
        base.proofOfExistence(),
        base.witnessedReceipt(),
        base.statusMaxAge(),
        base.network(),
        Set.of(accepted.type()),
        base.algorithms(),
        base.escalated(),
        base.requireClosure(),
        // An annotated copy serves where it was made for this matter, by its name.
        new AcceptancePolicy.Presenting(Map.of(), base.presenting().maxAge(), matter.nameZh()));
  }
}
