package io.hufu.exchange;

import io.hufu.crypto.MalformedDataException;
import io.hufu.exchange.message.SignedMessage;
import io.hufu.model.Anchor;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Anchors what an office wants to prove later: the receipts it gave, and its audit log. */
final class Anchoring {
  private static final Pattern HEAD = Pattern.compile("([0-9]{1,18})\\.head");

  private Anchoring() {}

  /** Anchors what has been added since the last time; without anything, returns that receipt. */
  static AnchorReceipt anchor(Office office, Anchor anchor) throws IOException {
    receipts(office, anchor);
    Path folder = Files.createDirectories(office.anchors());
    AuditLog.Head head = office.audit().head();
    long last = last(folder);
    if (last >= 0 && head.entries() == last + 1) {
      return stored(receipt(folder, last)); // all that follows is that it was anchored
    }
    AnchorReceipt receipt = office.audit().anchor(anchor, head);
    office.log(
        AuditEntry.Event.ANCHORED, null, null, null, receipt.origin() + " " + receipt.index());
    DurableFile.write(receipt(folder, head.entries()), receipt.encoded());
    DurableFile.write(folder.resolve(head.entries() + ".head"), head.text());
    return receipt;
  }

  private static Path receipt(Path folder, long entries) {
    return folder.resolve(entries + ".receipt.json");
  }

  /** Returns the number of entries under the last head that was anchored; -1 without one. */
  private static long last(Path folder) throws IOException {
    long last = -1;
    try (DirectoryStream<Path> heads = Files.newDirectoryStream(folder, "*.head")) {
      for (Path head : heads) {
        Matcher name = HEAD.matcher(String.valueOf(head.getFileName()));
        last = name.matches() ? Math.max(last, Long.parseLong(name.group(1))) : last;
      }
    }
    return last;
  }

  private static AnchorReceipt stored(Path file) throws IOException {
    try {
      return AnchorReceipt.parse(Files.readAllBytes(file));
    } catch (MalformedDataException e) {
      throw new IOException(file + " is damaged; restore it from a copy", e);
    }
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
