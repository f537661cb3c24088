package io.hufu.exchange;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.exchange.message.CorrectionRequest;
import io.hufu.exchange.message.ExchangeRequest;
import io.hufu.exchange.message.ExchangeRequest.Ground;
import io.hufu.exchange.message.Parties;
import io.hufu.exchange.message.RequestState;
import io.hufu.exchange.message.SignedMessage;
import io.hufu.exchange.message.UseReceipt;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an office says as the one who asks. Thread-safe. */
final class Asking {
  private final Office office;

  Asking(Office office) {
    this.office = office;
  }

  private String authority() {
    return office.settings().authority();
  }

  RequestRecord ask(SignedMessage request, @Nullable SignedMessage consent)
      throws IOException, MalformedDataException, KeyUnavailableException {
    ExchangeRequest contents = ExchangeRequest.of(request);
    requireOurs(request);
    if ((contents.reason().ground() == Ground.CONSENT) != (consent != null)) {
      throw new IllegalArgumentException(
          "a consent token is sent exactly when consent is the ground");
    }
    RequestRecord record;
    synchronized (office.book()) {
      record =
          office.book().find(authority(), contents.id()).orElseGet(() -> fresh(request, contents));
      if (!record.digest().equals(request.digest())) {
        throw new IllegalArgumentException("another request has had the id " + contents.id());
      }
      office.book().write(record);
    }
    PackageReason why = PackageReason.of(contents.reason());
    office.post(
        "request-" + contents.id(),
        request.to(),
        why,
        request,
        consent == null ? List.of() : List.of(Office.attachment(consent)));
    return record;
  }

  private void requireOurs(SignedMessage message) {
    if (!message.from().equals(authority())
        || !message.verifies(office.settings().signer().verificationKey())) {
      throw new IllegalArgumentException("not signed by the key of this office");
    }
  }

  private RequestRecord fresh(SignedMessage request, ExchangeRequest contents) {
    return new RequestRecord(
        authority(),
        contents.id(),
        request.to(),
        request.digest(),
        contents.reason().matter(),
        contents.deadline(),
        RequestState.OPEN,
        null,
        null);
  }

  Letter reportUse(String requestId, UseReceipt.Use use, List<String> checks)
      throws IOException, KeyUnavailableException {
    RequestState next = use == UseReceipt.Use.USED ? RequestState.USED : RequestState.NOT_USED;
    RequestRecord record = answered(requestId, next);
    SignedMessage message =
        new UseReceipt(parties(record), answer(record), requestId, record.matter(), use, checks)
            .sign(office.settings().signer());
    return followUp("use-", record, message, next);
  }

  Letter dispute(String requestId, List<CorrectionRequest.Item> items)
      throws IOException, KeyUnavailableException {
    RequestRecord record = answered(requestId, RequestState.DISPUTED);
    SignedMessage message =
        new CorrectionRequest(parties(record), answer(record), requestId, items)
            .sign(office.settings().signer());
    return followUp("dispute-", record, message, RequestState.DISPUTED);
  }

  private static String answer(RequestRecord record) {
    return String.valueOf(record.answer());
  }

  private Parties parties(RequestRecord record) {
    return new Parties(authority(), record.provider(), office.settings().now());
  }

  private RequestRecord answered(String requestId, RequestState next) throws IOException {
    return office
        .book()
        .find(authority(), requestId)
        .filter(record -> record.state().mayBecome(next) || record.state() == next)
        .orElseThrow(
            () ->
                new IllegalArgumentException("no request with an answer has the id " + requestId));
  }

  private Letter followUp(
      String prefix, RequestRecord record, SignedMessage message, RequestState next)
      throws IOException, KeyUnavailableException {
    PackageReason why = new PackageReason(record.matter(), record.matter(), record.matter(), null);
    Letter letter = office.post(prefix + record.id(), record.provider(), why, message, List.of());
    synchronized (office.book()) {
      RequestRecord now = office.book().find(authority(), record.id()).orElse(record);
      if (now.state().mayBecome(next)) {
        office.book().write(now.in(next));
      }
    }
    return letter;
  }
}
