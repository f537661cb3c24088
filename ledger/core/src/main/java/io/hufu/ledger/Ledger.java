package io.hufu.ledger;

import io.hufu.model.Anchor;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.io.IOException;
import java.util.Optional;

/** An anchor that can be asked for what it holds. Implementations are thread-safe. */
public interface Ledger extends Anchor, AutoCloseable {
  /** Finds an entry and gives a receipt under the newest checkpoint. */
  Optional<AnchorReceipt> find(LogEntry entry) throws IOException;

  /** Returns the newest checkpoint as a signed note. */
  String checkpoint() throws IOException;

  @Override
  void close() throws IOException;
}
