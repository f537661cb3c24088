package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.exchange.ExchangeOffice;
import io.hufu.exchange.Letterbox;
import io.hufu.exchange.Senders;
import io.hufu.exchange.message.DeliveryReceipt;
import io.hufu.exchange.message.MessageKind;
import io.hufu.exchange.message.SignedMessage;
import io.hufu.exchange.message.UseReceipt;
import io.hufu.model.TrustList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu exchange receipt}: checks a delivery receipt, or says what became of an answer. */
@Command
final class ExchangeReceiptCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(arity = "0..1", paramLabel = "FILE")
  private Path file;

  @Option(names = "--trust", paramLabel = "LIST")
  private Path trust;

  @Option(names = "--office", paramLabel = "FILE")
  private Path office;

  @Option(names = "--request", paramLabel = "ID")
  private String request;

  @Option(names = "--use", paramLabel = "USED|NOT_USED")
  private UseReceipt.Use use;

  @Mixin private OptionalPasswordOption password;

  ExchangeReceiptCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, KeyUnavailableException {
    boolean checks = file != null && trust != null;
    boolean says = office != null && request != null && use != null;
    if (checks == says) {
      throw CommandFailure.usage("usage.exchangeUse");
    }
    return checks ? check() : report();
  }

  private int check() throws CommandFailure {
    TrustList list = new TrustFiles(session).signed(trust);
    SignedMessage message = new ExchangeInputs(session).message(MessageKind.DELIVERY_RECEIPT, file);
    DeliveryReceipt receipt;
    try {
      receipt = DeliveryReceipt.of(message);
    } catch (MalformedDataException e) {
      throw CommandFailure.input("file.unreadable", session.show(file), InputFiles.reason(e));
    }
    Optional<String> objection =
        message.verifiesByItsCertificate()
            ? Senders.listedIn(list, List.of())
                .objection(message.certificates(), message.from(), receipt.parties().created())
            : Optional.of(session.say("exchange.receipt.signature"));
    if (objection.isPresent()) {
      session.print("exchange.receipt.no", OneLine.of(objection.get()));
      return list.nextUpdate().isBefore(receipt.parties().created())
          ? ExitCode.UNDECIDED
          : ExitCode.REJECTED;
    }
    session.print(
        "exchange.receipt.yes",
        message.from(),
        message.to(),
        ChinaTime.text(receipt.parties().created()));
    session.print("exchange.receipt.package", receipt.message(), receipt.manifest());
    return ExitCode.DONE;
  }

  private int report() throws CommandFailure, KeyUnavailableException {
    ExchangeOfficeFile file = new ExchangeOfficeFile(session, office);
    if (file.isInUse()) {
      return leave(Letterbox.of(file.directory()));
    }
    try (Password secret = password.required(session);
        ExchangeOffice opened = file.open(secret.characters())) {
      opened.reportUse(request, use, List.of());
      session.print("exchange.receipt.stored", request);
      return ExitCode.DONE;
    } catch (IllegalArgumentException e) {
      throw CommandFailure.input("exchange.state", InputFiles.reason(e));
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(office, e);
    }
  }

  /** The office is served by another process, which does what is left for it. */
  private int leave(Letterbox letterbox) throws CommandFailure {
    try {
      letterbox.reportUse(request, use);
      session.print("exchange.receipt.left", request);
      return ExitCode.DONE;
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("usage.value", request, "--request");
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(office, e);
    }
  }
}
