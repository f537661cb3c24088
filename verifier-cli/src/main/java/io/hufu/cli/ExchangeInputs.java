package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.pki.Crl;
import io.hufu.exchange.DecryptionKey;
import io.hufu.exchange.message.MessageKind;
import io.hufu.exchange.message.SignedMessage;
import io.hufu.model.UnifiedSocialCreditCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What the commands of {@code hufu exchange} read. */
final class ExchangeInputs {
  private final Session session;

  ExchangeInputs(Session session) {
    this.session = session;
  }

  SignedMessage message(MessageKind kind, Path file) throws CommandFailure {
    byte[] bytes = EvidenceFiles.strip(new InputFiles(session).read(file));
    try {
      return SignedMessage.parse(kind, bytes);
    } catch (MalformedDataException e) {
      throw CommandFailure.input("file.unreadable", session.show(file), InputFiles.reason(e));
    }
  }

  DecryptionKey decryption(Path file, char[] password) throws CommandFailure {
    byte[] store = new InputFiles(session).read(file);
    try {
      return DecryptionKey.fromPkcs12(store, password);
    } catch (KeyUnavailableException e) {
      if (e.reason() == KeyUnavailableException.Reason.UNSUPPORTED_ALGORITHM) {
        throw CommandFailure.input("exchange.encryptionKey", session.show(file));
      }
      throw CommandFailure.input("key." + e.reason().name(), session.show(file));
    }
  }

  List<Crl> crls(List<Path> files) throws CommandFailure {
    List<Crl> crls = new ArrayList<>();
    for (Path file : files) {
      try {
        crls.add(Crl.parse(new InputFiles(session).read(file)));
      } catch (MalformedDataException e) {
        throw CommandFailure.input("file.unreadable", session.show(file), InputFiles.reason(e));
      }
    }
    return crls;
  }

  static String code(String text) throws CommandFailure {
    if (!UnifiedSocialCreditCode.isValid(text)) {
      throw CommandFailure.usage("usage.uscc", text);
    }
    return text;
  }

  /** 128 random bits. */
  byte[] random() {
    byte[] id = new byte[16];
    session.random().nextBytes(id);
    return id;
  }

  String randomId() {
    return HexFormat.of().formatHex(random());
  }
}
