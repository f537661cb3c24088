package io.hufu.model;

import io.hufu.crypto.HashAlgorithm;
import java.io.IOException;
import java.util.List;

/** Something that anchors entries and gives receipts. Implementations are thread-safe. */
public interface Anchor {
  /** Returns the hash of the log: every digest inside an entry must use it. */
  HashAlgorithm hash();

  /**
   * Anchors entries durably and returns their receipts in the same order. Idempotent: the same
   * entry again returns the same origin and index, so a call that was cut off can be repeated.
   *
   * @throws IOException when nothing of this call may be relied on; repeat it
   */
  List<AnchorReceipt> anchor(List<LogEntry> entries) throws IOException;
}
