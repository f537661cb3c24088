package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.exchange.AuditReader;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LedgerTrust;
import io.hufu.model.LogEntry;
import io.hufu.model.TrustList;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code hufu exchange audit verify}: does an audit log hold together, and is it the one that was
 * anchored? 0 yes, 1 no, 2 cannot be said. Needs no key, and no office that stands still.
 */
@Command
final class ExchangeAuditVerifyCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(arity = "0..1", paramLabel = "DIR")
  private Path directory;

  @Option(names = "--office", paramLabel = "FILE")
  private Path office;

  @Option(names = "--trust", paramLabel = "LIST")
  private Path trust;

  ExchangeAuditVerifyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    if ((directory == null) == (office == null) || (directory == null) != (trust == null)) {
      throw CommandFailure.usage("usage.exchangeAudit");
    }
    AuditPlace place;
    Path list = trust;
    if (office == null) {
      place = AuditPlace.in(directory);
    } else {
      ExchangeOfficeFile file = new ExchangeOfficeFile(session, office);
      place = AuditPlace.in(file.directory());
      list = file.trustList();
    }
    List<AuditPlace.Anchored> anchored = place.anchored(session);
    try {
      return judge(
          place.read(session, anchored).summary(), anchored, new TrustFiles(session).signed(list));
    } catch (MalformedDataException e) {
      session.print("exchange.audit.broken", InputFiles.reason(e));
      return ExitCode.REJECTED;
    }
  }

  private int judge(
      AuditReader.Summary summary, List<AuditPlace.Anchored> anchored, TrustList list) {
    session.print(
        "exchange.audit.holds",
        summary.head().entries(),
        summary.purged(),
        HexFormat.of().formatHex(summary.head().link()));
    if (summary.first() != null) {
      session.print(
          "exchange.audit.times",
          ChinaTime.text(summary.first()),
          ChinaTime.text(Objects.requireNonNull(summary.last())));
    }
    if (summary.unfinished()) {
      session.print("exchange.audit.unfinished");
    }
    boolean wrong = false;
    long covered = -1;
    for (AuditPlace.Anchored each : anchored) {
      Outcome outcome = outcome(each, summary, list);
      wrong |= outcome == Outcome.CONTRADICTED;
      covered = outcome == Outcome.PROVEN ? each.head().entries() : covered;
    }
    if (wrong) {
      return ExitCode.REJECTED;
    }
    if (covered < 0) {
      session.print("exchange.audit.notAnchored");
      return ExitCode.UNDECIDED;
    }
    session.print("exchange.audit.since", summary.head().entries() - covered);
    return ExitCode.DONE;
  }

  /** What a receipt says about the log. */
  private enum Outcome {
    PROVEN,
    CONTRADICTED,
    NOTHING
  }

  private Outcome outcome(
      AuditPlace.Anchored anchored, AuditReader.Summary summary, TrustList list) {
    AnchorReceipt receipt = anchored.receipt();
    String file = session.show(anchored.file());
    Optional<LedgerTrust> ledger = list.ledger(receipt.origin());
    byte[] salt = receipt.salt();
    if (ledger.isEmpty()) {
      session.print("exchange.audit.unknownLedger", file, OneLine.of(receipt.origin()));
      return Outcome.NOTHING;
    }
    if (salt == null) {
      session.print("exchange.audit.noProof", file, "salt");
      return Outcome.NOTHING;
    }
    byte[] digest = receipt.hash().digest(anchored.head().text());
    LogEntry entry =
        new LogEntry(LogEntry.Kind.OTHER_FILE, receipt.hash(), digest, salt, new byte[0]);
    AnchorReceipt.Judgement judgement = receipt.judge(entry, ledger.get());
    return switch (judgement.outcome()) {
      case WITNESSED, ANCHORED -> proven(anchored, summary, judgement.provenAt());
      default -> {
        session.print("exchange.audit.noProof", file, judgement.detail());
        yield Outcome.NOTHING;
      }
    };
  }

  private Outcome proven(
      AuditPlace.Anchored anchored, AuditReader.Summary summary, @Nullable Instant provenAt) {
    if (!summary.passed().contains(anchored.head())) {
      session.print(
          "exchange.audit.otherLog", session.show(anchored.file()), anchored.head().entries());
      return Outcome.CONTRADICTED;
    }
    session.print(
        "exchange.audit.anchored",
        anchored.head().entries(),
        anchored.receipt().index(),
        anchored.receipt().origin());
    if (provenAt != null) {
      session.print("useReceipt.proven", ChinaTime.text(provenAt));
    }
    return Outcome.PROVEN;
  }
}
