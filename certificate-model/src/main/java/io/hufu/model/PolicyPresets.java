package io.hufu.model;

import static io.hufu.model.AcceptancePolicy.Level.REPORT_ONLY;
import static io.hufu.model.AcceptancePolicy.Level.REQUIRED;
import static io.hufu.model.report.Topic.AUTHORITY;
import static io.hufu.model.report.Topic.CONTENT;
import static io.hufu.model.report.Topic.HOLDER;
import static io.hufu.model.report.Topic.INTEGRITY;
import static io.hufu.model.report.Topic.SIGNER;
import static io.hufu.model.report.Topic.TIME;
import static io.hufu.model.report.Topic.VALIDITY;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.model.AcceptancePolicy.Level;
import io.hufu.model.report.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The presets, row by row as in the table of the design ("Policy presets"). */
final class PolicyPresets {
  /** No end has been announced for SM2; a policy file can set one. */
  private static final Instant NO_END = Instant.parse("9999-12-31T23:59:59Z");

  /** Elliptic curves are meant to be disallowed after 2035 (NIST IR 8547, draft). */
  private static final Instant CURVES_END = Instant.parse("2036-01-01T00:00:00Z");

  /** Strength of 112 bits, RSA-2048, is meant to be deprecated after 2030 (same source). */
  private static final Instant RSA_END = Instant.parse("2031-01-01T00:00:00Z");

  private static final Map<SignatureAlgorithm, Instant> ALGORITHMS =
      Stream.of(SignatureAlgorithm.values())
          .collect(Collectors.toUnmodifiableMap(Function.identity(), PolicyPresets::end));

  static final AcceptancePolicy OFFLINE =
      lenient("offline", required(INTEGRITY, SIGNER, AUTHORITY, CONTENT, VALIDITY), false, false);

  static final AcceptancePolicy STRICT =
      new AcceptancePolicy(
          "strict",
          required(EnumSet.complementOf(EnumSet.of(HOLDER)).toArray(Topic[]::new)),
          false,
          true,
          true,
          Duration.ofHours(24),
          true,
          Set.of(),
          ALGORITHMS,
          Set.of(),
          false);

  static final AcceptancePolicy RENEWAL =
      lenient("renewal", required(INTEGRITY, SIGNER, AUTHORITY, CONTENT), false, false);

  static final AcceptancePolicy ARCHIVE =
      lenient("archive", required(INTEGRITY, SIGNER, AUTHORITY, CONTENT, TIME), false, true);

  static final AcceptancePolicy SIGNATURE_ONLY =
      lenient(AcceptancePolicy.SIGNATURE_ONLY, required(INTEGRITY, SIGNER), false, false);

  static final AcceptancePolicy PILOT = lenient("pilot", OFFLINE.topics(), true, false);

  private static final List<AcceptancePolicy> ALL =
      List.of(OFFLINE, STRICT, RENEWAL, ARCHIVE, SIGNATURE_ONLY, PILOT);

  private PolicyPresets() {}

  /** Every algorithm that is verified, with the end of its kind. */
  private static Instant end(SignatureAlgorithm algorithm) {
    return switch (algorithm) {
      case SM2_SM3 -> NO_END;
      case PS256, PS384, PS512, RS256, RS384, RS512 -> RSA_END;
      default -> CURVES_END;
    };
  }

  static Optional<AcceptancePolicy> find(String name) {
    return ALL.stream().filter(policy -> policy.name().equals(name)).findFirst();
  }

  /** Makes a preset without network, witnesses and status age. */
  private static AcceptancePolicy lenient(
      String name, Map<Topic, Level> topics, boolean acceptPilot, boolean proofOfExistence) {
    return new AcceptancePolicy(
        name,
        topics,
        acceptPilot,
        proofOfExistence,
        false,
        null,
        false,
        Set.of(),
        ALGORITHMS,
        Set.of(),
        false);
  }

  private static Map<Topic, Level> required(Topic... required) {
    Map<Topic, Level> levels = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      levels.put(topic, REPORT_ONLY);
    }
    for (Topic topic : required) {
      levels.put(topic, REQUIRED);
    }
    return levels;
  }
}
