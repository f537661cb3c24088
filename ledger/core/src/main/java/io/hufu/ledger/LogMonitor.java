package io.hufu.ledger;

import io.hufu.model.LedgerTrust;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows other agencies' logs: each look checks that a log only grew, and all that is new in it.
 *
 * <p>Remembers in its directory the newest checkpoint of each log that it has checked in full, so
 * the next look reads what came since, and a copy of the log in {@code copies/}, from which what a
 * log once held can be shown when it serves something else, or restored when it is lost. Fork
 * evidence is kept in {@code evidence/}: files that anybody who knows the log's key can check. One
 * process per directory. Thread-safe; close it.
 *
 * <pre>{@code
 * try (LogMonitor monitor = LogMonitor.open(Path.of("monitor"), trustList.ledgers())) {
 *   MonitorReport report = monitor.look(URI.create("https://log.example/"), timeout, List.of());
 * }
 * }</pre>
 */
public final class LogMonitor implements Closeable {
  private final Map<String, LedgerTrust> logs = new LinkedHashMap<>();
  private final WitnessState state;
  private final EvidenceFolder evidence;
  private final LogCopies copies;
  private final Closeable lock;

  private LogMonitor(
      FileLayer files, Path directory, Collection<LedgerTrust> logs, Closeable lock) {
    logs.forEach(log -> this.logs.put(log.origin(), log));
    this.state = new WitnessState(files, directory);
    this.evidence = new EvidenceFolder(files, directory.resolve("evidence"));
    this.copies = new LogCopies(files, directory.resolve("copies"));
    this.lock = lock;
  }

  /**
   * Opens the directory, alone; makes it when its parent is there.
   *
   * @param logs what the trust list says of the logs; new keys of a log after its rotation are
   *     known from a newer list
   * @throws LedgerException LOCKED when another process monitors with it
   */
  public static LogMonitor open(Path directory, Collection<LedgerTrust> logs) throws IOException {
    return open(directory, logs, DiskFiles.INSTANCE);
  }

  static LogMonitor open(Path directory, Collection<LedgerTrust> logs, FileLayer files)
      throws IOException {
    new WitnessState(files, directory).make();
    return new LogMonitor(files, directory, logs, files.lock(directory.resolve("lock")));
  }

  /**
   * Looks at a log in a directory, or a mirror of it.
   *
   * @param seenElsewhere checkpoints of the log that others were shown: signed notes from receipts,
   *     witnesses or other monitors; those of other logs are passed over
   * @return what was found; never throws for what the log contains
   * @throws IOException when the monitor's own directory cannot be read or written
   */
  public MonitorReport look(Path directory, Collection<String> seenElsewhere) throws IOException {
    return look(new DirectorySource(DiskFiles.INSTANCE, directory), seenElsewhere);
  }

  /**
   * Looks at a log behind a web server (C2SP tlog-tiles); see {@link #look(Path, Collection)}.
   *
   * @param timeout within which each whole answer must be there
   */
  public MonitorReport look(URI base, Duration timeout, Collection<String> seenElsewhere)
      throws IOException {
    return look(new HttpSource(base, timeout), seenElsewhere);
  }

  synchronized MonitorReport look(LogSource source, Collection<String> seenElsewhere)
      throws IOException {
    return new LogLook(source, logs, new LogLook.Memory(state, copies, evidence))
        .run(List.copyOf(seenElsewhere));
  }

  /** Returns the directory of the copy of a log; it is there after the first look. */
  public Path copy(String origin) {
    return copies.directory(origin);
  }

  /** Lets another process monitor with this directory. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
