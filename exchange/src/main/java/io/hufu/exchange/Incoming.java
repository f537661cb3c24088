package io.hufu.exchange;

import io.hufu.crypto.MalformedDataException;
import io.hufu.exchange.message.MessageKind;
import io.hufu.exchange.message.SignedMessage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The messages of an accepted package: signed by its sender, spoken by the authority that it names,
 * and spoken to us.
 */
final class Incoming {
  private final Inbox.Arrived arrived;
  private final Map<MessageKind, PackagedFile> messages;

  Incoming(Inbox.Arrived arrived) {
    this.arrived = arrived;
    this.messages =
        arrived.manifest().files().stream()
            .filter(file -> MessageKind.ofFileName(file.name()).isPresent())
            .collect(
                Collectors.toMap(
                    file -> MessageKind.ofFileName(file.name()).orElseThrow(), file -> file));
  }

  Inbox.Arrived arrived() {
    return arrived;
  }

  /** The kind that says what the package is for; empty when it carries files only. */
  Optional<MessageKind> kind() {
    return messages.keySet().stream().filter(kind -> kind != MessageKind.CONSENT).findFirst();
  }

  /** Reads a message that the package's own sender signed. */
  SignedMessage message(MessageKind kind, String ourCode)
      throws IOException, MalformedDataException {
    SignedMessage message =
        read(kind).orElseThrow(() -> new MalformedDataException(kind.fileName() + ": missing"));
    boolean fits =
        messages.keySet().stream().filter(each -> each != MessageKind.CONSENT).count() == 1
            && message.certificates().stream().findFirst().equals(Optional.of(arrived.sender()))
            && message.verifies(arrived.sender().key())
            && message.from().equals(arrived.manifest().terms().sender())
            && message.to().equals(ourCode);
    if (!fits) {
      throw new MalformedDataException(
          kind.fileName() + ": is not the only message, from this sender and for this authority");
    }
    return message;
  }

  /** Reads a message that somebody else may have signed. */
  Optional<SignedMessage> read(MessageKind kind) throws IOException, MalformedDataException {
    PackagedFile file = messages.get(kind);
    return file == null
        ? Optional.empty()
        : Optional.of(SignedMessage.parse(kind, arrived.read(file, SignedMessage.MAX_BYTES)));
  }

  List<PackagedFile> files() {
    return arrived.manifest().files();
  }
}
