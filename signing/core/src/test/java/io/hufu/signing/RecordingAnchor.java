package io.hufu.signing;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.model.Anchor;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An anchor that keeps what it was given, and can be taken off the network. */
final class RecordingAnchor implements Anchor {
  final List<List<LogEntry>> calls = new ArrayList<>();
  boolean reachable = true;
  private final HashAlgorithm hash;
  private long size;

  RecordingAnchor(HashAlgorithm hash) {
    this.hash = hash;
  }

  @Override
  public HashAlgorithm hash() {
    return hash;
  }

  @Override
  public synchronized List<AnchorReceipt> anchor(List<LogEntry> entries) throws IOException {
    if (!reachable) {
      throw new IOException("connection refused");
    }
    calls.add(entries);
    List<AnchorReceipt> receipts = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      size++;
      receipts.add(
          new AnchorReceipt(
              "log.example", hash, size - 1, size, List.of(), "log.example\n", null, null));
    }
    return receipts;
  }
}
