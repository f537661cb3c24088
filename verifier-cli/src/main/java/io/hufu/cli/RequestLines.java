package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.exchange.RequestRecord;
import io.hufu.exchange.message.ExchangeRefusal;
import io.hufu.exchange.message.MessageKind;
import io.hufu.exchange.message.SignedMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Prints where requests stand, and why one was refused. */
final class RequestLines {
  private final Session session;
  private final Path inbox;

  /** Finds answers in the inbox of the office in a directory. */
  RequestLines(Session session, Path office) {
    this.session = session;
    this.inbox = office.resolve("inbox");
  }

  void print(List<RequestRecord> records) throws IOException {
    for (RequestRecord record : records) {
      session.print(
          "exchange.send.request",
          record.requester(),
          record.id(),
          record.provider(),
          record.matter(),
          session.say("exchange.state." + record.state()));
      String folder = record.folder();
      if (folder != null) {
        printAnswer(inbox.resolve(folder));
      }
    }
  }

  private void printAnswer(Path folder) throws IOException {
    Path refusal = folder.resolve(MessageKind.REFUSAL.fileName());
    if (Files.exists(refusal)) {
      printRefusal(refusal);
    } else if (Files.isDirectory(folder)) {
      session.print("exchange.send.answer", session.show(folder));
    }
  }

  /** The message was verified when it came; a copy that cannot be read any more says nothing. */
  private void printRefusal(Path file) throws IOException {
    try {
      ExchangeRefusal said =
          ExchangeRefusal.of(SignedMessage.parse(MessageKind.REFUSAL, Files.readAllBytes(file)));
      String detail = said.detail() == null ? "" : " (" + OneLine.of(said.detail()) + ")";
      session.print(
          "exchange.send.why", said.code(), session.say("exchange.why." + said.code()) + detail);
    } catch (MalformedDataException e) {
      session.print("exchange.send.answer", session.show(file));
    }
  }
}
