package io.hufu.signing.status;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.signing.journal.DirectoryLock;
import io.hufu.signing.journal.Journal;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;

/** The directory of a register: lock, journal, and the state that the journal adds up to. */
final class RegisterStore implements Closeable {
  private final Path directory;
  private final DirectoryLock lock;
  private final Journal journal;
  private final RegisterState state = new RegisterState();

  private RegisterStore(Path directory, DirectoryLock lock, Journal journal) {
    this.directory = directory;
    this.lock = lock;
    this.journal = journal;
  }

  /**
   * Opens or makes a register.
   *
   * @param asked settings of a new register; where not empty, an old one must have the same
   */
  static RegisterStore open(Path directory, RegisterRecord.Opened asked) throws IOException {
    DirectoryLock lock = DirectoryLock.take(directory);
    try {
      Journal journal = Journal.open(directory.resolve("journal"));
      RegisterStore store = new RegisterStore(directory, lock, journal);
      try {
        store.load(asked);
        return store;
      } catch (IOException e) {
        journal.close();
        throw e;
      }
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  private void load(RegisterRecord.Opened asked) throws IOException {
    for (JsonObject json : journal.takeRecords()) {
      try {
        state.apply(RegisterRecord.read(json));
      } catch (MalformedDataException e) {
        throw problem("journal: " + e.getMessage());
      }
    }
    if (state.settings() == null) {
      if (asked.authority().isEmpty() || asked.lists().isEmpty()) {
        throw problem("no status register yet: name its authority and the address of its lists");
      }
      append(List.of(asked));
    }
    requireSame("authority", asked.authority(), state.opened().authority());
    requireSame("lists", asked.lists(), state.opened().lists());
  }

  private void requireSame(String what, String asked, String kept) throws IOException {
    if (!asked.isEmpty() && !asked.equals(kept)) {
      throw problem("this register has " + what + " " + kept + ", not " + asked);
    }
  }

  RegisterState state() {
    return state;
  }

  /** Writes records durably, then takes them in. */
  void append(List<? extends RegisterRecord> records) throws IOException {
    if (records.isEmpty()) {
      return;
    }
    journal.append(records.stream().map(RegisterRecord::toJson).toList());
    for (RegisterRecord record : records) {
      try {
        state.apply(record);
      } catch (MalformedDataException e) {
        throw new IllegalStateException("a record that the register itself made", e);
      }
    }
  }

  IOException problem(String what) {
    return new FileSystemException(directory.toString(), null, what);
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      journal.close();
    }
  }
}
