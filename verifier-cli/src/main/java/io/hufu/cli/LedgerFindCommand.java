package io.hufu.cli;

import io.hufu.ledger.LogReader;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.UnverifiedLicence;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
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

  @Parameters(index = "0", paramLabel = "DIR")
  private Path directory;

  @Parameters(index = "1", paramLabel = "LICENCE")
  private Path file;

  LedgerFindCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    LogReader log = LogReader.open(directory);
    Optional<AnchorReceipt> receipt = log.find(entry(log));
    if (receipt.isEmpty()) {
      session.error(session.say("ledger.find.none", session.show(file), log.origin()));
      return ExitCode.REJECTED;
    }
    session.out().writeBytes(receipt.get().encoded());
    session.out().println();
    return ExitCode.DONE;
  }

  private LogEntry entry(LogReader log) throws CommandFailure {
    InputFiles inputs = new InputFiles(session);
    inputs.requireFile(file);
    try (Document document = Document.of(file)) {
      return UnverifiedLicence.readWithoutVerifying(
              document, LicenceFormat.installed(), Limits.DEFAULT)
          .flatMap(found -> found.subject().signatures().stream().findFirst())
          .flatMap(signature -> signature.logEntry(log.hash()))
          .orElseThrow(() -> CommandFailure.input("inspect.unknown", session.show(file)));
    } catch (IOException e) {
      throw inputs.unreadable(file, e);
    }
  }
}
