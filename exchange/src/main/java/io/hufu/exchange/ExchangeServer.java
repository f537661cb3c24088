package io.hufu.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.hufu.crypto.KeyUnavailableException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Takes packages for an office over HTTP, and gives receipts. Thread-safe; close it.
 *
 * <p>Bounded: the office's limits, a few threads, a longest time for one package, and at most 30
 * seconds in which a client says nothing. Who may send is decided by what is in a package, not by
 * who brings it.
 */
public final class ExchangeServer implements Closeable {
  static final String PACKAGES = "/exchange/packages";
  static final String RECEIPTS = "/exchange/receipts/";
  static final String PACKAGE_TYPE = "application/vnd.hufu.package";

  private static final System.Logger LOGGER = System.getLogger(ExchangeServer.class.getName());
  private static final int BACKLOG = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int DRAINED = 16 << 20;
  private static final Pattern RECEIPT =
      Pattern.compile("([0-9a-f]{64})-([0-9a-f]{32})-([0-9a-f]{64})");

  private final ExchangeOffice office;
  private final HttpServer server;
  private final ServingThreads threads;
  private final Duration longest;
  private final Duration patience;

  private ExchangeServer(ExchangeOffice office, HttpServer server, Duration longest) {
    this.office = office;
    this.server = server;
    this.longest = longest;
    this.patience = longest.compareTo(PATIENCE) < 0 ? longest : PATIENCE;
    this.threads = new ServingThreads(patience);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * Listens with TLS.
   *
   * @param longest time that one package may take
   */
  public static ExchangeServer listening(
      ExchangeOffice office, InetSocketAddress address, SSLContext tls, Duration longest)
      throws IOException {
    HttpsServer server = HttpsServer.create(address, BACKLOG);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters connection) {
            connection.setSSLParameters(modern(tls));
          }
        });
    return new ExchangeServer(office, server, longest);
  }

  /** TLS 1.2 and 1.3, whatever else the context would speak. */
  static SSLParameters modern(SSLContext tls) {
    SSLParameters parameters = tls.getDefaultSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    return parameters;
  }

  /**
   * Listens without TLS on this machine only, for a proxy in front that has it.
   *
   * @throws IllegalArgumentException when the address is not a loopback address
   */
  public static ExchangeServer listeningInClear(
      ExchangeOffice office, InetSocketAddress loopback, Duration longest) throws IOException {
    if (!loopback.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException("without TLS only a loopback address is served");
    }
    return new ExchangeServer(office, HttpServer.create(loopback, BACKLOG), longest);
  }

  /** Returns the port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  private record Reply(int status, String type, byte[] body) {
    static Reply of(int status) {
      return new Reply(status, "text/plain", new byte[0]);
    }

    static Reply refused(RefusalCode code) {
      return new Reply(422, "application/json", ("{\"code\":\"" + code + "\"}").getBytes(UTF_8));
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    threads.headIsRead();
    SteadyBody body = new SteadyBody(exchange.getRequestBody(), patience);
    // Closing the exchange from outside ends a read that drips.
    Future<?> end = threads.after(longest, exchange::close);
    Future<?> slow = threads.every(patience, () -> closeIfSlow(exchange, body));
    try (exchange) {
      send(exchange, reply(exchange, body), body);
    } finally {
      end.cancel(false);
      slow.cancel(false);
    }
  }

  /** A client that is still writing would not read an answer on a connection that is closed. */
  private static void send(HttpExchange exchange, Reply reply, InputStream body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", reply.type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    if (reply.body.length == 0) {
      drain(body);
      exchange.sendResponseHeaders(reply.status, -1);
      return;
    }
    exchange.sendResponseHeaders(reply.status, reply.body.length);
    exchange.getResponseBody().write(reply.body);
    exchange.getResponseBody().flush();
    drain(body);
  }

  private static void closeIfSlow(HttpExchange exchange, SteadyBody body) {
    if (body.isTooSlow()) {
      exchange.close();
    }
  }

  private static void drain(InputStream body) throws IOException {
    byte[] buffer = new byte[1 << 16];
    int left = DRAINED;
    for (int n = body.read(buffer); n >= 0 && left > 0; n = body.read(buffer)) {
      left -= n;
    }
  }

  private Reply reply(HttpExchange exchange, InputStream body) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    boolean get = exchange.getRequestMethod().equals("GET");
    if (path.startsWith(RECEIPTS)) {
      return get ? receipt(path.substring(RECEIPTS.length())) : allowed(exchange, "GET");
    }
    if (!path.equals(PACKAGES)) {
      return Reply.of(404);
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return allowed(exchange, "POST");
    }
    if (!PACKAGE_TYPE.equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      return Reply.of(415);
    }
    return office.takes(declaredLength(exchange))
        ? take(body)
        : Reply.refused(RefusalCode.LIMIT_EXCEEDED);
  }

  /** What a client says that it will send; zero when it says nothing. */
  private static long declaredLength(HttpExchange exchange) {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    return length == null ? 0 : Long.parseLong(length); // the JDK has refused what is no number
  }

  private static Reply allowed(HttpExchange exchange, String method) {
    exchange.getResponseHeaders().set("Allow", method);
    return Reply.of(405);
  }

  private Reply take(InputStream body) {
    try {
      return new Reply(200, "application/jwt", office.receive(body));
    } catch (PackageRefusedException e) {
      return Reply.refused(e.code());
    } catch (IOException | KeyUnavailableException e) {
      LOGGER.log(System.Logger.Level.WARNING, "a package could not be taken in: " + e);
      return Reply.of(503);
    }
  }

  private Reply receipt(String name) throws IOException {
    Matcher parts = RECEIPT.matcher(name);
    if (!parts.matches()) {
      return Reply.of(404);
    }
    Optional<byte[]> receipt =
        office.receiptFor(new MessageKey(parts.group(1), parts.group(2), parts.group(3)));
    return receipt
        .map(bytes -> new Reply(200, "application/jwt", bytes))
        .orElseGet(() -> Reply.of(404));
  }

  @Override
  public void close() {
    // The JDK's server waits for the whole delay even when nobody is being answered.
    server.stop(threads.getActiveCount() == 0 ? 0 : 1);
    threads.end();
  }
}
