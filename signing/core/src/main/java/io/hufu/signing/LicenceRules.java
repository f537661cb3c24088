package io.hufu.signing;

import io.hufu.model.Catalogue;
import io.hufu.model.Licence;
import io.hufu.model.LicenceIdentifier;
import io.hufu.model.LicenceType;
import io.hufu.model.ResidentIdNumber;
import io.hufu.model.UnifiedSocialCreditCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What must hold of a licence before anything is signed. Messages name members, never values of
 * people.
 */
final class LicenceRules {
  static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
  private static final String SCHEMA = "SCHEMA_VIOLATION";
  private static final String CHECK = "CODE_CHECK_FAILED";

  private final Catalogue catalogue;

  LicenceRules(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Checks a licence and returns its type. */
  LicenceType require(Licence licence, Instant now) throws CannotSealException {
    LicenceType type =
        catalogue
            .find(licence.type())
            .filter(found -> found.code().equals(licence.type()))
            .orElseThrow(
                () ->
                    new CannotSealException(
                        "TYPE_UNKNOWN",
                        "certificateTypeCode: the catalogue has no type " + licence.type()));
    requireItems(licence, type);
    requireIssuer(licence, type);
    requireIdentifier(licence);
    requireHolders(licence);
    requireDates(licence, LocalDate.ofInstant(now, CHINA));
    return type;
  }

  private static void requireItems(Licence licence, LicenceType type) throws CannotSealException {
    List<LicenceType.Violation> violations = type.validate(licence.items());
    if (!violations.isEmpty()) {
      LicenceType.Violation first = violations.get(0);
      String more = violations.size() == 1 ? "" : " (and " + (violations.size() - 1) + " more)";
      throw new CannotSealException(
          SCHEMA, "items" + first.field() + ": " + first.rule() + ": " + first.detail() + more);
    }
  }

  private static void requireIssuer(Licence licence, LicenceType type) throws CannotSealException {
    require(!licence.name().isBlank(), SCHEMA, "certificateName: must not be blank");
    require(!licence.number().isBlank(), SCHEMA, "certificateNumber: must not be blank");
    require(licence.areaCode().matches("[0-9]{6}"), SCHEMA, "certificateAreaCode: 6 digits");
    require(
        UnifiedSocialCreditCode.isValid(licence.issuer().code()),
        CHECK,
        "certificateIssuingAuthorityCode: wrong check character");
    require(
        type.issuerLevels().isEmpty() || type.issuerLevels().contains(licence.issuer().level()),
        "OUT_OF_SCOPE",
        "certificateIssuingAuthorityLevel: this type is not issued at that level");
  }

  private static void requireIdentifier(Licence licence) throws CannotSealException {
    LicenceIdentifier identifier = licence.identifier();
    require(
        identifier.state() == LicenceIdentifier.CheckState.CORRECT,
        CHECK,
        "certificateIdentifier: wrong check character");
    require(
        identifier.type().equals(licence.type()),
        "IDENTIFIER_MISMATCH",
        "certificateIdentifier: names another type than certificateTypeCode");
    require(
        identifier.authority().equals(licence.issuer().code()),
        "IDENTIFIER_MISMATCH",
        "certificateIdentifier: names another authority than certificateIssuingAuthorityCode");
    LicenceIdentifier old = licence.supersedes();
    // A licence with the wrong variant that is in use may be replaced; one may not be made.
    require(
        old == null || old.state() != LicenceIdentifier.CheckState.WRONG,
        CHECK,
        "supersedes: wrong check character");
  }

  private static void requireHolders(Licence licence) throws CannotSealException {
    require(!licence.holders().isEmpty(), SCHEMA, "holders: at least one");
    int number = 0;
    for (Licence.Holder holder : licence.holders()) {
      number++;
      String where = "holder " + number + ": ";
      require(!holder.name().isBlank(), SCHEMA, where + "name must not be blank");
      require(!holder.code().isBlank(), SCHEMA, where + "code must not be blank");
      require(holder.codeType().matches("[0-9]{3}"), SCHEMA, where + "code type has 3 digits");
      boolean valid =
          switch (holder.codeType()) {
            case "001" -> UnifiedSocialCreditCode.isValid(holder.code());
            case "111" -> ResidentIdNumber.isValid(holder.code());
            default -> true; // GB/T 36903 annex A names no check digit for the other kinds
          };
      require(valid, CHECK, where + "wrong check character in the code");
    }
  }

  private static void requireDates(Licence licence, LocalDate today) throws CannotSealException {
    LocalDate from = licence.effectiveFrom();
    LocalDate to = licence.expiresOn();
    require(
        from == null || to == null || !to.isBefore(from),
        "VALIDITY_REVERSED",
        "certificateExpiringDate: before certificateEffectiveDate");
    require(
        !licence.issuedOn().isAfter(today),
        "ISSUE_DATE_IN_FUTURE",
        "certificateIssuedDate: "
            + licence.issuedOn()
            + " is after today, "
            + today
            + " in China; check the date or the clock");
  }

  private static void require(boolean holds, String code, String message)
      throws CannotSealException {
    if (!holds) {
      throw new CannotSealException(code, message);
    }
  }
}
