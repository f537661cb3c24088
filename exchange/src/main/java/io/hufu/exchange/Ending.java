package io.hufu.exchange;

import io.hufu.crypto.MalformedDataException;
import io.hufu.exchange.message.CorrectionRequest;
import io.hufu.exchange.message.ExchangeRefusal;
import io.hufu.exchange.message.ExchangeResponse;
import io.hufu.exchange.message.MessageKind;
import io.hufu.exchange.message.RequestState;
import io.hufu.exchange.message.SignedMessage;
import io.hufu.exchange.message.UseReceipt;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Takes what others say about requests: answers to ours, later words on answers of ours. */
final class Ending {
  private final Office office;

  Ending(Office office) {
    this.office = office;
  }

  private String us() {
    return office.settings().authority();
  }

  void response(Incoming incoming) throws IOException, MalformedDataException {
    SignedMessage message = incoming.message(MessageKind.RESPONSE, us());
    ExchangeResponse response = ExchangeResponse.of(message);
    for (ExchangeResponse.Presentation presentation : response.presentations()) {
      requireListed(presentation, incoming.files());
    }
    end(incoming, message, new About(response.requestId(), response.request()));
  }

  private static void requireListed(
      ExchangeResponse.Presentation presentation, List<PackagedFile> files)
      throws MalformedDataException {
    HexFormat hex = HexFormat.of();
    if (files.stream()
        .noneMatch(
            file ->
                file.name().equals(presentation.file())
                    && hex.formatHex(file.digest()).equals(presentation.digest()))) {
      throw new MalformedDataException("response.jwt: a presentation is not in the package");
    }
  }

  void refusal(Incoming incoming) throws IOException, MalformedDataException {
    SignedMessage message = incoming.message(MessageKind.REFUSAL, us());
    ExchangeRefusal refusal = ExchangeRefusal.of(message);
    end(incoming, message, new About(refusal.requestId(), refusal.request()));
  }

  /** A provider asks for a better request; a requester doubts an answer. */
  void correction(Incoming incoming) throws IOException, MalformedDataException {
    SignedMessage message = incoming.message(MessageKind.CORRECTION, us());
    CorrectionRequest correction = CorrectionRequest.of(message);
    About about = new About(correction.requestId(), correction.about());
    Optional<RequestRecord> ours = office.book().find(us(), about.requestId());
    if (ours.filter(record -> record.digest().equals(about.digest())).isPresent()) {
      end(incoming, message, about);
    } else {
      followUp(incoming, message, about, RequestState.DISPUTED);
    }
  }

  void use(Incoming incoming) throws IOException, MalformedDataException {
    SignedMessage message = incoming.message(MessageKind.USE_RECEIPT, us());
    UseReceipt receipt = UseReceipt.of(message);
    RequestState next =
        receipt.use() == UseReceipt.Use.USED ? RequestState.USED : RequestState.NOT_USED;
    followUp(incoming, message, new About(receipt.requestId(), receipt.response()), next);
  }

  /** The request that a message speaks of, and the message that it is about. */
  private record About(String requestId, String digest) {}

  private void end(Incoming incoming, SignedMessage message, About about)
      throws IOException, MalformedDataException {
    synchronized (office.book()) {
      RequestRecord record =
          office
              .book()
              .find(us(), about.requestId())
              .filter(known -> known.digest().equals(about.digest()))
              .filter(known -> known.provider().equals(message.from()))
              .orElseThrow(() -> new MalformedDataException("an answer to no request of ours"));
      if (message.digest().equals(record.answer())) {
        return; // a crash came between writing this down and marking the package
      }
      RequestState next = EndOfRequest.of(message.kind());
      if (!record.state().mayBecome(next)) {
        throw new MalformedDataException("a second answer to one request");
      }
      String folder = String.valueOf(incoming.arrived().folder().getFileName());
      office.log(
          AuditEntry.Event.ENDED,
          message.from(),
          incoming.arrived().message(),
          record.matter(),
          next.name());
      office.book().write(record.answered(next, message.digest(), folder));
    }
  }

  private void followUp(Incoming incoming, SignedMessage message, About about, RequestState next)
      throws IOException, MalformedDataException {
    synchronized (office.book()) {
      Optional<RequestRecord> asked = office.book().find(message.from(), about.requestId());
      if (asked.filter(known -> known.answer() == null).isPresent()) {
        // Our answer may have left before it was written down here, as after a crash.
        throw new AnswerNotNowException("a word on an answer came before the answer", null);
      }
      RequestRecord record =
          asked
              .filter(known -> about.digest().equals(known.answer()))
              .orElseThrow(() -> new MalformedDataException("about no answer of ours"));
      if (record.state() == next) {
        return;
      }
      if (!record.state().mayBecome(next)) {
        throw new MalformedDataException("cannot follow " + record.state());
      }
      office.log(
          AuditEntry.Event.FOLLOWED_UP,
          message.from(),
          incoming.arrived().message(),
          record.matter(),
          next.name());
      office.book().write(record.in(next));
    }
  }
}
