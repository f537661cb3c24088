package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.exchange.DirectoryDrop;
import io.hufu.exchange.ExchangeOffice;
import io.hufu.exchange.Letterbox;
import io.hufu.exchange.RequestRecord;
import io.hufu.exchange.message.MessageKind;
import io.hufu.exchange.message.RequestState;
import io.hufu.exchange.message.SignedMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code hufu exchange send}: stores requests for sending, sends what waits, and takes in what lies
 * in a shared folder. 0 when nothing waits any more, 2 when something does.
 */
@Command
final class ExchangeSendCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofMinutes(30);

  private final Session session;

  @Parameters(arity = "0..*", paramLabel = "REQUEST")
  private List<Path> requests = List.of();

  @Option(names = "--office", required = true, paramLabel = "FILE")
  private Path office;

  @Mixin private PasswordOption password;

  @Option(names = "--consent", paramLabel = "FILE")
  private Path consent;

  @Option(names = "--drop", paramLabel = "DIR")
  private Path drop;

  ExchangeSendCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, KeyUnavailableException {
    if (consent != null && requests.size() != 1) {
      throw CommandFailure.usage("usage.exchangeConsent");
    }
    ExchangeOfficeFile file = new ExchangeOfficeFile(session, office);
    if (drop == null && file.isInUse()) {
      return leave(file.directory());
    }
    try (Password secret = password.read(session);
        ExchangeOffice opened = file.open(secret.characters())) {
      for (Path request : requests) {
        ask(opened, request);
      }
      if (drop == null) {
        opened.deliver(file.client(TIMEOUT));
        opened.process();
      } else {
        exchange(opened, DirectoryDrop.in(drop));
      }
      print(opened, file.directory());
      return opened.pending().isEmpty() ? ExitCode.DONE : ExitCode.UNDECIDED;
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(office, e);
    }
  }

  /** The office is served by another process, which does what is left for it. */
  private int leave(Path directory) throws CommandFailure {
    Letterbox letterbox = Letterbox.of(directory);
    ExchangeInputs inputs = new ExchangeInputs(session);
    try {
      for (Path request : requests) {
        letterbox.ask(
            inputs.message(MessageKind.REQUEST, request),
            consent == null ? null : inputs.message(MessageKind.CONSENT, consent));
        session.print("exchange.send.left", session.show(request));
      }
      List<RequestRecord> known = letterbox.requests();
      new RequestLines(session, directory).print(known);
      boolean waits = known.stream().anyMatch(record -> record.state() == RequestState.OPEN);
      return waits || !requests.isEmpty() ? ExitCode.UNDECIDED : ExitCode.DONE;
    } catch (MalformedDataException e) {
      throw CommandFailure.input("exchange.state", InputFiles.reason(e));
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(office, e);
    }
  }

  /** What comes in is dealt with first, so that answers leave in the same round. */
  private void exchange(ExchangeOffice opened, DirectoryDrop folder)
      throws CommandFailure, IOException, KeyUnavailableException {
    session.files().makeDirectory(drop);
    folder.collect(opened);
    opened.process();
    opened.deliver(folder);
  }

  private void ask(ExchangeOffice opened, Path request)
      throws CommandFailure, IOException, KeyUnavailableException {
    ExchangeInputs inputs = new ExchangeInputs(session);
    SignedMessage message = inputs.message(MessageKind.REQUEST, request);
    SignedMessage token = consent == null ? null : inputs.message(MessageKind.CONSENT, consent);
    try {
      opened.ask(message, token);
    } catch (IllegalArgumentException | MalformedDataException e) {
      throw CommandFailure.input("exchange.state", InputFiles.reason(e));
    }
  }

  private void print(ExchangeOffice opened, Path directory) throws IOException {
    new RequestLines(session, directory).print(opened.requests());
    session.print("exchange.send.waiting", opened.pending().size());
  }
}
