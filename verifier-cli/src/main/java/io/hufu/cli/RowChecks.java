package io.hufu.cli;

import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.LicenceType;
import io.hufu.model.ResidentIdNumber;
import io.hufu.model.UnifiedSocialCreditCode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;

/**
 * What a clerk gets wrong in a row, said in the names of the columns; the issuer's own rules
 * follow.
 *
 * <p>Values of people are never repeated; of a social credit code the region part is.
 */
final class RowChecks {
  private static final List<String> REQUIRED =
      List.of(
          "certificateNumber",
          "certificateIssuingAuthorityName",
          "certificateIssuingAuthorityCode",
          "certificateIssuingAuthorityLevel",
          "certificateIssuedDate",
          "certificateAreaCode");
  private static final List<String> HOLDER =
      List.of("certificateHolderName", "certificateHolderCode", "certificateHolderType");

  /** The members that are dates. */
  static final List<String> DATES =
      List.of("certificateIssuedDate", "certificateEffectiveDate", "certificateExpiringDate");

  /** 6 digits of region, a birth date, 3 digits and the check character. */
  private static final String LIKE_RESIDENT_ID =
      "[0-9]{6}(18|19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]";

  private static final int SHOWN = 8;

  private final LicenceType type;

  RowChecks(LicenceType type) {
    this.type = type;
  }

  /** Refuses a row at the first thing that is wrong with it. */
  void require(JsonObject row) throws RowProblem {
    requireMembers(row, REQUIRED);
    requireUscc("certificateIssuingAuthorityCode", row);
    List<JsonValue> holders = row.array("certificateHolders").orElse(List.of());
    if (holders.isEmpty()) {
      throw new RowProblem("row.missing", Label.member(HOLDER.get(0)));
    }
    for (JsonValue holder : holders) {
      if (holder instanceof JsonObject object) {
        requireHolder(object);
      }
    }
    for (String date : DATES) {
      requireDate(date, row);
    }
    requireItems(row.object("items").orElseGet(() -> JsonObject.builder().build()));
  }

  private static void requireMembers(JsonObject object, List<String> names) throws RowProblem {
    for (String name : names) {
      if (object.text(name).map(String::isBlank).orElse(true)) {
        throw new RowProblem("row.missing", Label.member(name));
      }
    }
  }

  private static void requireHolder(JsonObject holder) throws RowProblem {
    String code = holder.text("certificateHolderCode").orElse("");
    boolean typed = holder.get("certificateHolderType").isPresent();
    String kind = holder.text("certificateHolderType").orElse("");
    boolean person = kind.equals("111") || (!typed && code.matches(LIKE_RESIDENT_ID));
    if (person && !ResidentIdNumber.isValid(code)) {
      throw new RowProblem("row.residentId");
    }
    if (kind.equals("001") || (!typed && !person && code.length() == 18)) {
      requireUscc("certificateHolderCode", holder);
    }
    requireMembers(holder, HOLDER);
  }

  private static void requireUscc(String member, JsonObject object) throws RowProblem {
    String code = object.text(member).orElse("");
    if (!code.isEmpty() && !UnifiedSocialCreditCode.isValid(code)) {
      String shown = code.length() > SHOWN ? code.substring(0, SHOWN) + "…" : code;
      throw new RowProblem("row.uscc", shown, Label.member(member));
    }
  }

  private static void requireDate(String member, JsonObject row) throws RowProblem {
    if (row.get(member).orElse(null) instanceof JsonText text) {
      boolean open = member.equals("certificateExpiringDate") && text.value().equals("长期");
      try {
        if (!open) {
          LocalDate.parse(text.value());
        }
      } catch (DateTimeException e) {
        throw new RowProblem("row.date", Label.member(member));
      }
    }
  }

  private void requireItems(JsonObject items) throws RowProblem {
    for (LicenceType.Violation violation : type.validate(items)) {
      Label label = Label.item(type, violation.field());
      String key = "row.rule." + violation.rule();
      String detail = violation.detail().replaceFirst("^expected: ", "");
      throw new RowProblem(key, label, detail, violation.rule());
    }
  }
}
