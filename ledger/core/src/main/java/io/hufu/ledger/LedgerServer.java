package io.hufu.ledger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hufu.crypto.MalformedDataException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves a log's public files, a witness, or both, over HTTP. Thread-safe; close it.
 *
 * <p>A log is served as C2SP tlog-tiles asks: full tiles and bundles may be kept for ever, the
 * checkpoint not at all. A witness is served as C2SP tlog-witness asks, and also says what it
 * confirmed last ({@code newest/} and the SHA-256 of the origin). Bounded: requests of at most 64
 * KiB, a few threads, a short queue. TLS is the business of a proxy in front.
 */
public final class LedgerServer implements Closeable {
  private static final int THREADS = 4;
  private static final int QUEUE = 64;
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String BYTES = "application/octet-stream";
  private static final String NEVER_KEPT = "no-store";
  private static final String KEPT_FOR_EVER = "public, max-age=31536000, immutable";

  /** Its bytes never change either, but it may go when its full tile is there. */
  private static final String KEPT_FOR_A_WHILE = "public, max-age=3600";

  private static final Pattern NEWEST = Pattern.compile("newest/([0-9a-f]{64})");
  private static final System.Logger LOGGER = System.getLogger(LedgerServer.class.getName());

  private final HttpServer server;
  private final ThreadPoolExecutor workers;
  private final @Nullable LogReader log;
  private final @Nullable LogWitness witness;

  private LedgerServer(
      InetSocketAddress address, @Nullable LogReader log, @Nullable LogWitness witness)
      throws IOException {
    this.log = log;
    this.witness = witness;
    this.workers =
        new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE));
    this.server = HttpServer.create(address, QUEUE);
    server.setExecutor(workers);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Serves a log; the server does not close it. */
  public static LedgerServer serving(LogReader log, InetSocketAddress address) throws IOException {
    return new LedgerServer(address, log, null);
  }

  /** Serves a witness; the server does not close it. */
  public static LedgerServer serving(LogWitness witness, InetSocketAddress address)
      throws IOException {
    return new LedgerServer(address, null, witness);
  }

  /** Returns the port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** One answer. */
  private record Reply(int status, String type, String kept, byte[] body) {
    static Reply of(int status) {
      return new Reply(status, TEXT, NEVER_KEPT, new byte[0]);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply;
      try {
        reply = reply(exchange);
      } catch (IOException e) {
        LOGGER.log(System.Logger.Level.WARNING, "a request could not be served", e);
        reply = Reply.of(500);
      }
      boolean silent = reply.body.length == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.getResponseHeaders().set("Content-Type", reply.type);
      exchange.getResponseHeaders().set("Cache-Control", reply.kept);
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.getResponseHeaders().set("Content-Length", Integer.toString(reply.body.length));
      }
      exchange.sendResponseHeaders(reply.status, silent ? -1 : reply.body.length);
      if (!silent) {
        exchange.getResponseBody().write(reply.body);
      }
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    String name = path.startsWith("/") ? path.substring(1) : path;
    String method = exchange.getRequestMethod();
    if (witness != null && name.equals(HttpWitness.ADD)) {
      return method.equals("POST") ? cosigned(exchange, witness) : allowed(exchange, "POST");
    }
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return allowed(exchange, "GET, HEAD");
    }
    return log != null ? file(log, name) : newest(name);
  }

  private static Reply allowed(HttpExchange exchange, String methods) {
    exchange.getResponseHeaders().set("Allow", methods);
    return Reply.of(405);
  }

  private static Reply file(LogReader log, String name) throws IOException {
    Optional<byte[]> content = log.resource(name);
    if (content.isEmpty()) {
      return Reply.of(404);
    }
    Optional<TilePath> tile = TilePath.parse(name);
    if (tile.isEmpty()) {
      return new Reply(200, TEXT, NEVER_KEPT, content.get());
    }
    String kept = tile.get().partial() ? KEPT_FOR_A_WHILE : KEPT_FOR_EVER;
    return new Reply(200, BYTES, kept, content.get());
  }

  private Reply newest(String name) throws IOException {
    Matcher asked = NEWEST.matcher(name);
    Optional<String> note =
        witness == null || !asked.matches() ? Optional.empty() : witness.newest(asked.group(1));
    return note.map(text -> new Reply(200, TEXT, NEVER_KEPT, utf8(text))).orElse(Reply.of(404));
  }

  private static Reply cosigned(HttpExchange exchange, LogWitness witness) throws IOException {
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = in.readNBytes(WitnessRequest.MAX_LENGTH + 1);
    }
    if (body.length > WitnessRequest.MAX_LENGTH) {
      return Reply.of(413);
    }
    WitnessRequest request;
    try {
      request = WitnessRequest.parse(body);
    } catch (MalformedDataException e) {
      return new Reply(400, TEXT, NEVER_KEPT, utf8(e.getMessage() + "\n"));
    }
    WitnessAnswer answer = witness.add(request);
    return switch (answer.outcome()) {
      case CONFIRMED -> {
        StringBuilder lines = new StringBuilder();
        answer.lines().forEach(line -> lines.append(line.encoded()));
        yield new Reply(200, TEXT, NEVER_KEPT, utf8(lines.toString()));
      }
      case CONFLICT -> new Reply(409, "text/x.tlog.size", NEVER_KEPT, utf8(answer.size() + "\n"));
      default ->
          new Reply(answer.outcome().status(), TEXT, NEVER_KEPT, utf8(answer.detail() + "\n"));
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(1);
    workers.shutdownNow();
  }
}
