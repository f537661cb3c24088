package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.Evidence;
import io.hufu.model.TrustList;
import io.hufu.model.UseReceipt;
import io.hufu.model.report.Answer;
import io.hufu.signing.UnverifiedLicence;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.verification.UseReceipts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu use-receipt check}: was the check made, by whom, of what, and what did it say? */
@Command
final class UseReceiptCheckCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FILE")
  private Path file;

  @Mixin private TrustOptions trust;

  @Option(names = "--policy", paramLabel = "FILE|PRESET")
  private String policy;

  @Option(names = "--document", paramLabel = "LICENCE")
  private Path document;

  @Option(names = "--evidence", paramLabel = "DIR")
  private Path evidence;

  UseReceiptCheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    TrustList list = trust.open(session);
    UseReceipts receipts = UseReceipts.trusting(list, new Policies(session).choose(policy, list));
    byte[] bytes = EvidenceFiles.strip(new InputFiles(session).read(file));
    try {
      UseReceipts.Judgement judged = receipts.judge(bytes, evidence(), session.clock().instant());
      print(judged);
      int exit =
          switch (judged.authentic()) {
            case YES -> ExitCode.DONE;
            case NO -> ExitCode.REJECTED;
            case UNKNOWN -> ExitCode.UNDECIDED;
          };
      return document == null ? exit : ExitCode.worse(exit, isAbout(judged.receipt()));
    } catch (MalformedDataException e) {
      throw CommandFailure.input("file.unreadable", session.show(file), InputFiles.reason(e));
    }
  }

  /** What is in the directory, and the receipt of the ledger that lies beside the file. */
  private List<Evidence> evidence() throws CommandFailure {
    EvidenceFiles files = new EvidenceFiles(session);
    List<Evidence> items = new ArrayList<>(evidence == null ? List.of() : files.all(evidence));
    Path beside = UseReceiptWriter.receiptBeside(file);
    if (Files.exists(beside)) {
      files.one(beside).ifPresent(items::add);
    }
    return items;
  }

  private void print(UseReceipts.Judgement judged) {
    UseReceipt receipt = judged.receipt();
    session.print("useReceipt.authentic." + judged.authentic(), OneLine.of(judged.detail()));
    session.print("useReceipt.anchored." + judged.anchored());
    if (judged.provenAt() != null) {
      session.print("useReceipt.proven", ChinaTime.text(judged.provenAt()));
    }
    session.print("useReceipt.who", receipt.verifier(), ChinaTime.text(receipt.checkedAt()));
    session.print(
        "useReceipt.matter", receipt.matter() == null ? "-" : OneLine.of(receipt.matter()));
    session.print(
        "useReceipt.said",
        receipt.said().verdict(),
        receipt.said().reason() == null ? "-" : receipt.said().reason(),
        receipt.said().status() == null ? "-" : OneLine.of(receipt.said().status()));
    session.print(
        "useReceipt.asked",
        ChinaTime.text(receipt.basis().at().from()),
        ChinaTime.text(receipt.basis().at().to()),
        ChinaTime.text(receipt.basis().knownAt()));
    session.print("useReceipt.signature", receipt.signature());
  }

  private int isAbout(UseReceipt receipt) throws CommandFailure {
    InputFiles inputs = new InputFiles(session);
    inputs.requireFile(document);
    try (Document opened = Document.of(document)) {
      Optional<UnverifiedLicence> found =
          UnverifiedLicence.readWithoutVerifying(opened, new Formats().installed(), Limits.DEFAULT);
      boolean about =
          found.stream()
              .flatMap(licence -> licence.subject().signatures().stream())
              .anyMatch(receipt::isAbout);
      session.print("useReceipt.document." + (about ? Answer.YES : Answer.NO));
      return about ? ExitCode.DONE : ExitCode.REJECTED;
    } catch (IOException e) {
      throw inputs.unreadable(document, e);
    }
  }
}
