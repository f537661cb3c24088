package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.UseReceipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu use-receipt purge}: deletes the receipts of checks made before a day. */
@Command
final class UseReceiptPurgeCommand implements Callable<Integer> {
  private static final long LIMIT = 1 << 20;

  private final Session session;

  @Parameters(paramLabel = "DIR")
  private Path directory;

  @Option(names = "--before", required = true, paramLabel = "T")
  private String before;

  @Option(names = "--dry-run")
  private boolean dryRun;

  UseReceiptPurgeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    Instant limit = ChinaTime.period("--before", before).from();
    int purged = 0;
    int kept = 0;
    for (Path file : files()) {
      Optional<Instant> checkedAt = checkedAt(file);
      if (checkedAt.isPresent() && checkedAt.get().isBefore(limit)) {
        delete(file);
        purged++;
      } else if (checkedAt.isPresent()) {
        kept++;
      }
    }
    session.print(dryRun ? "useReceipt.wouldPurge" : "useReceipt.purged", purged, kept);
    return ExitCode.DONE;
  }

  private List<Path> files() throws CommandFailure {
    if (!Files.isDirectory(directory)) {
      throw CommandFailure.input("file.missing", session.show(directory));
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new InputFiles(session).unreadable(directory, e);
    }
  }

  /** Empty for what is no use receipt: that is never touched. */
  private Optional<Instant> checkedAt(Path file) throws CommandFailure {
    try {
      // What lies beside a receipt goes with it, and may be gone by now.
      if (!Files.exists(file) || Files.size(file) > LIMIT) {
        return Optional.empty();
      }
      byte[] bytes = EvidenceFiles.strip(new InputFiles(session).read(file));
      return Optional.of(UseReceipt.parse(bytes).receipt().checkedAt());
    } catch (IOException e) {
      throw new InputFiles(session).unreadable(file, e);
    } catch (MalformedDataException e) {
      return Optional.empty();
    }
  }

  /** The ledger's receipt first: alone it would say that a check was made. */
  private void delete(Path file) throws CommandFailure {
    if (dryRun) {
      return;
    }
    try {
      Files.deleteIfExists(UseReceiptWriter.receiptBeside(file));
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(file, e);
    }
  }
}
