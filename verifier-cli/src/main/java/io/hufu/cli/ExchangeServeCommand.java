package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.exchange.ExchangeOffice;
import io.hufu.exchange.ExchangeServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hufu exchange serve}: runs an office: takes packages, answers, sends, anchors, purges. */
@Command
final class ExchangeServeCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final Duration BETWEEN_PURGES = Duration.ofHours(1);
  private static final int LONGEST_PERIOD = 7 * 24 * 60;

  /** More than these are not accepted, so that the server's queue does not run over. */
  private static final String CONNECTIONS = "512";

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

  @Option(names = "--anchor-every", defaultValue = "60", paramLabel = "MINUTES")
  private int anchorEvery;

  @Mixin private LedgerOptions ledger;

  private Instant purge = Instant.MIN;

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
    if (anchorEvery < 1 || anchorEvery > LONGEST_PERIOD) {
      throw CommandFailure.usage("usage.value", anchorEvery, "--anchor-every");
    }
    // The JDK's server reads this once: a request's head may not take longer, in seconds.
    System.setProperty("sun.net.httpserver.maxReqTime", Long.toString(LONGEST.toSeconds()));
    ExchangeOfficeFile file = new ExchangeOfficeFile(session, office);
    System.setProperty("jdk.httpserver.maxConnections", CONNECTIONS);
    session.interruption().willBeAskedFor();
    try (Password secret = password.read(session);
        ExchangeOffice opened = file.open(secret.characters());
        ExchangeServer server = listen(file, opened, secret.characters())) {
      session.print("exchange.serve.listening", opened.authority(), bind, server.port());
      session.out().flush();
      AuditAnchoring anchoring = new AuditAnchoring(session, ledger);
      new OfficeRounds(session, opened, file.client(LONGEST))
          .run(() -> anchorAndPurge(opened, secret, anchoring));
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(office, e);
    }
    return ExitCode.DONE;
  }

  private ExchangeServer listen(ExchangeOfficeFile file, ExchangeOffice opened, char[] secret)
      throws CommandFailure {
    InetSocketAddress address = new InetSocketAddress(bind, port);
    Path tls = file.tlsKey();
    boolean here = address.getAddress() != null && address.getAddress().isLoopbackAddress();
    if (tls == null && !here) {
      throw CommandFailure.usage("usage.exchangeTls", bind);
    }
    try {
      return tls == null
          ? ExchangeServer.listeningInClear(opened, address, LONGEST)
          : ExchangeServer.listening(
              opened, address, new TlsFiles(session).showing(tls, secret), LONGEST);
    } catch (IOException e) {
      throw CommandFailure.output("tsa.bind", bind, port, InputFiles.reason(e));
    }
  }

  private int anchorAndPurge(ExchangeOffice opened, Password secret, AuditAnchoring anchoring)
      throws IOException, KeyUnavailableException {
    anchoring.anchorEvery(Duration.ofMinutes(anchorEvery), opened, secret);
    Instant now = session.clock().instant();
    if (keep == null || now.isBefore(purge)) {
      return 0;
    }
    purge = now.plus(BETWEEN_PURGES);
    return opened.purge(now.minus(Duration.ofDays(keep)));
  }
}
