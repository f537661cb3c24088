package io.hufu.cli;

import io.hufu.ledger.LogReader;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hufu ledger find}: is the signature of this licence in the log? Prints its receipt. */
@Command
final class LedgerFindCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "LOG")
  private String place;

  @Parameters(index = "1", paramLabel = "LICENCE")
  private Path file;

  LedgerFindCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    LogReader log = new LogPlace(session, place).open();
    LogEntry entry =
        new LicenceEntries(session)
            .entry(file, log.hash())
            .orElseThrow(() -> CommandFailure.input("inspect.unknown", session.show(file)));
    Optional<AnchorReceipt> receipt = log.find(entry);
    if (receipt.isEmpty()) {
      session.error(session.say("ledger.find.none", session.show(file), log.origin()));
      return ExitCode.REJECTED;
    }
    session.out().writeBytes(receipt.get().encoded());
    session.out().println();
    return ExitCode.DONE;
  }
}
