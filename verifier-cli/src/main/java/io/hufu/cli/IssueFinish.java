package io.hufu.cli;

import io.hufu.model.Anchor;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.Evidence;
import io.hufu.model.LogEntry;
import io.hufu.signing.EvidenceFrozenException;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Anchors sealed files and gives them their names. Repeating it after a crash changes nothing:
 * anchoring is idempotent, and a file is written whole or not at all.
 */
final class IssueFinish {
  private final Session session;
  private final BulkIssue.Parts parts;

  private record SealedFile(LicenceFormat format, String name, byte[] bytes) {}

  IssueFinish(Session session, BulkIssue.Parts parts) {
    this.session = session;
    this.parts = parts;
  }

  void finish(List<IssueJournal.Pending> batch) throws IOException, CommandFailure {
    if (batch.isEmpty()) {
      return;
    }
    List<SealedFile> anchored = new ArrayList<>();
    List<SealedFile> plain = new ArrayList<>();
    for (IssueJournal.Pending pending : batch) {
      for (Map.Entry<String, byte[]> file : pending.contents().entrySet()) {
        String name = pending.item().file(file.getKey());
        (pending.anchored() ? anchored : plain)
            .add(new SealedFile(format(file.getKey()), name, file.getValue()));
      }
    }
    for (SealedFile file : plain) {
      write(file, file.bytes());
    }
    if (!anchored.isEmpty()) {
      anchorAndWrite(anchored);
    }
    parts.journal().done(batch.stream().map(IssueJournal.Pending::item).toList());
  }

  private void anchorAndWrite(List<SealedFile> files) throws IOException, CommandFailure {
    Anchor anchor = parts.anchor();
    if (anchor == null) {
      throw CommandFailure.usage("issue.ledgerNeeded");
    }
    List<LogEntry> entries = new ArrayList<>();
    for (SealedFile file : files) {
      entries.add(
          file.format()
              .open(Document.of(file.bytes()), Limits.DEFAULT)
              .signatures()
              .get(0)
              .logEntry(anchor.hash())
              .orElseThrow());
    }
    List<AnchorReceipt> receipts = anchor.anchor(entries);
    for (int i = 0; i < files.size(); i++) {
      Evidence receipt = new Evidence(Evidence.Kind.RECEIPT, receipts.get(i).encoded());
      try {
        SealedFile file = files.get(i);
        write(file, file.format().withEvidence(file.bytes(), List.of(receipt)));
      } catch (EvidenceFrozenException e) {
        throw new IllegalStateException("a format froze evidence of its first signature", e);
      }
    }
  }

  /** The journal knows the file as ours: what a run that was cut off has left is replaced. */
  private void write(SealedFile file, byte[] bytes) throws CommandFailure {
    session.files().write(parts.out().resolve(file.name()), bytes, true);
  }

  private LicenceFormat format(String label) throws CommandFailure {
    return new Formats().require(label);
  }
}
