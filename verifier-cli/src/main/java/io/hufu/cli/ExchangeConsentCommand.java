package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.exchange.message.ConsentToken;
import io.hufu.exchange.message.MessageKind;
import io.hufu.exchange.message.Parties;
import io.hufu.exchange.message.SignedMessage;
import io.hufu.model.SignedConsent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code hufu exchange consent}: the holder, or an official for the holder, consents to a request.
 */
@Command
final class ExchangeConsentCommand implements Callable<Integer> {
  private static final Duration LIFE = Duration.ofDays(1);

  private final Session session;

  @Parameters(paramLabel = "REQUEST")
  private Path request;

  @Option(names = "--official", paramLabel = "TEXT")
  private String official;

  @Option(names = "--statement", required = true, paramLabel = "TEXT")
  private String statement;

  @Option(names = "--expires", paramLabel = "T")
  private String expires;

  @Mixin private KeyOptions key;

  @Option(names = "--out", required = true, paramLabel = "FILE")
  private Path out;

  @Option(names = "--force")
  private boolean force;

  ExchangeConsentCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, KeyUnavailableException {
    SignedMessage asked = new ExchangeInputs(session).message(MessageKind.REQUEST, request);
    Instant now = session.clock().instant();
    ConsentToken token =
        new ConsentToken(
            new Parties(asked.from(), asked.to(), now),
            asked.digest(),
            official == null ? SignedConsent.By.HOLDER : SignedConsent.By.OFFICIAL,
            official,
            statement,
            expires == null ? now.plus(LIFE) : ChinaTime.moment("--expires", expires));
    byte[] signed;
    try {
      signed = token.sign(signer()).bytes();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("exchange.message", InputFiles.reason(e));
    }
    session.files().write(out, signed, force);
    session.print("exchange.consent.done", session.show(out));
    return ExitCode.DONE;
  }

  /** A holder's key may have no certificate; an official's has one that is for signing now. */
  private SigningKey signer() throws CommandFailure {
    if (official != null) {
      return key.openForSigning(session);
    }
    try (Password secret = key.password(session)) {
      return new Keys(session).open(key.file(), secret.characters());
    }
  }
}
