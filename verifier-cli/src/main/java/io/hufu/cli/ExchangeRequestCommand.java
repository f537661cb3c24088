package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.exchange.message.ExchangeRequest;
import io.hufu.exchange.message.ExchangeRequest.Ground;
import io.hufu.exchange.message.ExchangeRequest.Holder;
import io.hufu.exchange.message.ExchangeRequest.Reason;
import io.hufu.exchange.message.ExchangeRequest.Wanted;
import io.hufu.exchange.message.Parties;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hufu exchange request}: writes a signed request for licences of one holder. */
@Command
final class ExchangeRequestCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--from", required = true, paramLabel = "USCC")
  private String from;

  @Option(names = "--to", required = true, paramLabel = "USCC")
  private String to;

  @Option(names = "--holder", required = true, paramLabel = "TYPE:CODE")
  private String holder;

  @Option(names = "--holder-name", paramLabel = "NAME")
  private String holderName;

  @Option(names = "--want", required = true, paramLabel = "TYPE[:FIELD,…]")
  private List<String> wanted;

  @Option(names = "--matter", required = true, paramLabel = "CODE")
  private String matter;

  @Option(names = "--purpose", required = true, paramLabel = "TEXT")
  private String purpose;

  @Option(names = "--basis", required = true, paramLabel = "TEXT")
  private String basis;

  @Option(names = "--exempt", paramLabel = "TEXT")
  private String exemption;

  @Option(names = "--case", paramLabel = "TEXT")
  private String reference;

  @Option(names = "--corrects", paramLabel = "ID")
  private String corrects;

  @Option(names = "--deadline", required = true, paramLabel = "T")
  private String deadline;

  @Mixin private KeyOptions key;

  @Option(names = "--out", required = true, paramLabel = "FILE")
  private Path out;

  @Option(names = "--force")
  private boolean force;

  ExchangeRequestCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, KeyUnavailableException {
    ExchangeInputs inputs = new ExchangeInputs(session);
    ExchangeRequest request =
        new ExchangeRequest(
            inputs.randomId(),
            new Parties(
                ExchangeInputs.code(from), ExchangeInputs.code(to), session.clock().instant()),
            who(),
            wanted(),
            new Reason(
                matter,
                purpose,
                basis,
                exemption == null ? Ground.CONSENT : Ground.STATUTORY,
                exemption,
                reference),
            Base64Url.encode(inputs.random()),
            ChinaTime.moment("--deadline", deadline),
            corrects);
    byte[] signed;
    try {
      signed = request.sign(key.openForSigning(session)).bytes();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("exchange.message", InputFiles.reason(e));
    }
    session.files().write(out, signed, force);
    session.print("exchange.request.done", session.show(out), request.id());
    if (exemption == null) {
      session.print("exchange.request.consent", session.quoted(out));
    }
    return ExitCode.DONE;
  }

  private Holder who() throws CommandFailure {
    String[] parts = holder.split(":", 2);
    if (parts.length != 2 || parts[1].isBlank()) {
      throw CommandFailure.usage("usage.value", "…", "--holder");
    }
    return new Holder(parts[0], parts[1], holderName);
  }

  private List<Wanted> wanted() throws CommandFailure {
    List<Wanted> all = new ArrayList<>();
    for (String each : wanted) {
      String[] parts = each.split(":", 2);
      String type = new Types(session).require(parts[0]).code();
      all.add(new Wanted(type, parts.length == 1 ? List.of() : List.of(parts[1].split(","))));
    }
    return all;
  }
}
