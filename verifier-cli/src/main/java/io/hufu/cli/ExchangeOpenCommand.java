package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.exchange.DecryptionKey;
import io.hufu.exchange.PackageOpener;
import io.hufu.exchange.PackageRefusedException;
import io.hufu.exchange.PackagedFile;
import io.hufu.exchange.ReceivedPackage;
import io.hufu.exchange.SeenFile;
import io.hufu.exchange.Senders;
import io.hufu.exchange.message.DeliveryReceipt;
import io.hufu.exchange.message.Parties;
import io.hufu.model.TrustList;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu exchange open}: decrypts and verifies a package; 0 opened, 1 refused, 2 unsaid. */
@Command
final class ExchangeOpenCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "PACKAGE")
  private Path file;

  @Option(names = "--key", required = true, paramLabel = "P12")
  private Path key;

  @Mixin private PasswordOption password;

  @Mixin private TrustListOption trust;

  @Option(names = "--crl", paramLabel = "FILE")
  private List<Path> crls = List.of();

  @Option(names = "--out", required = true, paramLabel = "DIR")
  private Path out;

  @Option(names = "--state", paramLabel = "DIR")
  private Path state;

  @Option(names = "--receipt", paramLabel = "FILE")
  private Path receipt;

  @Option(names = "--sign-key", paramLabel = "P12")
  private Path signKey;

  @Option(names = "--code", paramLabel = "USCC")
  private String code;

  ExchangeOpenCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, KeyUnavailableException {
    if ((receipt != null) != (signKey != null) || (receipt != null) != (code != null)) {
      throw CommandFailure.usage("usage.exchangeReceipt");
    }
    new InputFiles(session).requireFile(file);
    TrustList list = trust.open(session);
    if (list.nextUpdate().isBefore(session.clock().instant())) {
      session.print("exchange.open.staleList", ChinaTime.text(list.nextUpdate()));
      return ExitCode.UNDECIDED;
    }
    try (Password secret = password.read(session)) {
      DecryptionKey opening = new ExchangeInputs(session).decryption(key, secret.characters());
      SigningKey signing =
          signKey == null ? null : new Keys(session).open(signKey, secret.characters());
      ReceivedPackage received = open(opening, list);
      print(received);
      if (signing != null) {
        acknowledge(received, signing);
      }
      return ExitCode.DONE;
    } catch (PackageRefusedException e) {
      session.print("exchange.open.refused", e.code(), session.say("exchange.refused." + e.code()));
      session.note("exchange.detail", InputFiles.reason(e));
      return ExitCode.REJECTED;
    }
  }

  private ReceivedPackage open(DecryptionKey opening, TrustList list)
      throws CommandFailure, PackageRefusedException {
    PackageOpener.Builder builder =
        PackageOpener.builder()
            .key(opening)
            .senders(Senders.listedIn(list, new ExchangeInputs(session).crls(crls)))
            .clock(session.clock());
    session.files().makeDirectory(out);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      if (state == null) {
        return builder.build().open(in, out);
      }
      session.files().makeDirectory(state);
      try (SeenFile seen = SeenFile.in(state, session.clock())) {
        return builder.seen(seen).build().open(in, out);
      }
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(out, e);
    }
  }

  private void print(ReceivedPackage received) {
    session.print("exchange.open.done", session.show(received.folder()));
    session.print(
        "exchange.open.from", received.terms().sender(), OneLine.of(received.sender().subject()));
    session.print(
        "exchange.open.why",
        OneLine.of(received.terms().purpose()),
        OneLine.of(received.terms().legalBasis()));
    for (PackagedFile each : received.contents()) {
      session.print("exchange.open.file", each.name(), each.size(), each.mediaType());
    }
  }

  private void acknowledge(ReceivedPackage received, SigningKey signing)
      throws CommandFailure, KeyUnavailableException {
    new Keys(session).requireUsable(signing, signKey);
    DeliveryReceipt given =
        new DeliveryReceipt(
            new Parties(
                ExchangeInputs.code(code), received.terms().sender(), session.clock().instant()),
            received.message().id(),
            received.message().content(),
            received.message().sender());
    session.files().write(receipt, given.sign(signing).bytes(), false);
    session.print("exchange.open.receipt", session.show(receipt));
  }
}
