package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a document shows of a licence: all of it, or what a presentation discloses. Immutable.
 *
 * <p>What is always there is what every verifier needs; the rest is in {@code members}, as far as
 * it is disclosed.
 *
 * @param issuer name, code and level are never hidden
 * @param effectiveFrom null when the licence names no first day
 * @param expiresOn null means 长期 (no end)
 * @param copy null unless it is an annotated copy
 * @param status null when the issuer keeps no status
 * @param members what is in sight, by the member names of docs/formats/licence.md
 */
public record DisclosedLicence(
    String type,
    Licence.IssuingAuthority issuer,
    LocalDate issuedOn,
    String areaCode,
    @Nullable LocalDate effectiveFrom,
    @Nullable LocalDate expiresOn,
    boolean sample,
    @Nullable AnnotatedCopy copy,
    @Nullable StatusReference status,
    JsonObject members) {

  /** Shows a licence as a whole. */
  public static DisclosedLicence of(LicencePayload payload) {
    Licence licence = payload.licence();
    return new DisclosedLicence(
        licence.type(),
        licence.issuer(),
        licence.issuedOn(),
        licence.areaCode(),
        licence.effectiveFrom(),
        licence.expiresOn(),
        licence.sample(),
        licence.copy(),
        payload.status(),
        licence.toJson());
  }

  /**
   * Reads what is disclosed: what is always there strictly, anything else where it is there.
   *
   * @throws MalformedDataException when something that is always there is missing or wrong, when a
   *     disclosed member is wrong, or when a member is not known
   */
  public static DisclosedLicence fromJson(JsonObject members, @Nullable StatusReference status)
      throws MalformedDataException {
    return LicenceJson.readDisclosed(members, status);
  }

  /** Returns the type-specific items in sight; empty when none is. */
  public JsonObject items() {
    return members.object("items").orElseGet(() -> JsonObject.builder().build());
  }

  /** Returns the printed number, when it is disclosed. */
  public Optional<String> number() {
    return members.text("certificateNumber");
  }

  /** Returns the identifier, when it is disclosed. */
  public Optional<LicenceIdentifier> identifier() {
    return identifier("certificateIdentifier");
  }

  /** Returns the identifier of the licence that this one replaces, when it is disclosed. */
  public Optional<LicenceIdentifier> supersedes() {
    return identifier("supersedes");
  }

  private Optional<LicenceIdentifier> identifier(String member) {
    try {
      Optional<String> text = members.text(member);
      return text.isEmpty() ? Optional.empty() : Optional.of(LicenceIdentifier.parse(text.get()));
    } catch (MalformedDataException e) {
      throw new IllegalStateException("was read before", e);
    }
  }

  /** Returns the holders; a part that is not disclosed is missing. */
  public List<JsonObject> holders() {
    return members.array("certificateHolders").orElse(List.of()).stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  /** Tells whether a member of the licence, a part of every holder, or an item is in sight. */
  public boolean discloses(String field) {
    if (field.startsWith("certificateHolder") && !field.equals("certificateHolders")) {
      return !holders().isEmpty() && holders().stream().allMatch(h -> h.get(field).isPresent());
    }
    return members.get(field).isPresent() || items().get(field).isPresent();
  }
}
