package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.VerificationKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.Jws;
import io.hufu.model.StatusValue.EndKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the issuer asserts of one licence's status, to be carried like a stapled OCSP answer.
 *
 * <p>Immutable. Bi-temporal: each entry says from when on it is so, and when that was recorded.
 *
 * @param issuer unified social credit code of the authority that keeps the status
 * @param reference which licence: the same reference as in its payload
 * @param epoch number of the status epoch that this agrees with, from 0
 * @param nextUpdate by when a newer assertion is promised; after that this one is stale
 * @param history at least one entry, in the order of recording
 * @param restrictions imposed and lifted, in the order of recording; often empty
 */
public record StatusAssertion(
    String issuer,
    StatusReference reference,
    long epoch,
    Instant thisUpdate,
    Instant nextUpdate,
    List<Entry> history,
    List<Restriction> restrictions) {
  private static final String TYP = "hufu-status+jwt";
  private static final Set<String> HEADER = Set.of("alg", "typ", "x5c");

  /** Copies, and refuses a history that is empty, unordered or recorded in the future. */
  public StatusAssertion {
    history = List.copyOf(history);
    restrictions = List.copyOf(restrictions);
    if (epoch < 0 || nextUpdate.isBefore(thisUpdate) || history.isEmpty()) {
      throw new IllegalArgumentException(
          "status assertion: epoch from 0, nextUpdate not before thisUpdate, some history");
    }
    requireOrder(history.stream().map(Entry::recordedAt).toList(), thisUpdate);
    requireOrder(restrictions.stream().map(Restriction::recordedAt).toList(), thisUpdate);
  }

  /** Makes an assertion on a licence that was never under a restriction. */
  public StatusAssertion(
      String issuer,
      StatusReference reference,
      long epoch,
      Instant thisUpdate,
      Instant nextUpdate,
      List<Entry> history) {
    this(issuer, reference, epoch, thisUpdate, nextUpdate, history, List.of());
  }

  private static void requireOrder(List<Instant> recorded, Instant thisUpdate) {
    Instant before = Instant.MIN;
    for (Instant at : recorded) {
      if (at.isBefore(before) || at.isAfter(thisUpdate)) {
        throw new IllegalArgumentException(
            "status assertion: history is not in the order of recording up to thisUpdate");
      }
      before = at;
    }
  }

  /**
   * One entry of the history.
   *
   * @param kind how it ended; present exactly when the value is ENDED
   * @param effectiveFrom from when on this is so; an annulment may lie before its record
   * @param recordedAt when the issuer wrote it down
   * @param decision number of the decision; null when there is none
   * @param successor identifier of the licence that replaces this one; null when none
   * @param by who decided, such as a court; null when that is the authority that keeps the status
   * @param reason why, such as the provision that was applied; null when not said
   */
  public record Entry(
      StatusValue value,
      @Nullable EndKind kind,
      Instant effectiveFrom,
      Instant recordedAt,
      @Nullable String decision,
      @Nullable LicenceIdentifier successor,
      @Nullable String by,
      @Nullable String reason) {
    /** Refuses an end without its kind, and a kind without an end. */
    public Entry {
      if ((value == StatusValue.ENDED) != (kind != null)) {
        throw new IllegalArgumentException("status assertion: a kind belongs to ENDED and only it");
      }
    }

    /** Makes an entry that does not say who decided, and why. */
    public Entry(
        StatusValue value,
        @Nullable EndKind kind,
        Instant effectiveFrom,
        Instant recordedAt,
        @Nullable String decision,
        @Nullable LicenceIdentifier successor) {
      this(value, kind, effectiveFrom, recordedAt, decision, successor, null, null);
    }

    /** Writes the entry as it stands in an assertion. */
    public JsonObject toJson() {
      return StatusJson.writeEntry(this);
    }

    /** Reads an entry strictly. */
    public static Entry fromJson(JsonObject json) throws MalformedDataException {
      MemberReader members = new MemberReader("status entry", json);
      try {
        Entry entry = StatusJson.readEntry(members);
        members.end();
        return entry;
      } catch (IllegalArgumentException e) {
        throw new MalformedDataException(String.valueOf(e.getMessage()), e);
      }
    }

    /** Makes an entry that needs neither kind, decision nor successor. */
    public static Entry of(StatusValue value, Instant effectiveFrom, Instant recordedAt) {
      return new Entry(value, null, effectiveFrom, recordedAt, null, null);
    }
  }

  /**
   * An assertion as it was received. Untrusted until {@link #verifies}.
   *
   * @param jws the token, for its certificates and octets
   */
  public record Signed(StatusAssertion assertion, Jws jws) {
    /** Returns the certificates that the token carries, leaf first. Untrusted. */
    public List<Certificate> certificates() {
      return jws.certificates();
    }

    /** Verifies with a key that the caller trusts for the status of this issuer. */
    public boolean verifies(VerificationKey key) {
      return jws.verifies(key);
    }
  }

  /**
   * Finds what was so at an instant, by what had been recorded at another.
   *
   * <p>Each entry overrides all that was recorded before it, from its {@code effectiveFrom} on.
   *
   * @return empty before the first entry takes effect
   */
  public Optional<Entry> statusAt(Instant at, Instant knownAt) {
    for (int i = history.size() - 1; i >= 0; i--) {
      Entry entry = history.get(i);
      if (!entry.recordedAt().isAfter(knownAt) && !entry.effectiveFrom().isAfter(at)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  /** Finds the restrictions at an instant, by what had been recorded at another. */
  public List<Restriction> restrictionsAt(Instant at, Instant knownAt) {
    return Restriction.inForce(restrictions, at, knownAt);
  }

  /** Signs this assertion; the bytes are a compact JWS in ASCII, as evidence holds it. */
  public byte[] sign(SigningKey key) throws KeyUnavailableException {
    JsonObject header = JsonObject.builder().put("typ", TYP).build();
    Jws jws = Jws.sign(key, header, Json.canonical(StatusJson.write(this)));
    return jws.compact().getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads a compact JWS strictly; its payload must be canonical JSON. */
  public static Signed parse(byte[] compact) throws MalformedDataException {
    Jws jws = Jws.parseCompact(new String(compact, StandardCharsets.ISO_8859_1));
    if (!HEADER.equals(jws.header().members().keySet())
        || !jws.header().text("typ").filter(TYP::equals).isPresent()) {
      throw new MalformedDataException("status assertion: header is not that of an assertion");
    }
    if (Json.parseCanonical(jws.payload()) instanceof JsonObject json) {
      return new Signed(StatusJson.read(json), jws);
    }
    throw new MalformedDataException("status assertion: payload is not an object");
  }
}
