package io.hufu.exchange;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.MemberReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one message: who, which digest, why, with what outcome. Immutable.
 *
 * <p>An entry is written before what it tells becomes final: after a crash it may stand twice, and
 * never not at all.
 *
 * <p>It names authorities, never holders: message ids and digests suffice to find the case.
 *
 * @param at by the clock that {@code timeSource} names, whole seconds
 * @param timeSource such as {@code system clock}
 * @param peer code of the other authority; null when unknown
 * @param message id of the package; null when there is none
 * @param digest of the signed manifest or message; null when there is none
 * @param why matter or legal basis; null when unknown
 * @param outcome a code, such as one of {@link RefusalCode}; null when it went well
 */
public record AuditEntry(
    Event event,
    Instant at,
    String timeSource,
    @Nullable String peer,
    @Nullable String message,
    @Nullable String digest,
    @Nullable String why,
    @Nullable String outcome) {
  /** Drops fractions of a second. */
  public AuditEntry {
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  /** What is written down. Append-only. */
  public enum Event {
    /** A stored package was handed to a transport for the first time. */
    SENT,
    /** Its recipient has given a receipt. */
    DELIVERED,
    /** Its recipient refuses it for good, or it has expired. */
    UNDELIVERED,
    /** A package was accepted; a receipt was given. */
    RECEIVED,
    /** A package was refused. */
    REFUSED,
    /** A request was answered by us. */
    ANSWERED,
    /** A request of ours has ended. */
    ENDED,
    /** A later word on an answer: used, not used, disputed. */
    FOLLOWED_UP,
    /** A message inside an accepted package contradicts what we know; nothing was done. */
    IGNORED,
    /** The log's head was anchored. */
    ANCHORED,
    /** Packages and entries before a time were deleted. */
    PURGED
  }

  static AuditEntry parse(JsonObject json) throws MalformedDataException {
    MemberReader members = MemberReader.of("entry", json);
    AuditEntry entry =
        new AuditEntry(
            members.constant(Event.class, "event"),
            members.instant("at"),
            members.text("timeSource"),
            members.textOrNull("peer"),
            members.textOrNull("message"),
            members.textOrNull("digest"),
            members.textOrNull("why"),
            members.textOrNull("outcome"));
    members.end();
    return entry;
  }

  JsonObject toJson() {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("event", event.name())
            .put("at", at.toString())
            .put("timeSource", timeSource);
    put(json, "peer", peer);
    put(json, "message", message);
    put(json, "digest", digest);
    put(json, "why", why);
    put(json, "outcome", outcome);
    return json.build();
  }

  private static void put(JsonObject.Builder json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
