package io.hufu.ledger;

import io.hufu.model.Anchor;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** An anchor that can be asked for what it holds. Implementations are thread-safe. */
public interface Ledger extends Anchor, AutoCloseable {
  /** Finds an entry and gives a receipt under the newest checkpoint. */
  Optional<AnchorReceipt> find(LogEntry entry) throws IOException;

  /**
   * Gives a receipt for whatever entry stands at a position, under the newest checkpoint; it holds
   * no salt.
   *
   * @param index from 0, below {@link #size()}, or IllegalArgumentException
   */
  AnchorReceipt prove(long index) throws IOException;

  /**
   * Proves that the log at one size is a prefix of itself at a later one (RFC 9162 §2.1.4).
   *
   * @param first size from 0
   * @param second size from {@code first} to {@link #size()}, or IllegalArgumentException
   */
  List<byte[]> consistency(long first, long second) throws IOException;

  /** Returns the newest checkpoint as a signed note. */
  String checkpoint() throws IOException;

  /** Returns the number of entries under the newest checkpoint. */
  long size() throws IOException;

  @Override
  void close() throws IOException;
}
