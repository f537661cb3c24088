package io.hufu.verification;

import io.hufu.model.CaseRecord;
import io.hufu.model.Catalogue;
import io.hufu.model.DisclosedLicence;
import io.hufu.model.LicenceIdentifier;
import io.hufu.model.Matter.FieldOf;
import io.hufu.model.MatterRule;
import io.hufu.model.report.CaseCode;
import io.hufu.model.report.CaseReport.RuleResult;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Do the licences of a case agree? Asked of those alone that serve as their materials. */
final class CaseConsistency {
  private static final String HOLDER_CODE = "certificateHolderCode";

  private final Map<String, DisclosedLicence> licences;
  private final CaseRecord record;
  private final Catalogue catalogue;

  /**
   * Prepares.
   *
   * @param licences licence of each met material, by the material's id
   */
  CaseConsistency(Map<String, DisclosedLicence> licences, CaseRecord record, Catalogue catalogue) {
    this.licences = licences;
    this.record = record;
    this.catalogue = catalogue;
  }

  RuleResult judge(MatterRule rule) {
    if (!rule.fields().stream().allMatch(field -> licences.containsKey(field.material()))) {
      return result(rule, CaseCode.RULE_NOT_ASKED, Map.of());
    }
    return switch (rule.kind()) {
      case APPLICANT_IS_HOLDER -> applicant(rule);
      case SAME_HOLDER -> sameHolder(rule);
      case SAME_VALUE -> sameValue(rule);
      case PERIODS_OVERLAP -> overlap(rule);
      case SUPERSEDES -> supersedes(rule);
    };
  }

  private RuleResult applicant(MatterRule rule) {
    CaseRecord.Applicant applicant = record.applicant();
    if (applicant == null) {
      return result(rule, CaseCode.APPLICANT_NOT_NOTED, Map.of());
    }
    for (FieldOf field : rule.fields()) {
      Set<String> codes = codes(licence(field));
      if (codes.isEmpty()) {
        return undisclosed(rule, field, HOLDER_CODE);
      }
      if (!codes.contains(Comparison.code(applicant.code()))) {
        return result(
            rule,
            CaseCode.APPLICANT_DIFFERS,
            Map.of("applicant", applicant.code(), "holder", String.join(" ", codes)));
      }
    }
    return result(rule, CaseCode.RULE_HOLDS, Map.of());
  }

  /** By code: names are spelt in many ways, and two people can share one. */
  private RuleResult sameHolder(MatterRule rule) {
    Set<String> common = new LinkedHashSet<>();
    boolean first = true;
    for (FieldOf field : rule.fields()) {
      Set<String> codes = codes(licence(field));
      if (codes.isEmpty()) {
        return undisclosed(rule, field, HOLDER_CODE);
      }
      Set<String> before = Set.copyOf(common);
      if (first) {
        common.addAll(codes);
        first = false;
      } else {
        common.retainAll(codes);
      }
      if (common.isEmpty()) {
        return result(
            rule,
            CaseCode.HOLDER_DIFFERS,
            Map.of("left", String.join(" ", before), "right", String.join(" ", codes)));
      }
    }
    return result(rule, CaseCode.RULE_HOLDS, Map.of());
  }

  private static Set<String> codes(DisclosedLicence licence) {
    Set<String> codes = new LinkedHashSet<>();
    LicenceFields.values(licence, HOLDER_CODE).forEach(code -> codes.add(Comparison.code(code)));
    return codes;
  }

  private RuleResult sameValue(MatterRule rule) {
    FieldOf first = rule.fields().get(0);
    List<String> wanted = LicenceFields.values(licence(first), first.field());
    if (wanted.isEmpty()) {
      return undisclosed(rule, first, first.field());
    }
    for (FieldOf other : rule.fields().subList(1, rule.fields().size())) {
      List<String> found = LicenceFields.values(licence(other), other.field());
      if (found.isEmpty()) {
        return undisclosed(rule, other, other.field());
      }
      for (String value : wanted) {
        if (found.stream().noneMatch(f -> Comparison.same(value, f, rule.compare()))) {
          return result(
              rule, differs(rule), Map.of("left", value, "right", String.join(" ", found)));
        }
      }
    }
    return result(rule, CaseCode.RULE_HOLDS, Map.of());
  }

  private static CaseCode differs(MatterRule rule) {
    return switch (rule.compare()) {
      case NAME -> CaseCode.NAME_DIFFERS;
      case ADDRESS -> CaseCode.ADDRESS_DIFFERS;
      case EXACT, CODE -> CaseCode.VALUE_DIFFERS;
    };
  }

  private RuleResult overlap(MatterRule rule) {
    LocalDate start = LocalDate.MIN;
    LocalDate end = LocalDate.MAX;
    for (FieldOf field : rule.fields()) {
      DisclosedLicence licence = licence(field);
      LocalDate from = licence.effectiveFrom();
      LocalDate first = from == null ? licence.issuedOn() : from;
      LocalDate last = licence.expiresOn();
      start = first.isAfter(start) ? first : start;
      end = last != null && last.isBefore(end) ? last : end;
    }
    return start.isAfter(end)
        ? result(
            rule, CaseCode.PERIODS_DISJOINT, Map.of("from", start.toString(), "to", end.toString()))
        : result(rule, CaseCode.RULE_HOLDS, Map.of());
  }

  private RuleResult supersedes(MatterRule rule) {
    FieldOf newer = rule.fields().get(0);
    FieldOf older = rule.fields().get(1);
    Optional<LicenceIdentifier> replaced = licence(newer).supersedes();
    Optional<LicenceIdentifier> old = licence(older).identifier();
    if (old.isEmpty()) {
      return undisclosed(rule, older, "certificateIdentifier");
    }
    return old.equals(replaced)
        ? result(rule, CaseCode.RULE_HOLDS, Map.of())
        : result(rule, CaseCode.NOT_SUPERSEDED, Map.of());
  }

  private DisclosedLicence licence(FieldOf field) {
    DisclosedLicence licence = licences.get(field.material());
    if (licence == null) {
      throw new IllegalStateException("asked of a material that is not met");
    }
    return licence;
  }

  private RuleResult undisclosed(MatterRule rule, FieldOf where, String field) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("material", where.material());
    facts.put("field", field);
    return new RuleResult(rule.id(), CaseCode.VALUE_NOT_DISCLOSED, materials(rule), false, facts);
  }

  private RuleResult result(MatterRule rule, CaseCode code, Map<String, String> facts) {
    boolean personal =
        code != CaseCode.PERIODS_DISJOINT
            && rule.fields().stream()
                .filter(field -> licences.containsKey(field.material()))
                .anyMatch(
                    field ->
                        LicenceFields.personal(
                            licence(field),
                            rule.kind() == MatterRule.Kind.SAME_VALUE ? field.field() : HOLDER_CODE,
                            catalogue));
    return new RuleResult(rule.id(), code, materials(rule), personal, facts);
  }

  private static List<String> materials(MatterRule rule) {
    return rule.fields().stream().map(FieldOf::material).distinct().toList();
  }
}
