package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.exchange.ExchangeOffice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hufu exchange purge}: deletes what ended long ago, and what the log says of it. */
@Command
final class ExchangePurgeCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--office", required = true, paramLabel = "FILE")
  private Path office;

  @Mixin private PasswordOption password;

  @Option(names = "--keep", required = true, paramLabel = "DAYS")
  private int keep;

  ExchangePurgeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, KeyUnavailableException {
    Days.require("--keep", keep);
    Instant before = session.clock().instant().minus(Duration.ofDays(keep));
    try (Password secret = password.read(session);
        ExchangeOffice opened = new ExchangeOfficeFile(session, office).open(secret.characters())) {
      session.print("exchange.purged", opened.purge(before), ChinaTime.text(before));
      return ExitCode.DONE;
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(office, e);
    }
  }
}
