package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.ledger.LedgerServer;
import io.hufu.ledger.LogWitness;
import io.hufu.ledger.WitnessAnswer;
import io.hufu.ledger.WitnessRequest;
import io.hufu.model.LedgerTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu ledger witness}: cosigns other agencies' checkpoints, from files or over HTTP. */
@Command
final class LedgerWitnessCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "DIR")
  private Path state;

  @Parameters(index = "1..*", paramLabel = "LOG|REQUEST")
  private List<String> asked = List.of();

  @Option(names = "--name", required = true, paramLabel = "NAME")
  private String name;

  @Option(names = "--key", required = true, paramLabel = "P12")
  private Path keyFile;

  @Mixin private PasswordOption password;

  @Option(names = "--new-key", paramLabel = "sm|intl")
  private SuiteName suite;

  @Option(names = "--trust", paramLabel = "LIST")
  private Path trust;

  @Mixin private ServeOptions serve;

  LedgerWitnessCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    if (name.isBlank() || name.chars().anyMatch(c -> c <= ' ' || c == '+')) {
      throw CommandFailure.usage("usage.value", OneLine.of(name), "--name");
    }
    SigningKey key;
    try (Password secret = password.read(session)) {
      if (suite != null) {
        key = SigningKey.generate(LedgerFiles.algorithm(suite.suite()), session.random());
        new Keys(session).write(keyFile, key, secret.characters(), false);
      } else {
        key = new Keys(session).open(keyFile, secret.characters());
      }
    }
    try (LogWitness witness = open(key)) {
      if (suite != null) {
        session.print("ledger.witness.made");
        session.out().println(witness.noteKey().vkey());
        return ExitCode.DONE;
      }
      for (String each : asked) {
        answer(witness, each);
      }
      if (serve.asked()) {
        return serve.run(session, address -> LedgerServer.serving(witness, address));
      }
      return ExitCode.DONE;
    }
  }

  private LogWitness open(SigningKey key) throws CommandFailure, IOException {
    List<LedgerTrust> logs =
        trust == null
            ? List.of()
            : new TrustFiles(session)
                .signed(trust).ledgers().stream()
                    .filter(log -> log.hash() == LogWitness.hashFor(key.algorithm()))
                    .toList();
    if (suite == null && trust == null) {
      throw CommandFailure.usage("usage.trustNeeded");
    }
    return LogWitness.in(state, key).name(name).clock(session.clock()).logs(logs).open();
  }

  /** Prints the cosigned checkpoint of a log, or the answer to a request in a file. */
  private void answer(LogWitness witness, String asked) throws CommandFailure, IOException {
    LogPlace place = new LogPlace(session, asked);
    if (place.remote() || Files.isDirectory(place.path())) {
      session.out().print(place.open().submit(witness, List.of(witness.noteKey())));
      return;
    }
    byte[] file = new InputFiles(session).read(place.path(), WitnessRequest.MAX_LENGTH);
    try {
      WitnessAnswer answer = witness.add(WitnessRequest.parse(file));
      if (answer.outcome() != WitnessAnswer.Outcome.CONFIRMED) {
        throw CommandFailure.input(
            "witness." + answer.outcome().name(), place.show(), answer.detail());
      }
      answer.lines().forEach(line -> session.out().print(line.encoded()));
    } catch (MalformedDataException e) {
      throw CommandFailure.input("file.unreadable", place.show(), InputFiles.reason(e));
    }
  }
}
