package io.hufu.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu trust add address}: adds an address prefix that verifiers may fetch. */
@Command
final class TrustAddAddressCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "DRAFT")
  private Path draft;

  @Parameters(index = "1", paramLabel = "PREFIX")
  private String prefix;

  @Option(names = "--allow-private")
  private boolean allowPrivate;

  TrustAddAddressCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    TrustFiles files = new TrustFiles(session);
    files.write(draft, files.draft(draft).withAddress(prefix, allowPrivate), true);
    session.print("trust.add.done", prefix, session.show(draft));
    return ExitCode.DONE;
  }
}
