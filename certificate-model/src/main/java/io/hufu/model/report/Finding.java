package io.hufu.model.report;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a check found. Immutable.
 *
 * @param code stable UPPER_SNAKE code; ours are in {@link FindingCode}
 * @param where place in the document, empty when it is the whole
 * @param facts what the check saw, by name; personal values are masked by the renderers
 * @param etsi ETSI EN 319 102-1 sub-indication, or null
 */
public record Finding(
    Topic topic,
    Outcome outcome,
    String code,
    FindingSubject subject,
    String where,
    Map<String, String> facts,
    @Nullable String etsi) {
  /** Copies the facts in the order of their names. */
  public Finding {
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
  }

  /** Makes a finding of one of our codes, with its topic and sub-indication. */
  public static Finding of(
      FindingCode code, Outcome outcome, FindingSubject subject, Map<String, String> facts) {
    return new Finding(code.topic(), outcome, code.name(), subject, "", facts, code.etsi());
  }

  /** Makes a finding without facts. */
  public static Finding of(FindingCode code, Outcome outcome, FindingSubject subject) {
    return of(code, outcome, subject, Map.of());
  }

  /** Returns the same finding at a place in the document. */
  public Finding at(String place) {
    return new Finding(topic, outcome, code, subject, place, facts, etsi);
  }
}
