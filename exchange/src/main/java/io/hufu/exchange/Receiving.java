package io.hufu.exchange;

import io.hufu.crypto.KeyUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Takes packages in and gives receipts for them. Thread-safe. */
final class Receiving {
  private final Office office;
  private final PackageOpener opener;
  private final SeenFile seen;

  Receiving(Office office, SeenFile seen) {
    this.office = office;
    this.seen = seen;
    OfficeSettings settings = office.settings();
    this.opener =
        PackageOpener.builder()
            .key(settings.decryption())
            .earlierKeys(settings.earlier())
            .senders(settings.senders())
            .seen(seen)
            .limits(settings.limits())
            .clock(settings.clock())
            .build();
  }

  /** What was taken in: a folder the first time, always a receipt. */
  record Taken(Optional<Path> folder, byte[] receipt) {}

  Taken take(InputStream in) throws IOException, PackageRefusedException, KeyUnavailableException {
    try {
      ReceivedPackage received = opener.open(in, office.inbox().directory());
      Inbox.Arrived arrived = Inbox.load(received.folder());
      return new Taken(Optional.of(received.folder()), acknowledge(arrived));
    } catch (PackageRefusedException e) {
      if (e.code() == RefusalCode.ALREADY_RECEIVED && e.message().isPresent()) {
        return again(e.message().get(), e);
      }
      office.log(AuditEntry.Event.REFUSED, null, null, null, e.code().name());
      throw e;
    }
  }

  /** A repeated package gets the receipt that it got before. */
  private Taken again(MessageKey message, PackageRefusedException refusal)
      throws IOException, PackageRefusedException, KeyUnavailableException {
    Optional<byte[]> receipt = office.receipts().find(message);
    if (receipt.isEmpty()) {
      Path folder = office.inbox().directory().resolve(message.folder());
      if (!Files.isDirectory(folder)) {
        throw refusal;
      }
      receipt = Optional.of(acknowledge(Inbox.load(folder)));
    }
    return new Taken(Optional.empty(), receipt.get());
  }

  private byte[] acknowledge(Inbox.Arrived arrived) throws IOException, KeyUnavailableException {
    PackageTerms terms = arrived.manifest().terms();
    if (office.receipts().find(arrived.message()).isEmpty()) {
      String why = terms.matter() == null ? terms.legalBasis() : terms.matter();
      office.log(AuditEntry.Event.RECEIVED, terms.sender(), arrived.message(), why, null);
    }
    return office.receipts().of(arrived.message(), terms.sender());
  }

  /**
   * After a crash: what stands in the inbox was received, and gets remembered and a receipt. What
   * has a receipt was received too, even if the account of what was seen is lost.
   */
  void recover() throws IOException, KeyUnavailableException {
    Set<String> known = seen.folders();
    Set<String> receipted = office.receipts().folders();
    Duration skew = office.settings().limits().skew();
    for (Path folder : office.inbox().folders()) {
      String name = String.valueOf(folder.getFileName());
      if (!known.contains(name) || !receipted.contains(name)) {
        Inbox.Arrived arrived = Inbox.load(folder);
        seen.remember(arrived.message(), arrived.manifest().terms().expires().plus(skew));
        acknowledge(arrived);
      }
    }
    known = seen.folders();
    Instant replayable = office.settings().now().plus(office.settings().limits().life()).plus(skew);
    for (String name : receipted) {
      if (!known.contains(name)) {
        seen.remember(office.receipts().about(name), replayable);
      }
    }
  }
}
