package io.hufu.exchange;

import io.hufu.crypto.MalformedDataException;
import io.hufu.exchange.message.DeliveryReceipt;
import io.hufu.exchange.message.MessageKind;
import io.hufu.exchange.message.RequestState;
import io.hufu.exchange.message.SignedMessage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends what waits in the outbox until each has its receipt. Thread-safe. */
final class Dispatch {
  private static final System.Logger LOGGER = System.getLogger(Dispatch.class.getName());
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  /** What a bad line can cause: the same bytes may arrive whole the next time. */
  private static final Set<RefusalCode> OF_THE_LINE =
      EnumSet.of(
          RefusalCode.MALFORMED,
          RefusalCode.HEADER_CHANGED,
          RefusalCode.NO_STANZA_OPENS,
          RefusalCode.CUT_OFF,
          RefusalCode.CONTENT_CHANGED,
          RefusalCode.LIMIT_EXCEEDED);

  /** What another clock or a newer trust list will make good: it stays so only until it expires. */
  private static final Set<RefusalCode> OF_THE_TIME =
      EnumSet.of(RefusalCode.FROM_FUTURE, RefusalCode.EXPIRED, RefusalCode.SENDER_UNTRUSTED);

  private static final int LINE_TRIES = 5;

  /** Recipients that are served at the same time. */
  private static final int LINES = 8;

  private final Office office;
  private final Map<String, Wait> waits = new ConcurrentHashMap<>();

  private final Set<String> busy = ConcurrentHashMap.newKeySet();

  private record Wait(int tries, Instant until) {
    static final Wait NONE = new Wait(0, Instant.EPOCH);
  }

  Dispatch(Office office) {
    this.office = office;
  }

  /**
   * Tries each letter that is due once; returns how many got their receipt. Recipients are served
   * side by side, each with one letter after the other; one that another thread is serving is left
   * out. Who does not answer for one letter is not asked about the others in this round.
   */
  int round(Transport transport) throws IOException {
    List<String> mine =
        office.outbox().pending().stream().map(Letter::to).distinct().filter(busy::add).toList();
    if (mine.size() <= 1) {
      return mine.isEmpty() ? 0 : serve(mine.get(0), transport);
    }
    ExecutorService lines = Executors.newFixedThreadPool(Math.min(LINES, mine.size()));
    try {
      List<Future<Integer>> running =
          mine.stream().map(to -> lines.submit(() -> serve(to, transport))).toList();
      int delivered = 0;
      for (Future<Integer> each : running) {
        delivered += result(each);
      }
      return delivered;
    } finally {
      lines.shutdown();
    }
  }

  private int serve(String to, Transport transport) throws IOException {
    try {
      Instant now = office.settings().now();
      List<Letter> due =
          office.outbox().pending().stream()
              .filter(letter -> letter.to().equals(to))
              .filter(letter -> !now.isBefore(waitOf(letter).until()))
              .toList();
      return deliver(due, transport);
    } finally {
      busy.remove(to);
    }
  }

  private Wait waitOf(Letter letter) {
    return waits.getOrDefault(letter.key(), Wait.NONE);
  }

  private static int result(Future<Integer> line) throws IOException {
    try {
      return line.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }

  private int deliver(List<Letter> letters, Transport transport) throws IOException {
    int delivered = 0;
    for (Letter letter : letters) {
      try {
        delivered += attempt(letter, transport) ? 1 : 0;
      } catch (TransportFailedException e) {
        LOGGER.log(System.Logger.Level.DEBUG, "a package waits for another attempt", e);
        postpone(letter);
        break;
      }
    }
    return delivered;
  }

  /** Keeps what a transport throws apart from what our own disk does. */
  private static final class TransportFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    TransportFailedException(Throwable cause) {
      super(cause);
    }
  }

  private void postpone(Letter letter) {
    int tries = waitOf(letter).tries() + 1;
    Duration wait = office.settings().firstRetry().multipliedBy(1L << Math.min(tries - 1, 16));
    Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    waits.put(letter.key(), new Wait(tries, office.settings().now().plus(bounded)));
  }

  private boolean attempt(Letter letter, Transport transport)
      throws IOException, TransportFailedException {
    if (office.outbox().tried(letter)) {
      // The outcome of the last attempt is unknown: the receipt, if there is one, tells it.
      Optional<byte[]> receipt = ask(letter, transport);
      if (receipt.isPresent() && settle(letter, receipt.get())) {
        return true;
      }
    }
    if (office
        .settings()
        .now()
        .minus(office.settings().limits().skew())
        .isAfter(letter.expires())) {
      fail(letter, RefusalCode.EXPIRED);
      return false;
    }
    if (!office.outbox().tried(letter)) {
      office.log(AuditEntry.Event.SENT, letter.to(), letter.message(), letter.reason(), null);
      office.outbox().markTried(letter);
    }
    Delivery delivery = hand(letter, transport);
    if (delivery instanceof Delivery.Receipted receipted) {
      if (settle(letter, receipted.receipt())) {
        return true;
      }
    } else if (delivery instanceof Delivery.Refused refused && isFinal(letter, refused.code())) {
      fail(letter, refused.code());
      return false;
    }
    postpone(letter);
    return false;
  }

  private static Optional<byte[]> ask(Letter letter, Transport transport)
      throws TransportFailedException {
    try {
      return transport.receipt(letter);
    } catch (IOException e) {
      throw new TransportFailedException(e);
    }
  }

  private static Delivery hand(Letter letter, Transport transport) throws TransportFailedException {
    try {
      return transport.send(letter);
    } catch (IOException e) {
      throw new TransportFailedException(e);
    }
  }

  private boolean isFinal(Letter letter, RefusalCode code) {
    if (OF_THE_TIME.contains(code)) {
      return false;
    }
    return !OF_THE_LINE.contains(code) || waitOf(letter).tries() >= LINE_TRIES;
  }

  private void fail(Letter letter, RefusalCode code) throws IOException {
    office.log(
        AuditEntry.Event.UNDELIVERED, letter.to(), letter.message(), letter.reason(), code.name());
    office.outbox().failed(letter, code.name());
    waits.remove(letter.key());
  }

  /** Keeps a receipt that is about this letter and by its recipient; any other counts nothing. */
  private boolean settle(Letter letter, byte[] receipt) throws IOException {
    Optional<String> objection = objection(letter, receipt);
    if (objection.isPresent()) {
      LOGGER.log(
          System.Logger.Level.WARNING, "no receipt for " + letter.key() + ": " + objection.get());
      return false;
    }
    office.log(AuditEntry.Event.DELIVERED, letter.to(), letter.message(), letter.reason(), null);
    office.outbox().delivered(letter, receipt);
    waits.remove(letter.key());
    if (letter.kind() == MessageKind.REQUEST) {
      requestArrived(letter);
    }
    return true;
  }

  private Optional<String> objection(Letter letter, byte[] bytes) {
    try {
      SignedMessage message = SignedMessage.parse(MessageKind.DELIVERY_RECEIPT, bytes);
      DeliveryReceipt receipt = DeliveryReceipt.of(message);
      MessageKey key = new MessageKey(receipt.sender(), receipt.message(), receipt.manifest());
      if (!key.equals(letter.message())
          || !message.from().equals(letter.to())
          || !message.to().equals(office.settings().authority())) {
        return Optional.of("it is about another package");
      }
      return message.verifiesByItsCertificate()
          ? office.settings().objection(message.certificates(), letter.to())
          : Optional.of("its signature does not verify");
    } catch (MalformedDataException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void requestArrived(Letter letter) throws IOException {
    String id = letter.key().substring(letter.key().lastIndexOf('-') + 1);
    synchronized (office.book()) {
      Optional<RequestRecord> record = office.book().find(office.settings().authority(), id);
      if (record.isPresent() && record.get().state() == RequestState.OPEN) {
        office.book().write(record.get().in(RequestState.DELIVERED));
      }
    }
  }
}
