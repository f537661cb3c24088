package io.hufu.ledger.fabric;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.ledger.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The transactions that may have been submitted and whose outcome is not known yet, one a log.
 *
 * <p>Written durably before a transaction is given to the orderers, removed when its outcome is
 * known. Used by one thread at a time.
 */
final class Journal {
  private static final int MAX_LENGTH = 4 << 20;

  private final Path directory;
  private final DurableFiles files;

  Journal(Path directory) {
    this.directory = directory;
    this.files = DurableFiles.in(directory);
  }

  private static String name(String origin) {
    byte[] utf8 = origin.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(HashAlgorithm.SHA_256.digest(utf8)) + ".json";
  }

  Optional<PendingTransaction> pending(String origin) throws IOException {
    try {
      return Optional.of(PendingTransaction.parse(files.read(name(origin), MAX_LENGTH)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (MalformedDataException e) {
      throw new IOException(
          "the journal entry of "
              + origin
              + " cannot be read ("
              + e.getMessage()
              + "); the contract refuses double publication, so it may be moved away: "
              + directory.resolve(name(origin)),
          e);
    }
  }

  /** Durable when this returns. */
  void store(PendingTransaction pending) throws IOException {
    files.write(name(pending.origin()), pending.encoded());
  }

  void settle(String origin) throws IOException {
    files.delete(name(origin));
  }
}
