package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.SignedNote;
import io.hufu.ledger.fabric.ExpectedRead;
import io.hufu.ledger.fabric.FabricProofs;
import io.hufu.ledger.fabric.ProofJudgement;
import io.hufu.ledger.fabric.ProofOutcome;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.ChannelTrust;
import io.hufu.model.TrustList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code hufu fabric proof}: judges the Fabric proof of a receipt offline: 0 witnessed, 1 refused,
 * 2 endorsed only or too few organisations.
 */
@Command
final class FabricProofCommand implements Callable<Integer> {
  private static final int LONGEST = 8 << 20;

  private final Session session;

  @Parameters(index = "0", paramLabel = "RECEIPT")
  private Path file;

  @Option(names = "--trust", required = true, paramLabel = "LIST")
  private Path trust;

  @Option(names = "--channel", required = true, paramLabel = "NAME")
  private String channel;

  FabricProofCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    TrustList list = new TrustFiles(session).signed(trust);
    ChannelTrust listed =
        list.channel(channel)
            .orElseThrow(
                () -> CommandFailure.usage("usage.value", OneLine.of(channel), "--channel"));
    AnchorReceipt receipt =
        Receipts.parse(new InputFiles(session).read(file, LONGEST))
            .filter(each -> each.fabric().isPresent())
            .orElseThrow(() -> CommandFailure.input("fabric.noProof", session.show(file)));
    ProofJudgement judged =
        FabricProofs.judge(
            receipt.fabric().orElseThrow(),
            listed,
            ExpectedRead.checkpoint(checkpoint(receipt)),
            session.clock().instant(),
            list.certificates());
    session.print(
        "fabric.proof",
        judged.outcome().name(),
        String.join(", ", judged.organisations()),
        judged.detail());
    return exit(judged.outcome());
  }

  private Checkpoint checkpoint(AnchorReceipt receipt) throws CommandFailure {
    try {
      return Checkpoint.parse(SignedNote.parse(receipt.checkpoint()).text());
    } catch (MalformedDataException e) {
      throw CommandFailure.input("file.unreadable", session.show(file), InputFiles.reason(e));
    }
  }

  private static int exit(ProofOutcome outcome) {
    return switch (outcome) {
      case WITNESSED -> ExitCode.DONE;
      case ENDORSED_ONLY, ORGANISATION_MISSING, SAME_ORGANISATION_TWICE -> ExitCode.UNDECIDED;
      default -> ExitCode.REJECTED;
    };
  }
}
