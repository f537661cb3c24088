package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.ledger.Ledger;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.UseReceipt;
import io.hufu.model.report.VerificationReport;
import io.hufu.verification.UseReceipts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signs, anchors and writes a use receipt for each report. Not thread-safe. */
final class UseReceiptWriter implements AutoCloseable {
  private static final int NAME_DIGITS = 16;

  private final Session session;
  private final Party party;
  private final @Nullable Ledger ledger;
  private final Path out;
  private final boolean several;

  /** Who checks, and for what. */
  record Party(SigningKey key, String code, @Nullable String matter) {}

  /**
   * Prepares.
   *
   * @param out a file for one report, otherwise a directory
   */
  UseReceiptWriter(
      Session session, Party party, @Nullable Ledger ledger, Path out, boolean several) {
    this.session = session;
    this.party = party;
    this.ledger = ledger;
    this.out = out;
    this.several = several;
  }

  void write(String file, VerificationReport report)
      throws CommandFailure, IOException, KeyUnavailableException {
    Instant now = session.clock().instant();
    Optional<UseReceipt> receipt = UseReceipts.of(report, party.code(), party.matter(), now);
    if (receipt.isEmpty()) {
      session.note("useReceipt.unsigned", OneLine.of(file));
      return;
    }
    byte[] signed = receipt.get().sign(party.key());
    Path target = target(receipt.get());
    session
        .files()
        .requireFree(
            false, ledger == null ? List.of(target) : List.of(target, receiptBeside(target)));
    session.files().write(target, signed, false);
    if (ledger != null) {
      AnchorReceipt anchored = anchor(signed, ledger);
      session.files().write(receiptBeside(target), anchored.encoded(), false);
    }
    session.note("useReceipt.written", session.show(target));
  }

  private static AnchorReceipt anchor(byte[] signed, Ledger ledger) throws IOException {
    try {
      UseReceipt.Signed read = UseReceipt.parse(signed);
      return ledger.anchor(List.of(read.logEntry(ledger.hash()).orElseThrow())).get(0);
    } catch (MalformedDataException e) {
      throw new IllegalStateException("a use receipt of our own cannot be read", e);
    }
  }

  /** Names come from digest and time: what a citizen's file is called may be personal. */
  private Path target(UseReceipt receipt) {
    if (!several && !Files.isDirectory(out) && String.valueOf(out.getFileName()).contains(".")) {
      return out;
    }
    String digest = receipt.signature();
    String digits = digest.substring(digest.indexOf(':') + 1).substring(0, NAME_DIGITS);
    String time = receipt.checkedAt().toString().replace(":", "").replace("-", "");
    return out.resolve("use-" + time + "-" + digits + ".jwt");
  }

  static Path receiptBeside(Path receipt) {
    return receipt.resolveSibling(receipt.getFileName() + ".receipt.json");
  }

  @Override
  public void close() throws IOException {
    if (ledger != null) {
      ledger.close();
    }
  }
}
