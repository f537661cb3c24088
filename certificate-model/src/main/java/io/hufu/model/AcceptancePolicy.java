package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.model.report.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Under which rules a document is judged (verification.md, presets). Immutable.
 *
 * @param name preset name, or the name in a policy file
 * @param topics what each topic counts for; every topic has a value
 * @param acceptPilot whether a pilot PKI, a pilot trust list or a sample may be accepted
 * @param proofOfExistence whether a trusted time is required (archive, strict)
 * @param witnessedReceipt whether a receipt must be witnessed by a quorum (strict)
 * @param statusMaxAge how old a status may be; null: until its own nextUpdate
 * @param network whether addresses of the trust list may be fetched
 * @param types accepted type codes; empty accepts all
 * @param algorithms accepted algorithms and the instant each ends at; an absent one is refused
 * @param escalated notice codes that count as FAILED
 * @param requireClosure whether an open signature list (OFD) is INCONCLUSIVE
 * @param presenting what presentations and annotated copies must be like
 */
public record AcceptancePolicy(
    String name,
    Map<Topic, Level> topics,
    boolean acceptPilot,
    boolean proofOfExistence,
    boolean witnessedReceipt,
    @Nullable Duration statusMaxAge,
    boolean network,
    Set<String> types,
    Map<SignatureAlgorithm, Instant> algorithms,
    Set<String> escalated,
    boolean requireClosure,
    Presenting presenting) {
  private static final Set<Topic> FIRM = Set.of(Topic.INTEGRITY, Topic.SIGNER, Topic.AUTHORITY);
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]*");

  /** The name of the one preset that may lower AUTHORITY. */
  public static final String SIGNATURE_ONLY = "signature-only";

  /** What a topic counts for. */
  public enum Level {
    REQUIRED,
    REPORT_ONLY,
    NOT_JUDGED
  }

  /**
   * What a presentation must disclose, how old it may be, and what the licence is asked for.
   *
   * @param disclosures type code to the names of members and items that must be disclosed; a type
   *     that is absent must disclose nothing beyond what is always there
   * @param maxAge how long ago the holder may have signed; positive
   * @param purpose what annotated copies must have been made for, word by word; null when not said
   */
  public record Presenting(
      Map<String, List<String>> disclosures, Duration maxAge, @Nullable String purpose) {
    /** Nothing asked for beyond a signature of the last five minutes. */
    public static final Presenting DEFAULT = new Presenting(Map.of(), Duration.ofMinutes(5), null);

    /** Copies, and refuses a maximum that is not positive, or a purpose without words. */
    public Presenting {
      Map<String, List<String>> copy = new TreeMap<>();
      disclosures.forEach((type, fields) -> copy.put(type, List.copyOf(fields)));
      disclosures = Collections.unmodifiableMap(copy);
      if (maxAge.isNegative() || maxAge.isZero()) {
        throw new IllegalArgumentException("policy: presentationMaxAge is not positive");
      }
      if (purpose != null && purpose.isBlank()) {
        throw new IllegalArgumentException("policy: purpose is blank");
      }
    }
  }

  /** Makes a policy that asks nothing special of presentations. */
  public AcceptancePolicy(
      String name,
      Map<Topic, Level> topics,
      boolean acceptPilot,
      boolean proofOfExistence,
      boolean witnessedReceipt,
      @Nullable Duration statusMaxAge,
      boolean network,
      Set<String> types,
      Map<SignatureAlgorithm, Instant> algorithms,
      Set<String> escalated,
      boolean requireClosure) {
    this(
        name,
        topics,
        acceptPilot,
        proofOfExistence,
        witnessedReceipt,
        statusMaxAge,
        network,
        types,
        algorithms,
        escalated,
        requireClosure,
        Presenting.DEFAULT);
  }

  /** Returns this policy with another word on presentations and copies. */
  public AcceptancePolicy with(Presenting other) {
    return new AcceptancePolicy(
        name,
        topics,
        acceptPilot,
        proofOfExistence,
        witnessedReceipt,
        statusMaxAge,
        network,
        types,
        algorithms,
        escalated,
        requireClosure,
        other);
  }

  /** Copies, and refuses to lower INTEGRITY, SIGNER or AUTHORITY unless named signature-only. */
  public AcceptancePolicy {
    topics = Collections.unmodifiableMap(new EnumMap<>(topics));
    types = Collections.unmodifiableSet(new TreeSet<>(types));
    algorithms =
        algorithms.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(algorithms));
    escalated = Collections.unmodifiableSet(new TreeSet<>(escalated));
    if (name.isBlank() || topics.size() != Topic.values().length) {
      throw new IllegalArgumentException("a policy has a name and a level for every topic");
    }
    requireFirm(name, topics);
    if (statusMaxAge != null && (statusMaxAge.isNegative() || statusMaxAge.isZero())) {
      throw new IllegalArgumentException("policy " + name + ": statusMaxAge is not positive");
    }
    for (String code : escalated) {
      if (!CODE.matcher(code).matches()) {
        throw new IllegalArgumentException("policy " + name + ": escalates what is no code");
      }
    }
  }

  private static void requireFirm(String name, Map<Topic, Level> topics) {
    for (Topic topic : FIRM) {
      boolean lowered = topics.get(topic) != Level.REQUIRED;
      if (lowered && !(topic == Topic.AUTHORITY && name.equals(SIGNATURE_ONLY))) {
        throw new IllegalArgumentException(
            "policy " + name + ": " + topic + " must be REQUIRED, it cannot be lowered");
      }
    }
  }

  /** Returns the default: offline. */
  public static AcceptancePolicy offline() {
    return PolicyPresets.OFFLINE;
  }

  /** Returns the preset for desks that ask for everything, with network. */
  public static AcceptancePolicy strict() {
    return PolicyPresets.STRICT;
  }

  /** Returns the preset for renewals: an expired licence is fine. */
  public static AcceptancePolicy renewal() {
    return PolicyPresets.RENEWAL;
  }

  /** Returns the preset for archives: proof of existence required. */
  public static AcceptancePolicy archive() {
    return PolicyPresets.ARCHIVE;
  }

  /** Returns the preset that judges only signature and signer; never yields a licence. */
  public static AcceptancePolicy signatureOnly() {
    return PolicyPresets.SIGNATURE_ONLY;
  }

  /** Returns offline with pilots accepted. */
  public static AcceptancePolicy pilot() {
    return PolicyPresets.PILOT;
  }

  /** Finds a preset by its name. */
  public static Optional<AcceptancePolicy> preset(String name) {
    return PolicyPresets.find(name);
  }

  /** Tells whether an ACCEPTED report may hand out the licence: not under signature-only. */
  public boolean yieldsLicence() {
    return topics.get(Topic.AUTHORITY) == Level.REQUIRED;
  }

  /** Returns what a topic counts for. */
  public Level level(Topic topic) {
    return topics.getOrDefault(topic, Level.REQUIRED);
  }

  /** Reads a policy file: a base preset and what it changes (docs/formats/trust-list.md). */
  public static AcceptancePolicy fromJson(JsonValue.JsonObject json) throws MalformedDataException {
    return PolicyJson.read(json);
  }

  /** Writes the policy in full; its digest enters reports. */
  public JsonValue.JsonObject toJson() {
    return PolicyJson.write(this);
  }
}
