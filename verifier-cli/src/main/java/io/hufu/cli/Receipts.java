package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.AnchorReceipt;
import java.util.Optional;

/** Receipts in files. Stateless. */
final class Receipts {
  private Receipts() {}

  static Optional<AnchorReceipt> parse(byte[] file) {
    try {
      return Optional.of(AnchorReceipt.parse(file));
    } catch (MalformedDataException e) {
      return Optional.empty();
    }
  }
}
