package io.hufu.ledger;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.NoteKey;
import io.hufu.model.Anchor;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One log a year: a new origin each January, the old one ended with its successor's name.
 * Thread-safe; close it.
 *
 * <p>Each shard is a log of its own in a directory named after its year, with its own head file; a
 * trust list names every shard, and keeps naming old ones, so their receipts verify for ever. The
 * year is China's (+08:00). A clock that goes back does not bring an old year back.
 */
public final class ShardedLedger implements Anchor, AutoCloseable {
  private static final Pattern YEAR = Pattern.compile("2\\d{3}");
  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

  private final Path directory;
  private final Path heads;
  private final String prefix;
  private final SigningKey key;
  private final Clock clock;
  private final TreeMap<Integer, LogReader> ended = new TreeMap<>();
  private int year;
  private EmbeddedLedger current;

  /**
   * Opens all shards, and begins this year's when it is not there.
   *
   * @param directory holds a directory for each year
   * @param heads an existing directory beside the key, for the head files
   * @param prefix the origins without their year, such as {@code ledger.agency.example}
   */
  public static ShardedLedger open(
      Path directory, Path heads, String prefix, SigningKey key, Clock clock) throws IOException {
    return new ShardedLedger(directory, heads, prefix, key, clock);
  }

  private ShardedLedger(Path directory, Path heads, String prefix, SigningKey key, Clock clock)
      throws IOException {
    this.directory = directory;
    this.heads = heads;
    this.prefix = prefix;
    this.key = key;
    this.clock = clock;
    Files.createDirectories(directory);
    List<Integer> years = years();
    this.year = Math.max(thisYear(), years.isEmpty() ? 0 : years.get(years.size() - 1));
    for (int old : years) {
      if (old < year) {
        finish(old, year);
        ended.put(old, LogReader.open(shard(old)));
      }
    }
    this.current = shardOf(year);
  }

  private List<Integer> years() throws IOException {
    try (Stream<Path> names = Files.list(directory)) {
      return names
          .map(path -> String.valueOf(path.getFileName()))
          .filter(name -> YEAR.matcher(name).matches())
          .map(Integer::valueOf)
          .sorted()
          .toList();
    }
  }

  private int thisYear() {
    return clock.instant().atOffset(CHINA).getYear();
  }

  private Path shard(int of) {
    return directory.resolve(Integer.toString(of));
  }

  /** Returns the origin of a year's shard. */
  public String origin(int of) {
    String origin = prefix + "/" + of;
    return LogWitness.hashFor(key.algorithm()) == HashAlgorithm.SM3 ? origin + "/sm3" : origin;
  }

  /** Returns the key that verifies a year's shard, so that trust lists can name it beforehand. */
  public NoteKey noteKey(int of) {
    return LogIdentity.of(origin(of), key).key();
  }

  private LedgerBuilder builder(int of) {
    return EmbeddedLedger.in(shard(of), key).headFile(heads.resolve(of + ".head"));
  }

  private EmbeddedLedger shardOf(int of) throws IOException {
    boolean there = Files.exists(shard(of).resolve(LogDirectory.CHECKPOINT));
    return there ? builder(of).open() : builder(of).create(origin(of));
  }

  /** Ends a shard that the turn of the year left open. */
  private void finish(int old, int next) throws IOException {
    try (EmbeddedLedger log = builder(old).open()) {
      log.freeze(origin(next));
    } catch (LedgerException e) {
      if (e.reason() != LedgerException.Reason.FROZEN) {
        throw e;
      }
    }
  }

  @Override
  public HashAlgorithm hash() {
    return LogWitness.hashFor(key.algorithm());
  }

  /**
   * {@inheritDoc}
   *
   * <p>An entry that an older shard holds is not anchored again: its receipt is that shard's.
   */
  @Override
  public synchronized List<AnchorReceipt> anchor(List<LogEntry> entries) throws IOException {
    turn();
    List<Optional<AnchorReceipt>> old = new ArrayList<>();
    List<LogEntry> fresh = new ArrayList<>();
    for (LogEntry entry : entries) {
      Optional<AnchorReceipt> found = findEnded(entry);
      old.add(found);
      if (found.isEmpty()) {
        fresh.add(entry);
      }
    }
    Iterator<AnchorReceipt> now = current.anchor(fresh).iterator();
    return old.stream().map(found -> found.orElseGet(now::next)).toList();
  }

  /** Goes over to the next year's shard when it is time; the old one is ended first. */
  private void turn() throws IOException {
    int now = thisYear();
    if (now > year) {
      current.freeze(origin(now));
      current.close();
      ended.put(year, LogReader.open(shard(year)));
      current = shardOf(now);
      year = now;
    }
  }

  private Optional<AnchorReceipt> findEnded(LogEntry entry) throws IOException {
    for (LogReader log : ended.descendingMap().values()) {
      Optional<AnchorReceipt> receipt = log.find(entry);
      if (receipt.isPresent()) {
        return receipt;
      }
    }
    return Optional.empty();
  }

  /** Finds an entry in any shard, the newest first. */
  public synchronized Optional<AnchorReceipt> find(LogEntry entry) throws IOException {
    Optional<AnchorReceipt> receipt = current.find(entry);
    return receipt.isPresent() ? receipt : findEnded(entry);
  }

  /** Finishes what is under way and lets another writer in. */
  @Override
  public synchronized void close() throws IOException {
    current.close();
  }
}
