package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.model.TrustList;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu trust sign}: dates a draft and signs it. */
@Command
final class TrustSignCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "DRAFT")
  private Path draft;

  @Mixin private KeyOptions key;

  @Option(names = "--out", required = true, paramLabel = "LIST")
  private Path out;

  @Option(names = "--days", defaultValue = "90", paramLabel = "N")
  private int days;

  @Option(names = "--force")
  private boolean force;

  TrustSignCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, KeyUnavailableException {
    Days.require("--days", days);
    TrustDraft dated =
        new TrustFiles(session)
            .draft(draft)
            .dated(session.clock().instant(), Duration.ofDays(days));
    try {
      byte[] signed = TrustList.sign(dated.contents(), key.openForSigning(session));
      session.files().write(out, signed, force);
    } catch (MalformedDataException e) {
      throw CommandFailure.input("trust.draft", session.show(draft), InputFiles.reason(e));
    }
    session.print("trust.sign.done", session.show(out), days);
    return ExitCode.DONE;
  }
}
