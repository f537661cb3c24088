package io.hufu.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * One exchange after another with a server under one address: no redirects, no proxy, a length
 * above which the answer is cut, and a time within which all of it must be there. Thread-safe.
 */
final class HttpExchangeClient {
  /** What came back. */
  record Answer(int status, byte[] body) {}

  private final URI base;
  private final Duration timeout;
  private final HttpClient client;

  /**
   * @param base http or https, without user, query and fragment, or IllegalArgumentException
   */
  HttpExchangeClient(URI base, Duration timeout) {
    if (!Set.of("http", "https").contains(String.valueOf(base.getScheme()))
        || base.getHost() == null
        || base.getUserInfo() != null
        || base.getQuery() != null
        || base.getFragment() != null) {
      throw new IllegalArgumentException("not a plain http(s) address: " + base);
    }
    String text = base.toString();
    this.base = text.endsWith("/") ? base : URI.create(text + "/");
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(timeout)
            .build();
  }

  /** Returns the address of something below the base. */
  URI address(String path) {
    return base.resolve(path);
  }

  Answer get(String path, int limit) throws IOException {
    return exchange(
        HttpRequest.newBuilder(address(path)).header("Accept-Encoding", "gzip, identity").GET(),
        limit);
  }

  Answer post(String path, byte[] body, int limit) throws IOException {
    return exchange(
        HttpRequest.newBuilder(address(path)).POST(BodyPublishers.ofByteArray(body)), limit);
  }

  private Answer exchange(HttpRequest.Builder builder, int limit) throws IOException {
    HttpRequest request = builder.timeout(timeout).build();
    ByteArrayOutputStream collected = new ByteArrayOutputStream();
    CompletableFuture<HttpResponse<Void>> exchange =
        client.sendAsync(
            request,
            BodyHandlers.ofByteArrayConsumer(
                part -> part.ifPresent(bytes -> collect(collected, bytes, limit))));
    try {
      // The request's own timeout ends with the headers; this one covers a dripping body too.
      HttpResponse<Void> response = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), decoded(response, collected.toByteArray(), limit));
    } catch (TimeoutException e) {
      throw new IOException(request.uri() + " did not answer within " + timeout, e);
    } catch (ExecutionException e) {
      throw new IOException(request.uri() + " cannot be reached or read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    } finally {
      exchange.cancel(true);
    }
  }

  private static void collect(ByteArrayOutputStream collected, byte[] part, int limit) {
    if (collected.size() + part.length > limit) {
      throw new IllegalStateException("longer than " + limit + " bytes");
    }
    collected.writeBytes(part);
  }

  /** Unpacks gzip, which tlog-tiles lets a log send unasked; the limit holds for what comes out. */
  private static byte[] decoded(HttpResponse<Void> response, byte[] body, int limit)
      throws IOException {
    String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
    if (encoding.equalsIgnoreCase("identity")) {
      return body;
    }
    if (!encoding.equalsIgnoreCase("gzip")) {
      throw new IOException(response.uri() + " answered in an encoding that was not asked for");
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] plain = in.readNBytes(limit + 1);
      if (plain.length > limit) {
        throw new IOException(response.uri() + " unpacks to more than " + limit + " bytes");
      }
      return plain;
    }
  }
}
