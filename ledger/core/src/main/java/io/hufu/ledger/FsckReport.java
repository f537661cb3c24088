package io.hufu.ledger;

import java.util.ArrayList;
import java.util.List;

/** Gathers findings, up to a number that a person may still read. Not thread-safe. */
final class FsckReport {
  private static final int MOST = 1000;

  private final List<FsckFinding> findings = new ArrayList<>();
  private boolean more;

  void add(FsckFinding.Code code, String path, String detail) {
    if (findings.size() < MOST) {
      findings.add(new FsckFinding(code, path, detail));
    } else if (!more) {
      more = true;
      findings.add(
          new FsckFinding(FsckFinding.Code.MORE, path, "only the first " + MOST + " are listed"));
    }
  }

  List<FsckFinding> findings() {
    return List.copyOf(findings);
  }
}
