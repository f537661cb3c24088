package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.ledger.fabric.FabricProofs;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Catalogue;
import io.hufu.model.Evidence;
import io.hufu.model.TrustList;
import io.hufu.model.report.VerificationContext.Period;
import io.hufu.verification.Fetcher;
import io.hufu.verification.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu verify}: one report per file; the exit code is the verdict. */
@Command
final class VerifyCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Session session;

  @Parameters(arity = "1..*", paramLabel = "FILE")
  private List<String> files;

  @Mixin private TrustOptions trust;

  @Option(names = "--policy", paramLabel = "FILE|PRESET")
  private String policy;

  @Option(names = "--at", paramLabel = "T")
  private String at;

  @Option(names = "--known-at", paramLabel = "T")
  private String knownAt;

  @Option(names = "--offline")
  private boolean offline;

  @Option(names = "--evidence", paramLabel = "DIR")
  private Path evidence;

  @Option(names = "--detached", paramLabel = "FILE")
  private Path detached;

  @Option(names = "--catalogue", paramLabel = "DIR")
  private Path folder;

  @Option(names = "--font", paramLabel = "FILE")
  private List<Path> fonts = List.of();

  @Option(names = "--output", defaultValue = "text", paramLabel = "text|json|html")
  private ReportFormat output;

  @Option(names = "--full")
  private boolean full;

  @Mixin private ChallengeOptions presenting;

  @Option(names = "--matter", paramLabel = "CODE")
  private String matter;

  @Mixin private UseReceiptOptions useReceipt;

  VerifyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call()
      throws CommandFailure, InterruptedException, IOException, KeyUnavailableException {
    @Nullable Period asked = at == null ? null : ChinaTime.period("--at", at);
    @Nullable Instant known = knownAt == null ? null : ChinaTime.moment("--known-at", knownAt);
    ChallengeOptions.Asked challenge = presenting.read(session);
    TrustList list = trust.open(session);
    Catalogue catalogue = new Types(session).catalogue(folder);
    List<Path> targets = new VerifyTargets(session).list(files);
    if (output == ReportFormat.HTML && targets.size() > 1) {
      throw CommandFailure.usage("verify.oneHtml");
    }
    List<Evidence> supplied =
        evidence == null ? List.of() : new EvidenceFiles(session).all(evidence);
    AcceptancePolicy chosen = challenge.policy(new Policies(session).choose(policy, list));
    Verifier verifier = verifier(list, catalogue, chosen);
    ReportPrinter printer = new ReportPrinter(session, catalogue, output, full, targets.size() > 1);
    // One instant for all files, so that a run is one judgement.
    Instant now = known == null ? session.clock().instant() : known;
    try (UseReceiptWriter receipts = useReceipt.open(session, list, targets.size() > 1, matter);
        DetachedContent content = DetachedContent.open(session, detached)) {
      return new VerifyRun(session, verifier, printer, receipts)
          .run(
              targets,
              file ->
                  new Verifier.Question(
                      file, asked, now, supplied, challenge.challenge(), content.document()));
    }
  }

  private Verifier verifier(TrustList list, Catalogue catalogue, AcceptancePolicy chosen)
      throws CommandFailure {
    Verifier.Builder builder =
        Verifier.builder()
            .trust(list)
            .policy(chosen)
            .catalogue(catalogue)
            .check(FabricProofs.checkpoints())
            .formats(new Formats().with(session, catalogue, fonts).installed())
            .clock(session.clock());
    if (chosen.network() && !offline) {
      builder.network(Fetcher.http(list, TIMEOUT));
    }
    return builder.build();
  }
}
