package io.hufu.cli;

import io.hufu.ledger.LedgerServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import picocli.CommandLine.Option;

/** Where a server listens, and how it ends. */
final class ServeOptions {
  private static final int POLL_MILLIS = 200;

  @Option(names = "--bind", defaultValue = "127.0.0.1", paramLabel = "ADDRESS")
  private String bind;

  @Option(names = "--port", paramLabel = "PORT")
  private Integer port;

  /** Starts a server at an address. */
  @FunctionalInterface
  interface Start {
    LedgerServer at(InetSocketAddress address) throws IOException;
  }

  boolean asked() {
    return port != null;
  }

  /** Serves until the user ends it. */
  int run(Session session, Start start) throws CommandFailure, InterruptedException {
    if (port == null || port < 0 || port > 65_535) {
      throw CommandFailure.usage("usage.value", String.valueOf(port), "--port");
    }
    // The JDK's server reads these once: a request may not take longer, in seconds.
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
    System.setProperty("sun.net.httpserver.maxRspTime", "60");
    Interruption interruption = session.interruption();
    interruption.willBeAskedFor();
    try (LedgerServer server = start.at(new InetSocketAddress(bind, port))) {
      session.print("ledger.listening", bind, server.port());
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
