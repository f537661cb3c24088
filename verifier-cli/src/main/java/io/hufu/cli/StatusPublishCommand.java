package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.signing.status.Publication;
import io.hufu.signing.status.StatusRegister;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hufu status publish}: signs the status lists of a new epoch, for a web server. */
@Command
final class StatusPublishCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private StatusOptions register;

  @Option(names = "--out", required = true, paramLabel = "DIR")
  private Path out;

  StatusPublishCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException, KeyUnavailableException {
    try (StatusRegister opened = register.open(session)) {
      Publication published = opened.publish();
      for (Map.Entry<String, byte[]> list : published.tokens().entrySet()) {
        // The last step of the URI is the number of the list; a newer epoch replaces the file.
        String name = list.getKey().substring(list.getKey().lastIndexOf('/') + 1);
        Path file = out.resolve(name + ".jwt");
        session.files().write(file, list.getValue(), true);
        session.out().println(list.getKey() + "\t" + session.show(file));
      }
      session.print("status.published", published.epoch(), ChinaTime.text(published.nextUpdate()));
    }
    return ExitCode.DONE;
  }
}
