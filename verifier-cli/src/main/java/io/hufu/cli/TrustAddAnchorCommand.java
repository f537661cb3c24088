package io.hufu.cli;

import io.hufu.crypto.Certificate;
import io.hufu.model.TrustList.TrustAnchor.Use;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu trust add anchor}: adds a root or CA. */
@Command
final class TrustAddAnchorCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "DRAFT")
  private Path draft;

  @Parameters(index = "1", paramLabel = "CERT")
  private Path certificate;

  @Option(names = "--use", required = true, split = ",", paramLabel = "USE")
  private List<Use> uses;

  @Option(names = "--no-revocation")
  private boolean noRevocation;

  TrustAddAnchorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    TrustFiles files = new TrustFiles(session);
    Certificate anchor = new Keys(session).certificates(certificate).get(0);
    TrustDraft added = files.draft(draft).withAnchor(anchor, EnumSet.copyOf(uses), !noRevocation);
    files.write(draft, added, true);
    session.print("trust.add.done", anchor.subject(), session.show(draft));
    return ExitCode.DONE;
  }
}
