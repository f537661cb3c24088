package io.hufu.cli;

import io.hufu.model.ChannelTrust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hufu trust add channel}: adds the Fabric channel of a profile. */
@Command
final class TrustAddChannelCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "DRAFT")
  private Path draft;

  @Parameters(index = "1", paramLabel = "PROFILE")
  private Path profile;

  TrustAddChannelCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    ChannelTrust channel = FabricProfile.read(session, profile).trust();
    TrustFiles files = new TrustFiles(session);
    files.write(draft, files.draft(draft).with("channels", channel.toJson()), true);
    session.print("trust.add.done", channel.channel(), session.show(draft));
    return ExitCode.DONE;
  }
}
