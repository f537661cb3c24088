package io.hufu.ledger;

import java.nio.file.Path;
import java.util.List;

/**
 * What a monitor says of one log after one look. Immutable.
 *
 * @param origin of the log; the address asked when the log could not be read
 * @param before entries checked by earlier looks
 * @param size entries checked now
 * @param evidence files that prove a fork, each standing alone
 */
public record MonitorReport(
    String origin, long before, long size, List<MonitorFinding> findings, List<Path> evidence) {
  /** Copies the lists. */
  public MonitorReport {
    findings = List.copyOf(findings);
    evidence = List.copyOf(evidence);
  }

  /** Returns the gravest level among the findings. */
  public MonitorFinding.Level level() {
    return findings.stream()
        .map(finding -> finding.code().level())
        .min(Enum::compareTo)
        .orElse(MonitorFinding.Level.NOTICE);
  }
}
