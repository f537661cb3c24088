package io.hufu.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu trust init}: starts a draft, empty or from the list that it will replace. */
@Command
final class TrustInitCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "DRAFT")
  private Path draft;

  @Option(names = "--name-zh", paramLabel = "NAME")
  private String nameZh;

  @Option(names = "--name-en", paramLabel = "NAME")
  private String nameEn;

  @Option(names = "--pilot")
  private boolean pilot;

  @Option(names = "--from", paramLabel = "LIST")
  private Path previous;

  @Option(names = "--force")
  private boolean force;

  TrustInitCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    TrustFiles files = new TrustFiles(session);
    if (previous != null) {
      files.write(draft, TrustDraft.after(files.signed(previous)), force);
    } else if (nameZh != null && nameEn != null) {
      TrustDraft.Names names = new TrustDraft.Names(nameZh, nameEn);
      files.write(draft, TrustDraft.first(names, pilot), force);
    } else {
      throw CommandFailure.usage("usage.missing", "--name-zh --name-en");
    }
    session.print("trust.init.done", session.show(draft));
    return ExitCode.DONE;
  }
}
