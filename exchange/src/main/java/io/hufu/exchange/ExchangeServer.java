package io.hufu.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.hufu.crypto.KeyUnavailableException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * Takes packages for an office over HTTP, and gives receipts. Thread-safe; close it.
 *
 * <p>Bounded: the office's limits, a few threads, a short queue, a longest time for one package.
 * Who may send is decided by what is in a package, not by who brings it.
 */
public final class ExchangeServer implements Closeable {
  static final String PACKAGES = "/exchange/packages";
  static final String RECEIPTS = "/exchange/receipts/";
  static final String PACKAGE_TYPE = "application/vnd.hufu.package";

  private static final System.Logger LOGGER = System.getLogger(ExchangeServer.class.getName());
  private static final int THREADS = 8;
  private static final int QUEUE = 64;
  private static final int DRAINED = 16 << 20;
  private static final Pattern RECEIPT =
      Pattern.compile("([0-9a-f]{64})-([0-9a-f]{32})-([0-9a-f]{64})");

  private final ExchangeOffice office;
  private final HttpServer server;
  private final ThreadPoolExecutor workers;
  private final ScheduledExecutorService watch;
  private final Duration longest;

  private ExchangeServer(ExchangeOffice office, HttpServer server, Duration longest) {
    this.office = office;
    this.server = server;
    this.longest = longest;
    this.workers =
        new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE));
    this.watch = Executors.newSingleThreadScheduledExecutor();
    server.setExecutor(workers);
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
    HttpsServer server = HttpsServer.create(address, QUEUE);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new ExchangeServer(office, server, longest);
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
    return new ExchangeServer(office, HttpServer.create(loopback, QUEUE), longest);
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
    // Closing the exchange from outside ends a read that drips.
    ScheduledFuture<?> end =
        watch.schedule(exchange::close, longest.toMillis(), TimeUnit.MILLISECONDS);
    try (exchange) {
      Reply reply = reply(exchange);
      drain(exchange.getRequestBody());
      exchange.getResponseHeaders().set("Content-Type", reply.type);
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(reply.status, reply.body.length == 0 ? -1 : reply.body.length);
      if (reply.body.length > 0) {
        exchange.getResponseBody().write(reply.body);
      }
    } finally {
      end.cancel(false);
    }
  }

  /** A client that is still writing would not read why it was refused. */
  private static void drain(InputStream body) throws IOException {
    byte[] buffer = new byte[1 << 16];
    int left = DRAINED;
    for (int n = body.read(buffer); n >= 0 && left > 0; n = body.read(buffer)) {
      left -= n;
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
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
    return take(exchange.getRequestBody());
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
      LOGGER.log(System.Logger.Level.WARNING, "a package could not be taken in", e);
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
    server.stop(1);
    workers.shutdownNow();
    watch.shutdownNow();
  }
}
