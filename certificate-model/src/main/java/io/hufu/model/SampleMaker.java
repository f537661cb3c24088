package io.hufu.model;

import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes samples of one type, one after the other. Not thread-safe. */
final class SampleMaker {
  private static final Pattern YEARS = Pattern.compile("([0-9]{1,2})年");
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);

  private final LicenceType type;
  private final SampleAuthority issuer;
  private final SampleFacts facts;
  private final SampleItems items;

  SampleMaker(LicenceType type, SampleAuthority issuer, Random random) {
    this.type = type;
    this.issuer = issuer;
    this.facts = new SampleFacts(random);
    this.items = new SampleItems(facts);
  }

  Licence next() {
    LocalDate issuedOn = FIRST_DAY.plusDays(facts.number(180));
    List<Licence.Holder> holders = holders();
    JsonObject itemsOfIt = items.of(type.id(), holders, issuedOn);
    String number = number(holders, issuedOn);
    // A serial that repeated a personal number would carry it into file names and logs.
    String serial = type.personalNumber() ? facts.letters(20) : facts.digits(12);
    return new Licence(
        type.code(),
        type.nameZh(),
        number,
        LicenceIdentifier.of(type.code(), issuer.code(), serial, "001"),
        issuer.asIssuer(),
        issuedOn,
        holders,
        issuer.region(),
        issuedOn,
        expiresOn(issuedOn),
        null,
        true,
        itemsOfIt);
  }

  private List<Licence.Holder> holders() {
    String category = type.entry().holderCategory();
    if (category.equals("法人及其他组织")) {
      return List.of(new Licence.Holder(facts.company(), facts.companyCode(), "001"));
    }
    if (type.id().equals("birth-medical")) {
      return List.of(new Licence.Holder(facts.personName(), "T" + facts.digits(9), "999"));
    }
    if (type.id().equals("marriage")) {
      return List.of(person("男"), person("女"));
    }
    return List.of(person(facts.oneOf("男", "女")));
  }

  private Licence.Holder person(String sex) {
    return new Licence.Holder(facts.personName(), facts.residentId(sex), "111");
  }

  private String number(List<Licence.Holder> holders, LocalDate issuedOn) {
    String year = String.valueOf(issuedOn.getYear());
    return switch (type.id()) {
      case "business-licence", "driving-licence", "resident-id", "birth-medical" ->
          holders.get(0).code();
      case "food-operation" -> "JY2" + issuer.region() + facts.digits(7);
      case "construction-qualification" -> "D2" + issuer.region().substring(0, 2) + facts.digits(6);
      case "work-safety" -> "(示例)JZ安许证字[" + year + "]" + facts.digits(6);
      case "real-estate" -> "示例(" + year + ")示例市不动产权第" + facts.digits(7) + "号";
      case "marriage" -> "J" + issuer.region() + "-" + year + "-" + facts.digits(6);
      default -> facts.digits(15);
    };
  }

  /** Takes the last period of the type's range; what is not in years has no end. */
  private @Nullable LocalDate expiresOn(LocalDate issuedOn) {
    List<String> range = type.entry().validityRange();
    Matcher years = YEARS.matcher(range.get(Math.min(1, range.size() - 1)));
    return years.matches() ? issuedOn.plusYears(Long.parseLong(years.group(1))).minusDays(1) : null;
  }
}
