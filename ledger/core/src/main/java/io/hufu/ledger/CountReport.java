package io.hufu.ledger;

import java.util.List;

/**
 * How what issuers say of their own entries fits a log. Immutable.
 *
 * @param from size at which the counted part starts
 * @param to size at which it ends
 * @param claimed entries that an issuer counts
 */
public record CountReport(long from, long to, long claimed, List<MonitorFinding> findings) {
  /** Copies the list. */
  public CountReport {
    findings = List.copyOf(findings);
  }
}
