package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.model.Catalogue;
import io.hufu.model.Evidence;
import io.hufu.model.Matters;
import io.hufu.model.TrustList;
import io.hufu.model.report.CaseReport;
import io.hufu.model.report.VerificationContext.Period;
import io.hufu.model.report.VerificationReport;
import io.hufu.verification.AcceptanceDesk;
import io.hufu.verification.CaseInput;
import io.hufu.verification.Fetcher;
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

/** {@code hufu matter check}: one answer for each case; the exit code is the answer. */
@Command
final class MatterCheckCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Session session;

  @Parameters(arity = "1..*", paramLabel = "CASE_DIR")
  private List<Path> folders;

  @Option(names = "--matter", paramLabel = "CODE")
  private String matter;

  @Option(names = "--matters", paramLabel = "DIR")
  private Path matterFolder;

  @Option(names = "--each")
  private boolean each;

  @Mixin private TrustOptions trust;

  @Option(names = "--at", paramLabel = "T")
  private String at;

  @Option(names = "--known-at", paramLabel = "T")
  private String knownAt;

  @Option(names = "--offline")
  private boolean offline;

  @Option(names = "--evidence", paramLabel = "DIR")
  private Path evidence;

  @Option(names = "--catalogue", paramLabel = "DIR")
  private Path types;

  @Option(names = "--output", defaultValue = "text", paramLabel = "text|json|html")
  private ReportFormat output;

  @Option(names = "--full")
  private boolean full;

  @Option(names = "--stats")
  private boolean stats;

  @Mixin private UseReceiptOptions useReceipt;

  MatterCheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException, KeyUnavailableException {
    @Nullable Period asked = at == null ? null : ChinaTime.period("--at", at);
    Instant known =
        knownAt == null ? session.clock().instant() : ChinaTime.moment("--known-at", knownAt);
    TrustList list = trust.open(session);
    Catalogue catalogue = new Types(session).catalogue(types);
    Matters matters = new MatterFiles(session).load(matterFolder, list);
    List<Evidence> supplied =
        evidence == null ? List.of() : new EvidenceFiles(session).all(evidence);
    CaseFolders cases = new CaseFolders(session, supplied);
    List<Path> targets = cases.list(folders, each);
    boolean several = targets.size() > 1;
    if (output == ReportFormat.HTML && several) {
      throw CommandFailure.usage("case.oneHtml");
    }
    AcceptanceDesk desk = desk(list, matters, catalogue);
    CasePrinter printer = new CasePrinter(session, catalogue, output, full, several);
    int exit = ExitCode.DONE;
    for (Path target : targets) {
      session.interruption().stopHereIfRequested();
      try {
        CaseInput input = cases.read(target);
        String code = code(input, matters);
        try (UseReceiptWriter receipts = useReceipt.open(session, list, true, code)) {
          CaseReport report = desk.check(code, input, asked, known);
          printer.print(report);
          write(receipts, report);
          exit = ExitCode.worse(exit, ExitCode.of(report.verdict()));
        }
      } catch (CommandFailure e) {
        exit = ExitCode.worse(exit, unchecked(e, several));
      }
    }
    printer.finish(stats);
    return exit;
  }

  /** One case that cannot be read does not stop the others. */
  private int unchecked(CommandFailure failure, boolean several) throws CommandFailure {
    boolean ofAll = failure.exit() == ExitCode.USAGE && matter != null;
    if (!several || ofAll || failure.exit() == ExitCode.INTERRUPTED) {
      throw failure;
    }
    session.error(failure.line(session));
    return failure.exit() == ExitCode.USAGE ? ExitCode.INPUT : failure.exit();
  }

  private String code(CaseInput input, Matters matters) throws CommandFailure {
    String code = matter == null ? input.record().matter() : matter;
    if (code == null) {
      throw CommandFailure.usage("case.noMatter", input.name());
    }
    return new MatterFiles(session).require(matters, code).matter().code().key();
  }

  private AcceptanceDesk desk(TrustList list, Matters matters, Catalogue catalogue) {
    AcceptanceDesk.Builder builder =
        AcceptanceDesk.builder(list, matters)
            .catalogue(catalogue)
            .formats(new Formats().installed())
            .clock(session.clock());
    return (offline ? builder : builder.network(Fetcher.http(list, TIMEOUT))).build();
  }

  /** A receipt for each document that was judged. */
  private static void write(@Nullable UseReceiptWriter receipts, CaseReport report)
      throws CommandFailure, IOException, KeyUnavailableException {
    if (receipts == null) {
      return;
    }
    for (CaseReport.MaterialResult result : report.materials()) {
      VerificationReport judged = result.report();
      String file = result.file();
      if (judged != null && file != null) {
        receipts.write(file, judged);
      }
    }
  }
}
