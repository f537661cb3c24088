package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.ledger.LogReader;
import io.hufu.model.AnchorCount;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu ledger count}: an issuer's signed word on which entries of a log are its own. */
@Command
final class LedgerCountCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "LOG")
  private String log;

  @Option(names = "--code", required = true, paramLabel = "USCC")
  private String code;

  @Option(names = "--from", defaultValue = "0", paramLabel = "SIZE")
  private long from;

  @Option(names = "--own", paramLabel = "FILE|DIR")
  private List<Path> own = List.of();

  @Option(names = "--all-own")
  private boolean all;

  @Option(names = "--out", required = true, paramLabel = "FILE")
  private Path out;

  @Option(names = "--force")
  private boolean force;

  @Mixin private KeyOptions keys;

  LedgerCountCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException, KeyUnavailableException {
    if (all == !own.isEmpty()) {
      throw CommandFailure.usage("usage.oneOf", "--own", "--all-own");
    }
    LogReader reader = new LogPlace(session, log).required().open();
    long size = reader.size();
    if (from < 0 || from > size) {
      throw CommandFailure.usage("usage.value", from, "--from");
    }
    List<Long> indices = all ? LongStream.range(from, size).boxed().toList() : own(reader, size);
    List<byte[]> leaves = new ArrayList<>();
    for (long index : indices) {
      leaves.add(MerkleTree.leafHash(reader.hash(), reader.entry(index)));
    }
    AnchorCount count =
        new AnchorCount(
            code,
            reader.origin(),
            from,
            size,
            AnchorCount.runs(from, indices),
            AnchorCount.root(reader.hash(), leaves),
            session.clock().instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    SigningKey key = keys.openForSigning(session);
    session.files().write(out, count.sign(key), force);
    session.print("ledger.count.done", count.count(), from, size, session.show(out));
    return ExitCode.DONE;
  }

  /** The entries of the licences and receipts that were named. */
  private List<Long> own(LogReader reader, long size) throws CommandFailure, IOException {
    TreeSet<Long> indices = new TreeSet<>();
    EvidenceFiles files = new EvidenceFiles(session);
    for (Path path : own) {
      for (Path file : files.under(path)) {
        byte[] bytes = new InputFiles(session).read(file, EvidenceFiles.LIMIT);
        Optional<Long> index =
            Receipts.parse(bytes)
                .filter(receipt -> receipt.origin().equals(reader.origin()))
                .map(AnchorReceipt::index)
                .or(() -> found(reader, file));
        index.filter(each -> each >= from && each < size).ifPresent(indices::add);
        if (index.isEmpty()) {
          session.note("ledger.count.notIn", session.show(file));
        }
      }
    }
    return List.copyOf(indices);
  }

  private Optional<Long> found(LogReader reader, Path file) {
    try {
      Optional<LogEntry> entry = new LicenceEntries(session).entry(file, reader.hash());
      return entry.isEmpty()
          ? Optional.empty()
          : reader.find(entry.get()).map(AnchorReceipt::index);
    } catch (IOException | CommandFailure e) {
      return Optional.empty(); // said as not in the log
    }
  }
}
