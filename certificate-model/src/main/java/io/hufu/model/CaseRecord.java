package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.report.VerificationContext.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a desk notes of a case (办件): {@code case.json}, schema hufu.case/1. Immutable.
 *
 * <p>It is the desk's own record, trusted as such; nothing in it makes a document more genuine.
 *
 * @param matter code of the matter; null when the caller says it
 * @param applicant null when nobody was noted
 * @param at the time that decides, such as the opening of bids; null for now
 * @param challenge what the applicant was asked to sign for when presenting; null when not asked
 * @param received ids of materials that a person has seen
 * @param consents what holders or guardians have agreed to
 * @param assigned file name → id of the material that it was handed in as
 */
public record CaseRecord(
    @Nullable String matter,
    @Nullable Applicant applicant,
    @Nullable Period at,
    @Nullable Challenge challenge,
    List<String> received,
    List<Consent> consents,
    Map<String, String> assigned) {
  /** A case of which nothing was noted. */
  public static final CaseRecord EMPTY =
      new CaseRecord(null, null, null, null, List.of(), List.of(), Map.of());

  private static final String SCHEMA = "hufu.case/1";
  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

  /** Copies. */
  public CaseRecord {
    received = List.copyOf(received);
    consents = List.copyOf(consents);
    assigned = Collections.unmodifiableMap(new TreeMap<>(assigned));
  }

  /** Who asked for a presentation, and with which nonce. */
  public record Challenge(String audience, String nonce) {}

  /** Who applies: name and code (a personal number or a unified social credit code). */
  public record Applicant(String name, String code) {}

  /**
   * A consent, as the desk took it down.
   *
   * @param by code of the person who consents
   * @param material id of the material that it is about
   * @param fields names of the fields that may be used
   * @param at when it was given
   */
  public record Consent(String by, String material, List<String> fields, Instant at) {
    /** Copies the fields. */
    public Consent {
      fields = List.copyOf(fields);
    }
  }

  /** Reads a record strictly; says which member is wrong. */
  public static CaseRecord fromJson(JsonObject json) throws MalformedDataException {
    MemberReader members = new MemberReader("case", json).schema(SCHEMA);
    Map<String, String> assigned = new LinkedHashMap<>();
    if (members.has("assigned")) {
      MemberReader files = members.object("assigned");
      for (String file : json.object("assigned").orElseThrow().members().keySet()) {
        assigned.put(file, files.text(file));
      }
    }
    CaseRecord record =
        new CaseRecord(
            members.textOrNull("matter"),
            members.has("applicant") ? applicant(members.object("applicant")) : null,
            members.has("at") ? period(members) : null,
            members.has("challenge") ? challenge(members.object("challenge")) : null,
            members.textsOrNone("received"),
            members.objectsOrNone("consents", CaseRecord::consent),
            assigned);
    members.end();
    return record;
  }

  /** A date means the whole day in China (+08:00). */
  private static Period period(MemberReader members) throws MalformedDataException {
    if (members.text("at").length() != 10) {
      return Period.of(members.instant("at"));
    }
    LocalDate day = members.date("at");
    Instant next = day.plusDays(1).atStartOfDay().toInstant(CHINA);
    return new Period(day.atStartOfDay().toInstant(CHINA), next.minusSeconds(1));
  }

  private static Applicant applicant(MemberReader members) throws MalformedDataException {
    Applicant applicant = new Applicant(members.text("name"), members.text("code"));
    members.end();
    return applicant;
  }

  private static Challenge challenge(MemberReader members) throws MalformedDataException {
    Challenge challenge = new Challenge(members.text("audience"), members.text("nonce"));
    members.end();
    return challenge;
  }

  private static Consent consent(MemberReader members) throws MalformedDataException {
    return new Consent(
        members.text("by"),
        members.text("material"),
        members.texts("fields"),
        members.instant("at"));
  }

  /** Writes the record. */
  public JsonObject toJson() {
    JsonObject.Builder json = JsonObject.builder().put("schema", SCHEMA);
    if (matter != null) {
      json.put("matter", matter);
    }
    if (applicant != null) {
      json.put(
          "applicant",
          JsonObject.builder().put("name", applicant.name).put("code", applicant.code).build());
    }
    Period when = at;
    if (when != null) {
      boolean instant = when.from().equals(when.to());
      json.put("at", instant ? when.from().toString() : day(when));
    }
    if (challenge != null) {
      json.put(
          "challenge",
          JsonObject.builder()
              .put("audience", challenge.audience)
              .put("nonce", challenge.nonce)
              .build());
    }
    JsonObject.Builder files = JsonObject.builder();
    assigned.forEach(files::put);
    return json.put("received", TrustListWriter.texts(received))
        .put("consents", TrustListWriter.array(consents, CaseRecord::consent))
        .put("assigned", files.build())
        .build();
  }

  private static String day(Period day) {
    return LocalDate.ofInstant(day.from(), CHINA).toString();
  }

  private static JsonObject consent(Consent consent) {
    return JsonObject.builder()
        .put("by", consent.by)
        .put("material", consent.material)
        .put("fields", TrustListWriter.texts(consent.fields))
        .put("at", consent.at.toString())
        .build();
  }
}
