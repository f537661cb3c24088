package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A licence as data: the elements of GB/T 36903 under English names, and the items of its type.
 *
 * <p>Immutable. Dates are days in China (+08:00).
 *
 * @param type code of the licence type, 21 characters
 * @param name certificateName, such as 食品经营许可证
 * @param number the number printed on the licence
 * @param identifier GB/T 36904 identifier
 * @param holders at least one
 * @param areaCode GB/T 2260 code, 6 digits
 * @param effectiveFrom null when the licence names no first day
 * @param expiresOn last day of validity, inclusive; null means 长期 (no end)
 * @param supersedes identifier of the licence that this one replaces; null when none
 * @param sample whether this is a fictional sample; only pilot policies accept it
 * @param items type-specific items, validated by the type's schema
 * @param copy what makes it an annotated copy (加注件); null for the licence itself
 */
public record Licence(
    String type,
    String name,
    String number,
    LicenceIdentifier identifier,
    IssuingAuthority issuer,
    LocalDate issuedOn,
    List<Holder> holders,
    String areaCode,
    @Nullable LocalDate effectiveFrom,
    @Nullable LocalDate expiresOn,
    @Nullable LicenceIdentifier supersedes,
    boolean sample,
    JsonValue.JsonObject items,
    @Nullable AnnotatedCopy copy) {

  /** Copies the holders and refuses a licence without one. */
  public Licence {
    holders = List.copyOf(holders);
    if (holders.isEmpty()) {
      throw new IllegalArgumentException("a licence has a holder");
    }
  }

  /** Makes a licence that is no annotated copy. */
  public Licence(
      String type,
      String name,
      String number,
      LicenceIdentifier identifier,
      IssuingAuthority issuer,
      LocalDate issuedOn,
      List<Holder> holders,
      String areaCode,
      @Nullable LocalDate effectiveFrom,
      @Nullable LocalDate expiresOn,
      @Nullable LicenceIdentifier supersedes,
      boolean sample,
      JsonValue.JsonObject items) {
    this(
        type,
        name,
        number,
        identifier,
        issuer,
        issuedOn,
        holders,
        areaCode,
        effectiveFrom,
        expiresOn,
        supersedes,
        sample,
        items,
        null);
  }

  /** Returns an annotated copy of this licence. */
  public Licence annotated(AnnotatedCopy annotation) {
    return new Licence(
        type,
        name,
        number,
        identifier,
        issuer,
        issuedOn,
        holders,
        areaCode,
        effectiveFrom,
        expiresOn,
        supersedes,
        sample,
        items,
        annotation);
  }

  /**
   * The authority that issued a licence, as the licence says.
   *
   * @param code unified social credit code, 18 characters
   * @param level certificateIssuingAuthorityLevel
   */
  public record IssuingAuthority(String name, String code, AuthorityLevel level) {}

  /**
   * A holder of a licence.
   *
   * @param codeType three digits of GB/T 36903 annex A, such as 001 or 111
   */
  public record Holder(String name, String code, String codeType) {
    private static final Set<String> ORGANISATIONS = Set.of("001", "099");

    /** Tells whether name and code are those of a person: every code type but 001 and 099. */
    public boolean isNaturalPerson() {
      return !ORGANISATIONS.contains(codeType);
    }
  }

  /** Writes the licence with the member names of formats.md (certificateName …). */
  public JsonValue.JsonObject toJson() {
    return LicenceJson.write(this);
  }

  /** Reads a licence strictly; says which member is wrong. */
  public static Licence fromJson(JsonValue.JsonObject json) throws MalformedDataException {
    return LicenceJson.read(json);
  }
}
