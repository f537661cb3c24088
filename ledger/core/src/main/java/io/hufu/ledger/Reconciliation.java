package io.hufu.ledger;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.ledger.MonitorFinding.Code;
import io.hufu.model.AnchorCount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sets what issuers say of their own entries against a log. Thread-safe.
 *
 * <p>Reads a log that a monitor has just checked, and counts whose signers the caller has found in
 * its trust list.
 */
public final class Reconciliation {
  private record Range(long start, long end, String issuer) {}

  private final LogReader log;
  private final List<MonitorFinding> findings = new ArrayList<>();
  private final List<Range> ranges = new ArrayList<>();
  private long from = Long.MAX_VALUE;
  private long to;

  private Reconciliation(LogReader log) {
    this.log = log;
  }

  /**
   * Compares.
   *
   * @param checked number of entries that were checked; counts that reach further are unusable
   */
  public static CountReport of(LogReader log, long checked, List<AnchorCount> counts)
      throws IOException {
    Reconciliation run = new Reconciliation(log);
    for (AnchorCount count : counts) {
      if (!count.origin().equals(log.origin()) || count.to() > checked) {
        run.add(
            Code.COUNT_UNUSABLE,
            count.issuer() + " counts up to " + count.to() + " of " + count.origin());
      } else {
        run.count(count);
      }
    }
    return run.report();
  }

  private void add(Code code, String detail) {
    findings.add(new MonitorFinding(code, detail));
  }

  private void count(AnchorCount count) throws IOException {
    HashAlgorithm hash = log.hash();
    List<byte[]> leaves = new ArrayList<>();
    for (long[] range : count.ranges()) {
      ranges.add(new Range(range[0], range[1], count.issuer()));
      for (long index = range[0]; index < range[1]; index++) {
        leaves.add(MerkleTree.leafHash(hash, log.entry(index)));
      }
    }
    if (!AnchorCount.root(hash, leaves).equals(count.root())) {
      add(
          Code.COUNT_WRONG,
          count.issuer()
              + " counts "
              + count.count()
              + " entries between "
              + count.from()
              + " and "
              + count.to()
              + ", and their root is another");
    }
    from = Math.min(from, count.from());
    to = Math.max(to, count.to());
  }

  private CountReport report() {
    if (from > to) {
      return new CountReport(0, 0, 0, findings);
    }
    ranges.sort(Comparator.comparingLong(Range::start).thenComparingLong(Range::end));
    long at = from;
    long claimed = 0;
    for (Range range : ranges) {
      if (range.start > at) {
        unclaimed(at, range.start);
      } else if (range.start < at) {
        add(
            Code.CLAIMED_TWICE,
            "entries from " + range.start + " on, by " + range.issuer + " and by another count");
      }
      claimed += Math.max(0, range.end - Math.max(at, range.start));
      at = Math.max(at, range.end);
    }
    unclaimed(at, to);
    return new CountReport(from, to, claimed, findings);
  }

  private void unclaimed(long start, long end) {
    if (start < end) {
      add(
          Code.UNCLAIMED,
          (end - start) + " entries from " + start + " on are counted by no issuer");
    }
  }
}
