package io.hufu.exchange;

import java.io.IOException;
import java.util.Optional;

/** Moves packages and receipts; knows nothing of what they mean. Thread-safe. */
public interface Transport {
  /**
   * Hands a stored package over.
   *
   * @throws IOException when the outcome is unknown: the recipient may have it or not
   */
  Delivery send(Letter letter) throws IOException;

  /**
   * Asks for the receipt of a package whose outcome is unknown.
   *
   * @return a signed delivery receipt, not yet verified; empty when the recipient has none
   * @throws IOException when the recipient cannot be asked
   */
  Optional<byte[]> receipt(Letter letter) throws IOException;
}
