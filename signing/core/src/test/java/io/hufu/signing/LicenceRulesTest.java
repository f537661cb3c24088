package io.hufu.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.AuthorityLevel;
import io.hufu.model.Catalogue;
import io.hufu.model.Licence;
import io.hufu.model.LicenceIdentifier;
import io.hufu.model.ResidentIdNumber;
import io.hufu.model.SampleLicences;
import io.hufu.model.UnifiedSocialCreditCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LicenceRulesTest {
  private static final LicenceRules RULES = new LicenceRules(Catalogue.shipped());
  private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
  private static final Licence GOOD =
      SampleLicences.stream("food-operation", 3).findFirst().orElseThrow();

  /** Changes members of the good licence, as a careless row would. */
  private static Licence changed(UnaryOperator<Map<String, JsonValue>> change) {
    try {
      Map<String, JsonValue> members = new LinkedHashMap<>(GOOD.toJson().members());
      members.put("certificateIssuedDate", new JsonText("2026-11-24"));
      members.remove("certificateEffectiveDate");
      members.remove("certificateExpiringDate");
      return Licence.fromJson(new JsonObject(change.apply(members)));
    } catch (io.hufu.crypto.MalformedDataException e) {
      throw new AssertionError(e);
    }
  }

  private static Licence changed(String name, String value) {
    return changed(
        members -> {
          members.put(name, new JsonText(value));
          return members;
        });
  }

  private static void assertRefused(String code, String member, Licence licence) {
    assertThatThrownBy(() -> RULES.require(licence, PilotKeys.NOW))
        .isInstanceOfSatisfying(
            CannotSealException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageStartingWith(member);
  }

  @Test
  void every_shipped_sample_obeys_the_rules() throws Exception {
    for (Licence licence : SampleLicences.shipped(DAY)) {
      assertThat(RULES.require(licence, PilotKeys.NOW).code()).isEqualTo(licence.type());
    }
  }

  @Test
  void an_unknown_type_is_refused_also_under_the_id_of_a_known_one() {
    assertRefused(
        "TYPE_UNKNOWN",
        "certificateTypeCode",
        changed("certificateTypeCode", "11100000000000000X999"));
  }

  @Test
  void items_that_break_the_schema_are_refused_by_their_place_without_their_value() {
    Licence licence =
        changed(
            members -> {
              members.put("items", JsonObject.builder().put("secret", "某人的地址").build());
              return members;
            });
    assertRefused("SCHEMA_VIOLATION", "items", licence);
    assertThatThrownBy(() -> RULES.require(licence, PilotKeys.NOW))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("某人"));
  }

  @Test
  void a_wrong_check_character_is_refused_wherever_it_is() {
    LicenceIdentifier good = GOOD.identifier();
    char wrong = good.check() == 'A' ? 'B' : 'A';
    String text = good.text().substring(0, good.text().length() - 1) + wrong;
    assertRefused(
        "CODE_CHECK_FAILED", "certificateIdentifier", changed("certificateIdentifier", text));
    assertRefused("CODE_CHECK_FAILED", "supersedes", changed("supersedes", text));
    assertRefused(
        "CODE_CHECK_FAILED",
        "certificateIssuingAuthorityCode",
        changed("certificateIssuingAuthorityCode", "11990102009902027X"));
  }

  @Test
  void holders_with_wrong_codes_are_refused_by_their_position() {
    for (Licence.Holder holder :
        List.of(
            new Licence.Holder(
                "样例", wrong(UnifiedSocialCreditCode.complete("91990100MA0000001")), "001"),
            new Licence.Holder(
                "样例", wrong(ResidentIdNumber.complete("99010119900101001")), "111"))) {
      assertRefused("CODE_CHECK_FAILED", "holder 2", withHolder(holder));
      assertThatThrownBy(() -> RULES.require(withHolder(holder), PilotKeys.NOW))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain(holder.code()));
    }
  }

  private static String wrong(String code) {
    char last = code.charAt(code.length() - 1);
    return code.substring(0, code.length() - 1) + (last == '1' ? '2' : '1');
  }

  private static Licence withHolder(Licence.Holder second) {
    Licence l = changed(members -> members);
    return new Licence(
        l.type(),
        l.name(),
        l.number(),
        l.identifier(),
        l.issuer(),
        l.issuedOn(),
        List.of(l.holders().get(0), second),
        l.areaCode(),
        null,
        null,
        null,
        l.sample(),
        l.items());
  }

  @Test
  void an_identifier_of_another_type_or_authority_is_refused() {
    LicenceIdentifier id = GOOD.identifier();
    String type = "11100000000013338W032";
    String other = LicenceIdentifier.of(type, id.authority(), id.serial(), "001").text();
    assertRefused(
        "IDENTIFIER_MISMATCH", "certificateIdentifier", changed("certificateIdentifier", other));
    String authority = SampleLicences.authorities().get(0).code();
    String foreign = LicenceIdentifier.of(id.type(), authority, id.serial(), "001").text();
    assertRefused(
        "IDENTIFIER_MISMATCH", "certificateIdentifier", changed("certificateIdentifier", foreign));
  }

  @Test
  void an_authority_of_a_level_that_does_not_issue_the_type_is_refused() {
    assertRefused(
        "OUT_OF_SCOPE",
        "certificateIssuingAuthorityLevel",
        changed("certificateIssuingAuthorityLevel", AuthorityLevel.NATIONAL.label()));
  }

  @Test
  void the_issue_date_is_compared_with_the_day_in_china() throws Exception {
    Licence tomorrow = changed("certificateIssuedDate", "2026-11-25");
    // 16:00 in Greenwich is midnight in China.
    Instant before = Instant.parse("2026-11-24T15:59:59Z");
    assertThatThrownBy(() -> RULES.require(tomorrow, before))
        .isInstanceOfSatisfying(
            CannotSealException.class, e -> assertThat(e.code()).isEqualTo("ISSUE_DATE_IN_FUTURE"))
        .hasMessageContaining("2026-11-25")
        .hasMessageContaining("2026-11-24");
    assertThat(RULES.require(tomorrow, before.plusSeconds(1))).isNotNull();
  }

  @Test
  void a_period_that_ends_before_it_starts_is_refused() {
    Licence licence =
        changed(
            members -> {
              members.put("certificateEffectiveDate", new JsonText("2026-11-24"));
              members.put("certificateExpiringDate", new JsonText("2026-11-23"));
              return members;
            });
    assertRefused("VALIDITY_REVERSED", "certificateExpiringDate", licence);
  }
}
