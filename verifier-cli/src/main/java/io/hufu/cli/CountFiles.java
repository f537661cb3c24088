package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.ledger.MonitorFinding;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.AnchorCount;
import io.hufu.model.Evidence;
import io.hufu.model.TrustList;
import io.hufu.verification.StatusAudit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The counts that issuers publish, in the files of a directory, with CRLs and OCSP answers. */
final class CountFiles {
  private final Session session;
  private final TrustList list;
  private final List<MonitorFinding> findings = new ArrayList<>();

  CountFiles(Session session, TrustList list) {
    this.session = session;
    this.list = list;
  }

  /** Returns the counts of one log that listed authorities signed with their status keys. */
  List<AnchorCount> usable(Path directory, String origin) throws CommandFailure {
    List<AnchorCount.Signed> all = new ArrayList<>();
    List<Evidence> helpers = new ArrayList<>();
    EvidenceFiles files = new EvidenceFiles(session);
    for (Path file : files.under(directory)) {
      byte[] bytes = new InputFiles(session).read(file, EvidenceFiles.LIMIT);
      try {
        all.add(AnchorCount.parse(EvidenceFiles.strip(bytes)));
      } catch (MalformedDataException e) {
        files.one(file).ifPresent(helpers::add);
      }
    }
    AcceptancePolicy policy = list.pilot() ? AcceptancePolicy.pilot() : AcceptancePolicy.offline();
    StatusAudit audit = StatusAudit.trusting(list, policy);
    List<AnchorCount> usable = new ArrayList<>();
    for (AnchorCount.Signed signed : all) {
      AnchorCount count = signed.count();
      if (!count.origin().equals(origin)) {
        continue; // another log's
      }
      if (audit
          .signersOf(signed.jws(), helpers, session.clock().instant())
          .contains(count.issuer())) {
        usable.add(count);
      } else {
        findings.add(
            new MonitorFinding(
                MonitorFinding.Code.COUNT_UNUSABLE,
                "not signed with a listed status key of " + OneLine.of(count.issuer())));
      }
    }
    return usable;
  }

  /** What was wrong with the files. */
  List<MonitorFinding> findings() {
    return findings;
  }
}
