package io.hufu.exchange;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.exchange.message.MessageKind;
import io.hufu.exchange.message.SignedMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stores of an office and what all its parts do with them. */
record Office(
    OfficeSettings settings,
    Inbox inbox,
    Outbox outbox,
    RequestBook book,
    ReceiptBook receipts,
    AuditLog audit,
    Path directory) {
  Path anchors() {
    return directory.resolve("anchors");
  }

  void log(
      AuditEntry.Event event,
      @Nullable String peer,
      @Nullable MessageKey message,
      @Nullable String why,
      @Nullable String outcome)
      throws IOException {
    audit.add(
        new AuditEntry(
            event,
            settings.now(),
            settings.timeSource(),
            peer,
            message == null ? null : message.id(),
            message == null ? null : message.content(),
            why,
            outcome));
  }

  /** Stores a package with a message and files, once for its purpose. */
  Letter post(
      String key, String to, PackageReason why, SignedMessage message, List<Attachment> more)
      throws IOException, KeyUnavailableException {
    List<Attachment> files = new ArrayList<>();
    files.add(attachment(message));
    files.addAll(more);
    return store(key, to, why, files, message);
  }

  /** Stores a package with files only. */
  Letter post(String key, String to, PackageReason why, List<Attachment> files)
      throws IOException, KeyUnavailableException {
    return store(key, to, why, files, null);
  }

  private Letter store(
      String key,
      String to,
      PackageReason why,
      List<Attachment> files,
      @Nullable SignedMessage message)
      throws IOException, KeyUnavailableException {
    Instant now = settings.now();
    Certificate recipient =
        settings
            .recipients()
            .certificateOf(to, now)
            .orElseThrow(
                () ->
                    new AnswerNotNowException(
                        "no encryption certificate of "
                            + to
                            + " that the trust list names; get it from them",
                        null));
    PackageTerms terms = why.terms(settings.authority(), now, settings.life());
    return outbox.put(key, new Outbox.Contents(files, terms, to, recipient, message));
  }

  static Attachment attachment(SignedMessage message) {
    byte[] bytes = message.bytes();
    return new Attachment(
        message.kind().fileName(), MessageKind.MEDIA_TYPE, () -> new ByteArrayInputStream(bytes));
  }
}
