package io.hufu.ledger;

import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.NoteKey;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings of an {@link EmbeddedLedger}. Not thread-safe; use it once. */
public final class LedgerBuilder {
  private static final Duration LONGEST_WINDOW = Duration.ofSeconds(1);

  private final Path directory;
  private final SigningKey key;
  private @Nullable Path headFile;
  private SecureRandom random = new SecureRandom();
  private Duration groupWindow = Duration.ZERO;
  private FileLayer files = DiskFiles.INSTANCE;
  private final List<SigningKey> overlapping = new ArrayList<>();
  private final List<NoteKey> former = new ArrayList<>();

  LedgerBuilder(Path directory, SigningKey key) {
    this.directory = directory;
    this.key = key;
  }

  /**
   * Names the small file that holds the last checkpoint this key signed. Required.
   *
   * <p>It belongs beside the key and not into the log's backup: it is what tells a restored backup
   * from the log itself. One file per log.
   */
  public LedgerBuilder headFile(Path file) {
    this.headFile = file;
    return this;
  }

  /** Sets where salts of files and the index's seed come from; default a new SecureRandom. */
  public LedgerBuilder random(SecureRandom source) {
    this.random = source;
    return this;
  }

  /**
   * Sets how long an append waits for others to be made durable with it; 0 to 1 second, default 0.
   *
   * <p>Even with 0, all appends that arrive while the disk is busy form the next group.
   */
  public LedgerBuilder groupWindow(Duration window) {
    if (window.isNegative() || window.compareTo(LONGEST_WINDOW) > 0) {
      throw new IllegalArgumentException("group window must be 0 to 1 second, not " + window);
    }
    this.groupWindow = window;
    return this;
  }

  /**
   * Lets a key that is being replaced go on signing beside the new one, so that receipts verify
   * under trust lists that have not changed over yet. Leave it out again when all have.
   */
  public LedgerBuilder overlappingKey(SigningKey old) {
    this.overlapping.add(old);
    return this;
  }

  /**
   * Names a key that signed the log's last checkpoint and signs no more, for a change of keys
   * without overlap: the checkpoint is signed anew with the present key.
   */
  public LedgerBuilder formerKey(NoteKey old) {
    this.former.add(old);
    return this;
  }

  LogKeys keys() {
    return new LogKeys(key, overlapping, former);
  }

  LedgerBuilder files(FileLayer layer) {
    this.files = layer;
    return this;
  }

  /**
   * Creates an empty log, signs its checkpoint of size 0, and opens it.
   *
   * @param origin one line, best a URL without scheme; ends in {@code /sm3} for an SM2 key and does
   *     not for an Ed25519 key, or IllegalArgumentException
   * @throws LedgerException ALREADY_EXISTS, LOCKED or KEY_UNAVAILABLE
   */
  public EmbeddedLedger create(String origin) throws IOException {
    keys().identity(origin);
    return opened(origin);
  }

  /**
   * Opens a log for writing and finishes what a crash cut off.
   *
   * @throws LedgerException NOT_A_LOG, LOCKED, WRONG_KEY, DAMAGED, HEAD_MISSING, BEHIND_HEAD,
   *     INCONSISTENT or FROZEN
   */
  public EmbeddedLedger open() throws IOException {
    return opened(null);
  }

  private EmbeddedLedger opened(@Nullable String origin) throws IOException {
    LogDirectory log = new LogDirectory(files, real(directory), real(requiredHeadFile()));
    LogOpening opening = new LogOpening(log, keys(), random.nextLong());
    if (origin == null) {
      opening.requireLog();
    }
    log.prepare();
    Closeable lock = log.lock();
    boolean done = false;
    try {
      if (origin != null) {
        opening.create(origin);
      }
      LogWriter writer = opening.open();
      SaltJournal salts = SaltJournal.open(log, writer.parts().identity().hash(), random);
      GroupCommit group = new GroupCommit(writer, log.root(), groupWindow);
      EmbeddedLedger ledger = new EmbeddedLedger(writer, group, salts, lock);
      done = true;
      return ledger;
    } finally {
      if (!done) {
        lock.close();
      }
    }
  }

  private Path requiredHeadFile() {
    if (headFile == null) {
      throw new IllegalStateException("headFile is not set: it guards against restored backups");
    }
    if (headFile.toAbsolutePath().normalize().startsWith(directory.toAbsolutePath().normalize())) {
      throw new IllegalArgumentException(
          "the head file must lie outside the log, or a backup of the log takes it along");
    }
    return headFile;
  }

  private static Path real(Path path) throws IOException {
    return Files.exists(path) ? path.toRealPath() : path.toAbsolutePath().normalize();
  }
}
