package io.hufu.signing.input;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.util.Map;

/** Thrown for an archive that has no single, safe meaning; carries the finding that says why. */
public final class ArchiveRefusedException extends MalformedDataException {
  private final transient Finding finding;

  ArchiveRefusedException(FindingCode code, String entry, String detail) {
    super(detail);
    Map<String, String> facts =
        entry.isEmpty() ? Map.of("detail", detail) : Map.of("detail", detail, "entry", entry);
    this.finding = Finding.of(code, outcome(code), FindingSubject.DOCUMENT, facts).at(entry);
  }

  /** What we cannot read says nothing against the document; what has two meanings does. */
  private static Outcome outcome(FindingCode code) {
    return switch (code) {
      case LIMIT_EXCEEDED, ARCHIVE_ENCRYPTED, ARCHIVE_METHOD_UNKNOWN, ARCHIVE_ZIP64 ->
          Outcome.INCONCLUSIVE;
      default -> Outcome.FAILED;
    };
  }

  /** Returns the finding about the document, INTEGRITY. */
  public Finding finding() {
    return finding;
  }
}
