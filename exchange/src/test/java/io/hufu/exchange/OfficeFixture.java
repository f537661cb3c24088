package io.hufu.exchange;

import io.hufu.crypto.Suite;
import io.hufu.exchange.message.ExchangeRequest;
import io.hufu.exchange.message.MessageKind;
import io.hufu.exchange.message.SignedMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two offices that know each other. */
abstract class OfficeFixture {
  @TempDir Path folder;
  OfficePair pair;
  ExchangeOffice requester;
  ExchangeOffice provider;

  @BeforeEach
  void open() throws Exception {
    pair = new OfficePair(folder, Suite.SM);
    requester = pair.open(OfficePair.REQUESTER);
    provider = pair.open(OfficePair.PROVIDER);
  }

  @AfterEach
  void close() throws Exception {
    requester.close();
    provider.close();
  }

  static String id(SignedMessage request) throws Exception {
    return ExchangeRequest.of(request).id();
  }

  RequestRecord exchange(SignedMessage request, @Nullable SignedMessage consent) throws Exception {
    requester.ask(request, consent);
    OfficePair.turn(requester, provider);
    return requester.request(id(request)).orElseThrow();
  }

  SignedMessage answer(RequestRecord record, MessageKind kind) throws Exception {
    Path file = requester.inbox().resolve(String.valueOf(record.folder())).resolve(kind.fileName());
    return SignedMessage.parse(kind, Files.readAllBytes(file));
  }
}
