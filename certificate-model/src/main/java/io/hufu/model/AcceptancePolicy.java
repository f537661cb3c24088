package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.model.report.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
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
    boolean requireClosure) {
  /** What a topic counts for. */
  public enum Level {
    REQUIRED,
    REPORT_ONLY,
    NOT_JUDGED
  }

  /** Copies, and refuses to lower INTEGRITY, SIGNER or AUTHORITY unless named signature-only. */
  public AcceptancePolicy {
    throw new AssertionError("skeleton");
  }

  /** Returns the default: offline. */
  public static AcceptancePolicy offline() {
    throw new AssertionError("skeleton");
  }

  /** Returns the preset for desks that ask for everything, with network. */
  public static AcceptancePolicy strict() {
    throw new AssertionError("skeleton");
  }

  /** Returns the preset for renewals: an expired licence is fine. */
  public static AcceptancePolicy renewal() {
    throw new AssertionError("skeleton");
  }

  /** Returns the preset for archives: proof of existence required. */
  public static AcceptancePolicy archive() {
    throw new AssertionError("skeleton");
  }

  /** Returns the preset that judges only signature and signer; never yields a licence. */
  public static AcceptancePolicy signatureOnly() {
    throw new AssertionError("skeleton");
  }

  /** Returns offline with pilots accepted. */
  public static AcceptancePolicy pilot() {
    throw new AssertionError("skeleton");
  }

  /** Finds a preset by its name. */
  public static java.util.Optional<AcceptancePolicy> preset(String name) {
    throw new AssertionError("skeleton");
  }

  /** Reads a policy file: a base preset and what it changes. */
  public static AcceptancePolicy fromJson(JsonValue.JsonObject json) throws MalformedDataException {
    throw new AssertionError("skeleton");
  }

  /** Writes the policy in full; its digest enters reports. */
  public JsonValue.JsonObject toJson() {
    throw new AssertionError("skeleton");
  }
}
