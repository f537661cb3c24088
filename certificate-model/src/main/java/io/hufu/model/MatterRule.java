package io.hufu.model;

import io.hufu.model.Matter.FieldOf;
import java.util.List;

/**
 * What must hold across the materials of a matter. Immutable.
 *
 * @param id names the rule in reports for machines
 * @param nameZh says what must hold, to people
 * @param fields what it looks at, at least as many as its kind needs
 * @param compare how values are compared; counts for {@link Kind#SAME_VALUE} only
 */
public record MatterRule(
    String id, String nameZh, String nameEn, Kind kind, List<FieldOf> fields, Compare compare) {
  /** What a rule asks. */
  public enum Kind {
    /** Is the applicant of the case a holder of each licence? */
    APPLICANT_IS_HOLDER(1),
    /** Do all licences have a holder in common, by code? */
    SAME_HOLDER(2),
    /** Is every value of the first field among those of each other one? */
    SAME_VALUE(2),
    /** Is there a day on which all licences are valid by their dates? */
    PERIODS_OVERLAP(2),
    /** Does the first licence say that it replaces the second? */
    SUPERSEDES(2);

    private final int least;

    Kind(int least) {
      this.least = least;
    }
  }

  /** How two values are compared, after the normalisation of docs/formats/matter.md. */
  public enum Compare {
    EXACT,
    CODE,
    NAME,
    ADDRESS
  }

  /** Copies, and refuses a rule that looks at too little. */
  public MatterRule {
    fields = List.copyOf(fields);
    if (id.isBlank() || fields.size() < kind.least) {
      throw new IllegalArgumentException(
          "rule " + id + ": " + kind + " looks at " + kind.least + " materials or more");
    }
  }
}
