package io.hufu.signing.status;

import io.hufu.crypto.SigningKey;
import io.hufu.model.StatusValue;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Collects the parts of a register. Not thread-safe. */
public final class StatusRegisterBuilder {
  private final Path directory;
  private String authority = "";
  private String lists = "";
  private int size = 1 << 20;
  private Duration validity = Duration.ofDays(7);
  private Clock clock = Clock.systemUTC();
  private StatusValue first = StatusValue.VALID;
  private @Nullable SigningKey key;
  private @Nullable SecureRandom random;

  StatusRegisterBuilder(Path directory) {
    this.directory = directory;
  }

  /** Names the authority by its unified social credit code; needed for a new register. */
  public StatusRegisterBuilder authority(String code) {
    this.authority = code;
    return this;
  }

  /** Sets the URI under which the lists 1, 2, … are published; needed for a new register. */
  public StatusRegisterBuilder lists(String uri) {
    this.lists = uri;
    return this;
  }

  /** Sets how many places a new list has, half of which are used; default 2^20, at least 2. */
  public StatusRegisterBuilder listSize(int places) {
    if (places < 2 || places > 1 << 24) {
      throw new IllegalArgumentException("a list has 2 to 2^24 places");
    }
    this.size = places;
    return this;
  }

  /** Sets the key of its own that signs status, with its certificate; required. */
  public StatusRegisterBuilder key(SigningKey statusKey) {
    this.key = statusKey;
    return this;
  }

  /** Sets for how long assertions and lists are promised to hold; default 7 days. */
  public StatusRegisterBuilder validity(Duration promised) {
    this.validity = promised;
    return this;
  }

  /** Sets the clock; default the system's. */
  public StatusRegisterBuilder clock(Clock recordingClock) {
    this.clock = recordingClock;
    return this;
  }

  /** Makes a register whose licences start NOT_ACTIVE, to be activated; default VALID. */
  public StatusRegisterBuilder startNotActive() {
    this.first = StatusValue.NOT_ACTIVE;
    return this;
  }

  /** Sets what draws the places; default a new {@link SecureRandom}. */
  public StatusRegisterBuilder random(SecureRandom source) {
    this.random = source;
    return this;
  }

  /**
   * Opens the register, repairing what a crash left.
   *
   * @throws io.hufu.signing.journal.DamagedJournalException when the journal is damaged
   * @throws io.hufu.signing.journal.DirectoryLockedException when it is open elsewhere
   * @throws IOException when it is of another authority, or cannot be read or written
   */
  public StatusRegister open() throws IOException {
    if (key == null || key.chain().isEmpty()) {
      throw new IllegalArgumentException("a status register needs a key with a certificate");
    }
    SecureRandom source = random == null ? new SecureRandom() : random;
    RegisterRecord.Opened asked = new RegisterRecord.Opened(authority, lists, size, first);
    return new StatusRegister(
        new StatusRegister.Means(key, clock, source, validity),
        RegisterStore.open(directory, asked));
  }
}
