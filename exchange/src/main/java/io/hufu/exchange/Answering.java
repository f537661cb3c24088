package io.hufu.exchange;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.exchange.message.CorrectionRequest;
import io.hufu.exchange.message.ExchangeRefusal;
import io.hufu.exchange.message.ExchangeRefusal.Code;
import io.hufu.exchange.message.ExchangeRequest;
import io.hufu.exchange.message.ExchangeRequest.Ground;
import io.hufu.exchange.message.ExchangeResponse;
import io.hufu.exchange.message.MessageKind;
import io.hufu.exchange.message.Parties;
import io.hufu.exchange.message.RequestState;
import io.hufu.exchange.message.SignedMessage;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Answers requests of others, each once. */
final class Answering {
  private static final int BUFFER = 1 << 16;

  private final Office office;
  private final OfficeSettings settings;

  Answering(Office office) {
    this.office = office;
    this.settings = office.settings();
  }

  /** Answers; after a crash it finds the answer that was stored and does not make another. */
  void answer(Incoming incoming)
      throws IOException, MalformedDataException, KeyUnavailableException {
    SignedMessage message = incoming.message(MessageKind.REQUEST, settings.authority());
    ExchangeRequest request = ExchangeRequest.of(message);
    requireAnswerable(request);
    RequestRecord record = record(message, request);
    if (!record.digest().equals(message.digest())) {
      throw new MalformedDataException("request.jwt: another request has had this id");
    }
    String key = "answer-" + record.key();
    if (record.state().ended()) {
      return;
    }
    Optional<Letter> stored = office.outbox().find(key);
    Letter letter =
        stored.isPresent()
            ? stored.get()
            : make(key, message, request, decide(incoming, message, request));
    // The answer is safe: what is written from here on is written again after a crash.
    RequestState state = EndOfRequest.of(letter.kind());
    office.log(
        AuditEntry.Event.ANSWERED,
        request.parties().from(),
        incoming.arrived().message(),
        request.reason().matter(),
        state.name());
    office.book().write(record.answered(state, String.valueOf(letter.digest()), null));
  }

  /**
   * An answer repeats the reason in its own package; what cannot stand there was never asked so.
   */
  private void requireAnswerable(ExchangeRequest request) throws MalformedDataException {
    try {
      PackageReason.of(request.reason())
          .terms(settings.authority(), settings.now(), settings.life());
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException("request.jwt: " + e.getMessage(), e);
    }
  }

  private RequestRecord record(SignedMessage message, ExchangeRequest request) throws IOException {
    Optional<RequestRecord> before = office.book().find(message.from(), request.id());
    if (before.isPresent()) {
      return before.get();
    }
    RequestRecord record =
        new RequestRecord(
            message.from(),
            request.id(),
            settings.authority(),
            message.digest(),
            request.reason().matter(),
            request.deadline(),
            RequestState.OPEN,
            null,
            null);
    office.book().write(record);
    return record;
  }

  private Answer decide(Incoming incoming, SignedMessage message, ExchangeRequest request)
      throws IOException {
    if (settings.now().minus(settings.limits().skew()).isAfter(request.deadline())) {
      return new Answer.Refused(Code.DEADLINE_PASSED, null);
    }
    Optional<Code> forbidden = settings.policy().objection(request);
    if (forbidden.isPresent()) {
      return new Answer.Refused(forbidden.get(), null);
    }
    if (request.reason().ground() == Ground.CONSENT) {
      Optional<Code> missing = consent(incoming, message);
      if (missing.isPresent()) {
        return new Answer.Refused(missing.get(), null);
      }
    }
    try {
      return settings.answers().answer(request);
    } catch (IOException e) {
      throw new AnswerNotNowException("the register cannot be asked now", e);
    }
  }

  private Optional<Code> consent(Incoming incoming, SignedMessage request) throws IOException {
    try {
      Optional<SignedMessage> consent = incoming.read(MessageKind.CONSENT);
      if (consent.isEmpty()) {
        return Optional.of(Code.CONSENT_MISSING);
      }
      return settings
          .consents()
          .objection(consent.get(), request, settings.now())
          .map(objection -> Code.CONSENT_INVALID);
    } catch (MalformedDataException e) {
      return Optional.of(Code.CONSENT_INVALID);
    }
  }

  /** A register that answers with what cannot be sent has not answered. */
  private Letter make(String key, SignedMessage message, ExchangeRequest request, Answer answer)
      throws IOException, KeyUnavailableException {
    try {
      return post(key, message, request, answer);
    } catch (IllegalArgumentException e) {
      throw new AnswerNotNowException("the register's answer cannot be sent: " + e.getMessage(), e);
    }
  }

  private Letter post(String key, SignedMessage message, ExchangeRequest request, Answer answer)
      throws IOException, KeyUnavailableException {
    Parties parties = request.parties().reversed(settings.now());
    SignedMessage signed;
    List<Attachment> files = List.of();
    if (answer instanceof Answer.Granted granted) {
      files = granted.items().stream().map(Answer.Item::file).toList();
      signed =
          new ExchangeResponse(parties, message.digest(), request.id(), presentations(granted))
              .sign(settings.signer());
    } else if (answer instanceof Answer.Refused refused) {
      signed =
          new ExchangeRefusal(
                  parties, message.digest(), request.id(), refused.code(), refused.detail())
              .sign(settings.signer());
    } else {
      signed =
          new CorrectionRequest(
                  parties, message.digest(), request.id(), ((Answer.Correct) answer).items())
              .sign(settings.signer());
    }
    PackageReason why = PackageReason.of(request.reason());
    return office.post(key, request.parties().from(), why, signed, files);
  }

  private List<ExchangeResponse.Presentation> presentations(Answer.Granted granted)
      throws IOException {
    List<ExchangeResponse.Presentation> presentations = new ArrayList<>();
    for (Answer.Item item : granted.items()) {
      MessageDigest digest = settings.suite().hash().start();
      byte[] buffer = new byte[BUFFER];
      try (InputStream in = item.file().content().open()) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          digest.update(buffer, 0, n);
        }
      }
      presentations.add(
          new ExchangeResponse.Presentation(
              item.type(), item.file().name(), HexFormat.of().formatHex(digest.digest())));
    }
    return presentations;
  }
}
