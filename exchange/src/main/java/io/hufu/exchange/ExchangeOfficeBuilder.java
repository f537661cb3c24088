package io.hufu.exchange;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.model.Anchor;
import io.hufu.model.UnifiedSocialCreditCode;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the parts of an office. Not thread-safe. */
public final class ExchangeOfficeBuilder {
  private final Path directory;
  private @Nullable String authority;
  private @Nullable SigningKey signer;
  private @Nullable DecryptionKey decryption;
  private List<DecryptionKey> earlier = List.of();
  private @Nullable Senders senders;
  private @Nullable Recipients recipients;
  private ExchangePolicy policy = new ExchangePolicy(List.of());
  private @Nullable Consents consents;
  private Answers answers = Answers.none();
  private ExchangeLimits limits = ExchangeLimits.DEFAULT;
  private Duration life = Duration.ofDays(7);
  private Duration firstRetry = Duration.ofSeconds(5);
  private Clock clock = Clock.systemUTC();
  private String timeSource = "system clock";
  private SecureRandom random = new SecureRandom();
  private @Nullable Anchor anchor;

  ExchangeOfficeBuilder(Path directory) {
    this.directory = directory;
  }

  /** Sets the authority's unified social credit code; required. */
  public ExchangeOfficeBuilder authority(String code) {
    this.authority = code;
    return this;
  }

  /** Sets the key that signs packages and messages, with its certificate; required. */
  public ExchangeOfficeBuilder signer(SigningKey key) {
    this.signer = key;
    return this;
  }

  /** Sets the key that opens packages, of the same suite; required. */
  public ExchangeOfficeBuilder decryption(DecryptionKey key) {
    this.decryption = key;
    return this;
  }

  /**
   * Sets keys that were used before: packages that were on their way when the key changed can still
   * be opened. By default none.
   */
  public ExchangeOfficeBuilder earlierDecryption(List<DecryptionKey> keys) {
    this.earlier = List.copyOf(keys);
    return this;
  }

  /** Sets from whom messages are taken; required. */
  public ExchangeOfficeBuilder senders(Senders known) {
    this.senders = known;
    return this;
  }

  /** Sets to which certificates packages are encrypted; required. */
  public ExchangeOfficeBuilder recipients(Recipients known) {
    this.recipients = known;
    return this;
  }

  /** Sets who may ask for what; by default nobody may ask for anything. */
  public ExchangeOfficeBuilder policy(ExchangePolicy exchangePolicy) {
    this.policy = exchangePolicy;
    return this;
  }

  /** Sets which consents are good; by default those that a listed official has signed. */
  public ExchangeOfficeBuilder consents(Consents known) {
    this.consents = known;
    return this;
  }

  /** Sets the register that answers; by default there is none. */
  public ExchangeOfficeBuilder answers(Answers register) {
    this.answers = register;
    return this;
  }

  /** Sets the limits; default {@link ExchangeLimits#DEFAULT}. */
  public ExchangeOfficeBuilder limits(ExchangeLimits upperBounds) {
    this.limits = upperBounds;
    return this;
  }

  /** Sets how long packages can be opened; default 7 days. */
  public ExchangeOfficeBuilder life(Duration ofPackages) {
    this.life = ofPackages;
    return this;
  }

  /** Sets the first wait after an attempt; it doubles up to ten minutes. Default 5 seconds. */
  public ExchangeOfficeBuilder firstRetry(Duration wait) {
    this.firstRetry = wait;
    return this;
  }

  /** Sets the clock, and what the audit log calls it; default the system's. */
  public ExchangeOfficeBuilder clock(Clock judgingClock, String name) {
    this.clock = judgingClock;
    this.timeSource = name;
    return this;
  }

  /** Sets the source of randomness; default the system's. */
  public ExchangeOfficeBuilder random(SecureRandom source) {
    this.random = source;
    return this;
  }

  /** Sets what receipts and the audit log are anchored with; by default nothing. */
  public ExchangeOfficeBuilder anchor(Anchor ledger) {
    this.anchor = ledger;
    return this;
  }

  /**
   * Opens the office, and finishes what a crash has left half done.
   *
   * @throws IllegalArgumentException when a part is missing or does not fit the others
   * @throws DirectoryInUseException when another process works in the directory
   */
  public ExchangeOffice open() throws IOException, KeyUnavailableException {
    OfficeSettings settings = settings();
    DirectoryLock lock = DirectoryLock.of(directory);
    SeenFile seen = null;
    AuditLog audit = null;
    boolean done = false;
    try {
      DurableFile.sweep(directory);
      seen = SeenFile.in(java.nio.file.Files.createDirectories(directory.resolve("seen")), clock);
      audit = AuditLog.open(directory.resolve("audit.log"), settings.suite().hash(), random);
      ExchangeOffice office = new ExchangeOffice(stores(settings, audit), lock, seen);
      done = true;
      return office;
    } finally {
      if (!done) {
        close(audit, seen, lock);
      }
    }
  }

  private static void close(@Nullable AuditLog audit, @Nullable SeenFile seen, DirectoryLock lock)
      throws IOException {
    try {
      if (audit != null) {
        audit.close();
      }
    } finally {
      try {
        if (seen != null) {
          seen.close();
        }
      } finally {
        lock.close();
      }
    }
  }

  private Office stores(OfficeSettings settings, AuditLog audit) throws IOException {
    return new Office(
        settings,
        new Inbox(directory.resolve("inbox")),
        new Outbox(
            directory.resolve("outbox"),
            PackageSealer.from(settings.signer(), random),
            settings.signer().certificate(),
            settings.suite()),
        new RequestBook(directory.resolve("requests")),
        new ReceiptBook(directory.resolve("receipts"), settings),
        audit,
        directory);
  }

  private OfficeSettings settings() {
    if (authority == null
        || signer == null
        || decryption == null
        || senders == null
        || recipients == null) {
      throw new IllegalArgumentException(
          "an office needs authority, signer, decryption key, senders and recipients");
    }
    if (!UnifiedSocialCreditCode.isValid(authority)
        || signer.chain().isEmpty()
        || signer.algorithm().suite() != decryption.suite()) {
      throw new IllegalArgumentException(
          "an office has a valid code, a certificate, and two keys of one suite");
    }
    Consents known =
        consents == null
            ? Consents.of(holder -> java.util.Optional.empty(), senders, limits.skew())
            : consents;
    return new OfficeSettings(
        authority,
        signer,
        decryption,
        earlier,
        senders,
        recipients,
        policy,
        known,
        answers,
        limits,
        life,
        firstRetry,
        clock,
        timeSource,
        random,
        anchor);
  }
}
