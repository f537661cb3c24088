package io.hufu.cli;

import io.hufu.model.CaseRecord;
import io.hufu.model.report.CaseReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A case of a demo: what lies in its folder, and what must come of it. Immutable.
 *
 * @param name of its folder; a twin that must fail is named after its scenario and its fault
 * @param record what the desk notes; names the matter
 * @param documents by name
 * @param lists trust lists to judge by, by their names in the demo's directory
 * @param problem the one reason why it fails; empty when all is well
 */
record DemoCase(
    String name,
    CaseRecord record,
    Map<String, byte[]> documents,
    List<String> lists,
    String problem) {
  /** The list that every case but a few is judged by. */
  static final String TRUST_LIST = "trust-list.json";

  DemoCase {
    documents = new LinkedHashMap<>(documents);
    lists = List.copyOf(lists);
  }

  /** A case that is judged by the demo's own list. */
  static DemoCase of(
      String name, CaseRecord record, Map<String, byte[]> documents, String problem) {
    return new DemoCase(name, record, documents, List.of(TRUST_LIST), problem);
  }

  DemoCase by(String... names) {
    return new DemoCase(name, record, documents, List.of(names), problem);
  }

  /** Tells whether a report is as it must be: complete, or failed for this one reason. */
  boolean asExpected(CaseReport report) {
    return report.problems().equals(problem.isEmpty() ? List.of() : List.of(problem))
        && report.verdict()
            == (problem.isEmpty()
                ? io.hufu.model.report.Verdict.ACCEPTED
                : io.hufu.model.report.Verdict.REJECTED);
  }
}
