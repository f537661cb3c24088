package io.hufu.exchange;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.exchange.message.CorrectionRequest;
import io.hufu.exchange.message.MessageKind;
import io.hufu.exchange.message.SignedMessage;
import io.hufu.exchange.message.UseReceipt;
import io.hufu.model.Anchor;
import io.hufu.model.AnchorReceipt;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * One authority's side of all its exchanges, kept in a directory. Thread-safe; close it.
 *
 * <p>Whatever happens between two calls (a crash, a cut line, the same package twice), every
 * request ends once and every accepted package has one receipt. The caller brings a transport and
 * calls {@link #process} and {@link #deliver} again and again.
 *
 * <pre>{@code
 * try (ExchangeOffice office = ExchangeOffice.at(Path.of("exchange"))
 *     .authority("11990100009902019W").signer(signingKey).decryption(encryptionKey)
 *     .senders(Senders.listedIn(trust, crls))
 *     .recipients(Recipients.listedIn(trust, certificates, crls))
 *     .policy(policy).answers(register)
 *     .open()) {
 *   office.process();
 *   office.deliver(ExchangeClient.to(addresses));
 * }
 * }</pre>
 */
public final class ExchangeOffice implements Closeable {
  private static final System.Logger LOGGER = System.getLogger(ExchangeOffice.class.getName());

  /** Until a register or a recipient that is missing is asked for again. */
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final Office office;
  private final DirectoryLock lock;
  private final SeenFile seen;
  private final Receiving receiving;
  private final Asking asking;
  private final Answering answering;
  private final Ending ending;
  private final Dispatch dispatch;
  private final Letterbox letterbox;
  private final ConcurrentLinkedQueue<Path> arrived = new ConcurrentLinkedQueue<>();
  private final Map<Path, Instant> later = new HashMap<>();

  ExchangeOffice(Office office, DirectoryLock lock, SeenFile seen)
      throws IOException, KeyUnavailableException {
    this.office = office;
    this.lock = lock;
    this.seen = seen;
    this.receiving = new Receiving(office, seen);
    this.asking = new Asking(office);
    this.answering = new Answering(office);
    this.ending = new Ending(office);
    this.dispatch = new Dispatch(office);
    this.letterbox = Letterbox.of(office.directory());
    receiving.recover();
    arrived.addAll(office.inbox().waiting());
  }

  /** Starts an office in a directory that exists. */
  public static ExchangeOfficeBuilder at(Path directory) {
    return new ExchangeOfficeBuilder(directory);
  }

  /** Tells whether somebody works in an office's directory now, in this process or another. */
  public static boolean isInUse(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try {
      DirectoryLock.of(directory).close();
      return false;
    } catch (DirectoryInUseException e) {
      return true;
    }
  }

  /** Returns the code of the authority whose office this is. */
  public String authority() {
    return office.settings().authority();
  }

  /**
   * Asks: stores a request for sending. Repeating the call with the same request changes nothing.
   *
   * @param consent needed exactly when consent is the ground
   * @throws IllegalArgumentException when the request is not ours, or its id was used before
   */
  public RequestRecord ask(SignedMessage request, @Nullable SignedMessage consent)
      throws IOException, MalformedDataException, KeyUnavailableException {
    return asking.ask(request, consent);
  }

  /**
   * Stores a package of files for sending.
   *
   * @param key letters, digits and hyphens; the same key never makes a second package
   */
  public Letter send(String key, String to, PackageReason why, List<Attachment> files)
      throws IOException, KeyUnavailableException {
    if (!key.matches("[A-Za-z0-9][A-Za-z0-9-]{0,99}")) {
      throw new IllegalArgumentException("a key has letters, digits and hyphens");
    }
    return office.post("files-" + key, to, why, files);
  }

  /** Tells the provider what became of its answer; IllegalArgumentException when it may not be. */
  public Letter reportUse(String requestId, UseReceipt.Use use, List<String> checks)
      throws IOException, KeyUnavailableException {
    return asking.reportUse(requestId, use, checks);
  }

  /** Asks the provider to check its answer (校核纠错). */
  public Letter dispute(String requestId, List<CorrectionRequest.Item> items)
      throws IOException, KeyUnavailableException {
    return asking.dispute(requestId, items);
  }

  /**
   * Takes a package in and returns the signed receipt; the same for a package that came before.
   *
   * @throws PackageRefusedException when it is refused
   * @throws IOException when it could not be read or stored; it may be sent again
   */
  public byte[] receive(InputStream in)
      throws IOException, PackageRefusedException, KeyUnavailableException {
    Receiving.Taken taken = receiving.take(in);
    taken.folder().ifPresent(arrived::add);
    return taken.receipt();
  }

  /** Tells whether a package of so many bytes could be taken; logs a refusal when not. */
  boolean takes(long bytes) throws IOException {
    ExchangeLimits limits = office.settings().limits();
    if (bytes <= limits.packageBytes() + limits.headerBytes() + (1 << 10)) {
      return true;
    }
    office.log(AuditEntry.Event.REFUSED, null, null, null, RefusalCode.LIMIT_EXCEEDED.name());
    return false;
  }

  /** Finds the receipt of a package that was accepted. */
  public Optional<byte[]> receiptFor(MessageKey message) throws IOException {
    return office.receipts().find(message);
  }

  /**
   * Deals with what has arrived, and with orders in the {@link Letterbox}; returns how much that
   * was. What cannot be dealt with now is kept for the next call.
   */
  public synchronized int process() throws IOException, KeyUnavailableException {
    int dealt = letterbox.empty(this);
    for (int left = arrived.size(); left > 0; left--) {
      Path folder = arrived.poll();
      if (folder == null) {
        break;
      }
      if (office.settings().now().isBefore(later.getOrDefault(folder, Instant.MIN))) {
        arrived.add(folder);
        continue;
      }
      boolean done = false;
      try {
        deal(folder);
        later.remove(folder);
        done = true;
        dealt++;
      } catch (AnswerNotNowException e) {
        LOGGER.log(System.Logger.Level.WARNING, "a request waits: " + e.getMessage());
        later.put(folder, office.settings().now().plus(PAUSE));
      } finally {
        if (!done) {
          arrived.add(folder);
        }
      }
    }
    return dealt;
  }

  private void deal(Path folder) throws IOException, KeyUnavailableException {
    Incoming incoming = new Incoming(Inbox.load(folder));
    try {
      Optional<MessageKind> kind = incoming.kind();
      if (kind.isPresent()) {
        deal(kind.get(), incoming);
      }
    } catch (MalformedDataException e) {
      LOGGER.log(System.Logger.Level.WARNING, "a message is ignored: " + e.getMessage());
      office.log(
          AuditEntry.Event.IGNORED,
          incoming.arrived().manifest().terms().sender(),
          incoming.arrived().message(),
          incoming.arrived().manifest().terms().matter(),
          null);
    }
    office.inbox().done(folder);
  }

  private void deal(MessageKind kind, Incoming incoming)
      throws IOException, MalformedDataException, KeyUnavailableException {
    switch (kind) {
      case REQUEST -> answering.answer(incoming);
      case RESPONSE -> ending.response(incoming);
      case REFUSAL -> ending.refusal(incoming);
      case CORRECTION -> ending.correction(incoming);
      case USE_RECEIPT -> ending.use(incoming);
      case CONSENT, DELIVERY_RECEIPT ->
          throw new MalformedDataException(kind.fileName() + ": does not come by itself");
    }
  }

  /**
   * Tries each stored package that is due; returns how many got their receipt. Recipients are
   * served side by side; one that another call is serving is left out, so that several threads can
   * call this and a recipient that keeps one waiting does not keep the others.
   */
  public int deliver(Transport transport) throws IOException {
    return dispatch.round(transport);
  }

  /** Finds where a request of ours stands. */
  public Optional<RequestRecord> request(String id) throws IOException {
    return office.book().find(authority(), id);
  }

  /** Lists every request, ours and theirs. */
  public List<RequestRecord> requests() throws IOException {
    return office.book().all();
  }

  /** Lists the packages that wait for a receipt. */
  public List<Letter> pending() {
    return office.outbox().pending();
  }

  /** Returns the folder that accepted packages stand in. */
  public Path inbox() {
    return office.inbox().directory();
  }

  /** Returns the log of all this. */
  public AuditLog audit() {
    return office.audit();
  }

  /**
   * Anchors the audit log's head, and the receipts given since the last time.
   *
   * @return the receipt of the head; empty without an anchor
   */
  public Optional<AnchorReceipt> anchorAudit() throws IOException {
    Anchor anchor = office.settings().anchor();
    return anchor == null ? Optional.empty() : Optional.of(anchorAudit(anchor));
  }

  /** Anchors with a ledger that is open only for this; repeating it without news adds nothing. */
  public AnchorReceipt anchorAudit(Anchor ledger) throws IOException {
    return Anchoring.anchor(office, ledger);
  }

  /**
   * Deletes packages, records and audit entries of exchanges that ended before a time. Receipts
   * stay as long as a package can be sent again.
   *
   * @return how many things were deleted
   */
  public synchronized int purge(Instant before) throws IOException {
    return Retention.purge(office, before);
  }

  @Override
  public void close() throws IOException {
    try (lock;
        seen;
        AuditLog audit = office.audit()) {
      audit.head();
    }
  }
}
