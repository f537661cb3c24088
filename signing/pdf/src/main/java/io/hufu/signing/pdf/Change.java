package io.hufu.signing.pdf;

import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.util.Map;

/**
 * Something that an update changed and that nobody allowed.
 *
 * @param revision number of the update, from 1 as people count revisions
 */
record Change(FindingCode code, Outcome outcome, int revision, String where, String detail) {
  Finding finding(FindingSubject subject) {
    return Finding.of(
            code, outcome, subject, Map.of("revision", revision + 1 + "", "detail", detail))
        .at(where);
  }
}
