package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.AcceptancePolicy.Level;
import io.hufu.model.AcceptancePolicy.Presenting;
import io.hufu.model.report.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and writes policy files, schema {@code hufu.policy/1}. */
final class PolicyJson {
  private static final String SCHEMA = "hufu.policy/1";

  private PolicyJson() {}

  static JsonObject write(AcceptancePolicy policy) {
    JsonObject.Builder topics = JsonObject.builder();
    policy.topics().forEach((topic, level) -> topics.put(topic.name(), level.name()));
    JsonObject.Builder algorithms = JsonObject.builder();
    policy.algorithms().forEach((alg, end) -> algorithms.put(alg.name(), end.toString()));
    Duration age = policy.statusMaxAge();
    String purpose = policy.presenting().purpose();
    return JsonObject.builder()
        .put("schema", SCHEMA)
        .put("base", policy.yieldsLicence() ? "offline" : AcceptancePolicy.SIGNATURE_ONLY)
        .put("name", policy.name())
        .put("topics", topics.build())
        .put("acceptPilot", policy.acceptPilot())
        .put("proofOfExistence", policy.proofOfExistence())
        .put("witnessedReceipt", policy.witnessedReceipt())
        .put("statusMaxAge", age == null ? JsonValue.JsonNull.NULL : new JsonText(age.toString()))
        .put("network", policy.network())
        .put("types", texts(policy.types()))
        .put("algorithms", algorithms.build())
        .put("escalated", texts(policy.escalated()))
        .put("requireClosure", policy.requireClosure())
        .put("disclosures", disclosures(policy.presenting()))
        .put("presentationMaxAge", policy.presenting().maxAge().toString())
        .put("purpose", purpose == null ? JsonValue.JsonNull.NULL : new JsonText(purpose))
        .build();
  }

  private static JsonObject disclosures(Presenting presenting) {
    JsonObject.Builder json = JsonObject.builder();
    presenting.disclosures().forEach((type, fields) -> json.put(type, texts(fields)));
    return json.build();
  }

  private static JsonArray texts(Collection<String> texts) {
    return new JsonArray(texts.stream().map(text -> (JsonValue) new JsonText(text)).toList());
  }

  static AcceptancePolicy read(JsonObject json) throws MalformedDataException {
    MemberReader members = new MemberReader("policy", json).schema(SCHEMA);
    String baseName = members.text("base");
    Optional<AcceptancePolicy> preset = AcceptancePolicy.preset(baseName);
    if (preset.isEmpty()) {
      throw members.wrong("base", "is no preset");
    }
    AcceptancePolicy base = preset.get();
    try {
      AcceptancePolicy policy =
          new AcceptancePolicy(
              members.has("name") ? members.text("name") : base.name(),
              topics(members, base),
              members.bool("acceptPilot", base.acceptPilot()),
              members.bool("proofOfExistence", base.proofOfExistence()),
              members.bool("witnessedReceipt", base.witnessedReceipt()),
              statusMaxAge(members, base),
              members.bool("network", base.network()),
              texts(members, "types", base.types()),
              algorithms(members, base),
              texts(members, "escalated", base.escalated()),
              members.bool("requireClosure", base.requireClosure()),
              presenting(members, base.presenting()));
      members.end();
      return policy;
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Set<String> texts(MemberReader members, String name, Set<String> absent)
      throws MalformedDataException {
    return members.has(name) ? new HashSet<>(members.texts(name)) : absent;
  }

  private static Map<Topic, Level> topics(MemberReader members, AcceptancePolicy base)
      throws MalformedDataException {
    Map<Topic, Level> levels = new EnumMap<>(base.topics());
    if (members.has("topics")) {
      MemberReader given = members.object("topics");
      for (Topic topic : Topic.values()) {
        if (given.has(topic.name())) {
          levels.put(topic, given.constant(Level.class, topic.name()));
        }
      }
      given.end();
    }
    return levels;
  }

  /** An algorithm that a file does not list is refused: the list replaces that of the base. */
  private static Map<SignatureAlgorithm, Instant> algorithms(
      MemberReader members, AcceptancePolicy base) throws MalformedDataException {
    if (!members.has("algorithms")) {
      return base.algorithms();
    }
    Map<SignatureAlgorithm, Instant> ends = new EnumMap<>(SignatureAlgorithm.class);
    MemberReader given = members.object("algorithms");
    for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
      if (given.has(algorithm.name())) {
        ends.put(algorithm, given.instant(algorithm.name()));
      }
    }
    given.end();
    return ends;
  }

  private static @Nullable Duration statusMaxAge(MemberReader members, AcceptancePolicy base)
      throws MalformedDataException {
    String name = "statusMaxAge";
    if (!members.has(name)) {
      return base.statusMaxAge();
    }
    if (members.value(name) == JsonValue.JsonNull.NULL) {
      return null;
    }
    return duration(members, name);
  }

  private static Presenting presenting(MemberReader members, Presenting base)
      throws MalformedDataException {
    Map<String, List<String>> disclosures = base.disclosures();
    if (members.has("disclosures")) {
      MemberReader given = members.object("disclosures");
      disclosures = new HashMap<>();
      for (String type : given.names()) {
        disclosures.put(type, given.texts(type));
      }
    }
    return new Presenting(
        disclosures,
        members.has("presentationMaxAge") ? duration(members, "presentationMaxAge") : base.maxAge(),
        purpose(members, base));
  }

  private static @Nullable String purpose(MemberReader members, Presenting base)
      throws MalformedDataException {
    if (!members.has("purpose")) {
      return base.purpose();
    }
    return members.value("purpose") == JsonValue.JsonNull.NULL ? null : members.text("purpose");
  }

  private static Duration duration(MemberReader members, String name)
      throws MalformedDataException {
    try {
      return Duration.parse(members.text(name));
    } catch (DateTimeParseException | ArithmeticException e) {
      throw members.wrong(name, "is not a duration such as PT24H", e);
    }
  }
}
