package io.hufu.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hufu.crypto.tsp.TimeStampResponder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Answers RFC 3161 requests over HTTP (RFC 3161 §3.4), for pilots.
 *
 * <p>Bounded: requests of at most 64 KiB, a few threads, a short queue; what does not fit is turned
 * away. Thread-safe.
 */
final class TimeStampServer implements AutoCloseable {
  private static final int REQUEST_LIMIT = 64 << 10;
  private static final int THREADS = 4;
  private static final int QUEUE = 64;
  private static final String QUERY = "application/timestamp-query";
  private static final String REPLY = "application/timestamp-reply";

  private final HttpServer server;
  private final ThreadPoolExecutor workers;
  private final TimeStampResponder responder;

  TimeStampServer(InetSocketAddress address, TimeStampResponder responder) throws IOException {
    this.responder = responder;
    this.workers =
        new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE));
    this.server = HttpServer.create(address, QUEUE);
    server.setExecutor(workers);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Returns the port it listens on. */
  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      if (!exchange.getRequestMethod().equals("POST")) {
        exchange.getResponseHeaders().set("Allow", "POST");
        exchange.sendResponseHeaders(405, -1);
      } else if (!QUERY.equals(type)) {
        exchange.sendResponseHeaders(415, -1);
      } else {
        respond(exchange);
      }
    }
  }

  private void respond(HttpExchange exchange) throws IOException {
    byte[] request;
    try (InputStream body = exchange.getRequestBody()) {
      request = body.readNBytes(REQUEST_LIMIT + 1);
    }
    if (request.length > REQUEST_LIMIT) {
      exchange.sendResponseHeaders(413, -1);
      return;
    }
    byte[] reply = responder.respond(request);
    exchange.getResponseHeaders().set("Content-Type", REPLY);
    exchange.sendResponseHeaders(200, reply.length);
    exchange.getResponseBody().write(reply);
  }

  @Override
  public void close() {
    server.stop(1);
    workers.shutdownNow();
  }
}
