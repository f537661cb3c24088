package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.exchange.ExchangeOffice;
import io.hufu.ledger.LedgerException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hufu exchange audit anchor}: anchors an office's receipts and the head of its log. */
@Command
final class ExchangeAuditAnchorCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--office", required = true, paramLabel = "FILE")
  private Path office;

  @Mixin private PasswordOption password;
  @Mixin private LedgerOptions ledger;

  ExchangeAuditAnchorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, KeyUnavailableException {
    if (!ledger.isNamed()) {
      throw CommandFailure.usage("usage.missing", "--ledger");
    }
    try (Password secret = password.read(session);
        ExchangeOffice opened = new ExchangeOfficeFile(session, office).open(secret.characters())) {
      new AuditAnchoring(session, ledger).anchor(opened, secret);
      return ExitCode.DONE;
    } catch (LedgerException e) {
      throw CommandFailure.ledger(e);
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(office, e);
    }
  }
}
