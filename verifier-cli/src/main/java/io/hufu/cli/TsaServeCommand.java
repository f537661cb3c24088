package io.hufu.cli;

import io.hufu.crypto.SigningKey;
import io.hufu.crypto.tsp.TimeStampResponder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hufu tsa serve}: a time-stamp server for pilots. */
@Command
final class TsaServeCommand implements Callable<Integer> {
  private static final int POLL_MILLIS = 200;

  private final Session session;

  @Option(names = "--key", required = true, paramLabel = "P12")
  private Path key;

  @Mixin private PasswordOption password;

  @Option(names = "--bind", defaultValue = "127.0.0.1", paramLabel = "ADDRESS")
  private String bind;

  @Option(names = "--port", defaultValue = "3161", paramLabel = "PORT")
  private int port;

  TsaServeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    if (port < 0 || port > 65_535) {
      throw CommandFailure.usage("usage.value", port, "--port");
    }
    SigningKey signing;
    try (Password secret = password.read(session)) {
      signing = new Keys(session).open(key, secret.characters());
    }
    TimeStampResponder responder;
    try {
      responder = new TimeStampResponder(signing, session.clock(), session.random());
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw CommandFailure.input("tsa.key", session.show(key));
    }
    // The JDK's server reads these once: a request may not take longer, in seconds.
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
    System.setProperty("sun.net.httpserver.maxRspTime", "10");
    Interruption interruption = session.interruption();
    interruption.willBeAskedFor();
    try (TimeStampServer server =
        new TimeStampServer(new InetSocketAddress(bind, port), responder)) {
      session.print("tsa.listening", bind, server.port());
      session.out().flush();
      while (!interruption.requested()) {
        Thread.sleep(POLL_MILLIS);
      }
    } catch (IOException e) {
      throw CommandFailure.output("tsa.bind", bind, port, InputFiles.reason(e));
    }
    return ExitCode.DONE;
  }
}
