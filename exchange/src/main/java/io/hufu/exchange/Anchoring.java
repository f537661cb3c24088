package io.hufu.exchange;

import io.hufu.exchange.message.SignedMessage;
import io.hufu.model.Anchor;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Anchors what an office wants to prove later: the receipts it gave, and its audit log. */
final class Anchoring {
  private Anchoring() {}

  static AnchorReceipt anchor(Office office, Anchor anchor) throws IOException {
    receipts(office, anchor);
    Path folder = Files.createDirectories(office.anchors());
    AuditLog.Head head = office.audit().head();
    AnchorReceipt receipt = office.audit().anchor(anchor, head);
    DurableFile.write(folder.resolve(head.entries() + ".head"), head.text());
    DurableFile.write(folder.resolve(head.entries() + ".receipt.json"), receipt.encoded());
    office.log(
        AuditEntry.Event.ANCHORED, null, null, null, receipt.origin() + " " + receipt.index());
    return receipt;
  }

  private static void receipts(Office office, Anchor anchor) throws IOException {
    List<Path> files = new ArrayList<>();
    List<LogEntry> entries = new ArrayList<>();
    for (Map.Entry<Path, SignedMessage> each : office.receipts().notAnchored().entrySet()) {
      Optional<LogEntry> entry = each.getValue().logEntry(anchor.hash());
      if (entry.isPresent()) {
        files.add(each.getKey());
        entries.add(entry.get());
      }
    }
    if (entries.isEmpty()) {
      return;
    }
    List<AnchorReceipt> anchored = anchor.anchor(entries);
    for (int i = 0; i < anchored.size(); i++) {
      DurableFile.write(ReceiptBook.anchored(files.get(i)), anchored.get(i).encoded());
    }
  }
}
