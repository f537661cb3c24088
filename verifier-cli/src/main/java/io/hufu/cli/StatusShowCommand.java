package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.model.LicenceIdentifier;
import io.hufu.model.StatusAssertion;
import io.hufu.signing.status.StatusRegister;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu status show}: the history of a licence; {@code --out} writes it signed. */
@Command
final class StatusShowCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private StatusOptions register;

  @Parameters(index = "1", paramLabel = "IDENTIFIER")
  private String licence;

  @Option(names = "--out", paramLabel = "FILE")
  private Path out;

  @Option(names = "--force")
  private boolean force;

  StatusShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException, KeyUnavailableException {
    LicenceIdentifier identifier = StatusOptions.identifier(licence);
    try (StatusRegister opened = register.open(session)) {
      List<StatusAssertion.Entry> history = opened.history(identifier);
      if (history.isEmpty()) {
        throw CommandFailure.input("status.unknown", licence, register.shown(session));
      }
      history.forEach(entry -> session.out().println(StatusText.line(entry, session.words())));
      opened
          .restrictions(identifier)
          .forEach(entry -> session.out().println(StatusText.line(entry, session.words())));
      if (out != null) {
        session.files().write(out, opened.assertion(identifier).bytes(), force);
        session.print("status.written", session.show(out));
      }
    }
    return ExitCode.DONE;
  }
}
