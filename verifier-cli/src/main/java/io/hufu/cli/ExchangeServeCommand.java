package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.exchange.ExchangeOffice;
import io.hufu.exchange.ExchangeServer;
import io.hufu.exchange.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hufu exchange serve}: runs an office: takes packages, answers, sends, purges. */
@Command
final class ExchangeServeCommand implements Callable<Integer> {
  private static final int POLL_MILLIS = 100;
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final Duration BETWEEN_PURGES = Duration.ofHours(1);

  private final Session session;

  @Option(names = "--office", required = true, paramLabel = "FILE")
  private Path office;

  @Mixin private PasswordOption password;

  @Option(names = "--bind", defaultValue = "127.0.0.1", paramLabel = "ADDRESS")
  private String bind;

  @Option(names = "--port", defaultValue = "8443", paramLabel = "PORT")
  private int port;

  @Option(names = "--keep", paramLabel = "DAYS")
  private Integer keep;

  ExchangeServeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, KeyUnavailableException, InterruptedException {
    if (port < 0 || port > 65_535) {
      throw CommandFailure.usage("usage.value", port, "--port");
    }
    if (keep != null) {
      Days.require("--keep", keep);
    }
    // The JDK's server reads this once: a request's head may not take longer, in seconds.
    System.setProperty("sun.net.httpserver.maxReqTime", Long.toString(LONGEST.toSeconds()));
    ExchangeOfficeFile file = new ExchangeOfficeFile(session, office);
    Interruption interruption = session.interruption();
    interruption.willBeAskedFor();
    try (Password secret = password.read(session);
        ExchangeOffice opened = file.open(secret.characters());
        ExchangeServer server = listen(file, opened, secret.characters())) {
      session.print("exchange.serve.listening", opened.authority(), bind, server.port());
      session.out().flush();
      run(opened, file.client(LONGEST), interruption);
    } catch (IOException e) {
      throw CommandFailure.output("tsa.bind", bind, port, InputFiles.reason(e));
    }
    return ExitCode.DONE;
  }

  private ExchangeServer listen(ExchangeOfficeFile file, ExchangeOffice opened, char[] secret)
      throws CommandFailure, IOException {
    InetSocketAddress address = new InetSocketAddress(bind, port);
    Path tls = file.tlsKey();
    if (tls != null) {
      return ExchangeServer.listening(
          opened, address, new TlsFiles(session).showing(tls, secret), LONGEST);
    }
    if (address.getAddress() == null || !address.getAddress().isLoopbackAddress()) {
      throw CommandFailure.usage("usage.exchangeTls", bind);
    }
    return ExchangeServer.listeningInClear(opened, address, LONGEST);
  }

  private void run(ExchangeOffice opened, Transport transport, Interruption interruption)
      throws IOException, KeyUnavailableException, InterruptedException {
    Instant purge = session.clock().instant();
    while (!interruption.requested()) {
      int done = opened.process() + opened.deliver(transport);
      Instant now = session.clock().instant();
      if (keep != null && !now.isBefore(purge)) {
        opened.purge(now.minus(Duration.ofDays(keep)));
        purge = now.plus(BETWEEN_PURGES);
      }
      if (done == 0) {
        Thread.sleep(POLL_MILLIS);
      }
    }
  }
}
