package io.hufu.ledger;

import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.NoteKey;
import io.hufu.model.LedgerTrust;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link LogWitness}. Not thread-safe; use it once. */
public final class WitnessBuilder {
  final Path directory;
  final SigningKey key;
  final Map<String, LedgerTrust> logs = new LinkedHashMap<>();
  Clock clock = Clock.systemUTC();
  private @Nullable String name;
  private FileLayer files = DiskFiles.INSTANCE;

  WitnessBuilder(Path directory, SigningKey key) {
    this.directory = directory;
    this.key = key;
  }

  /** Sets the name under which the witness signs, best a URL without scheme. Required. */
  public WitnessBuilder name(String newName) {
    this.name = newName;
    return this;
  }

  /** Sets where the time of cosignatures comes from; default the system's clock. */
  public WitnessBuilder clock(Clock source) {
    this.clock = source;
    return this;
  }

  /**
   * Adds logs to witness.
   *
   * @param ledgers of the key's suite: SM3 trees for SM2, SHA-256 trees for Ed25519, or
   *     IllegalArgumentException
   */
  public WitnessBuilder logs(Collection<LedgerTrust> ledgers) {
    for (LedgerTrust ledger : ledgers) {
      if (ledger.hash() != LogWitness.hashFor(key.algorithm())) {
        throw new IllegalArgumentException(
            "ledger "
                + ledger.origin()
                + " hashes with "
                + ledger.hash().label()
                + ", which a witness with "
                + key.algorithm()
                + " does not cosign");
      }
      logs.put(ledger.origin(), ledger);
    }
    return this;
  }

  WitnessBuilder files(FileLayer layer) {
    this.files = layer;
    return this;
  }

  NoteKey noteKey() {
    if (name == null) {
      throw new IllegalStateException("name is not set: verifiers know the witness by it");
    }
    NoteKey.Kind kind =
        switch (LogWitness.hashFor(key.algorithm())) {
          case SM3 -> NoteKey.Kind.SM2_WITNESS;
          default -> NoteKey.Kind.ED25519_WITNESS;
        };
    return NoteKey.of(name, kind, key.verificationKey());
  }

  /**
   * Opens the directory, alone; makes it when its parent is there.
   *
   * @throws LedgerException LOCKED when another process witnesses with it
   */
  public LogWitness open() throws IOException {
    noteKey();
    new WitnessState(files, directory).make();
    Closeable lock = files.lock(directory.resolve("lock"));
    return new LogWitness(this, files, lock);
  }
}
