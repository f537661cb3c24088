package io.hufu.crypto.tsp;

import io.hufu.crypto.HashAlgorithm;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An authority behind HTTP (RFC 3161 §3.4). Thread-safe. */
final class HttpTimeStampAuthority implements TimeStampAuthority {
  private static final int OK = 200;

  private final URI address;
  private final Duration timeout;
  private final SecureRandom random;
  private final HttpClient client;

  HttpTimeStampAuthority(URI address, Duration timeout, SecureRandom random) {
    if (!Set.of("http", "https").contains(String.valueOf(address.getScheme()))
        || address.getHost() == null
        || address.getUserInfo() != null) {
      throw new IllegalArgumentException("not an http(s) address without user: " + address);
    }
    this.address = address;
    this.timeout = timeout;
    this.random = random;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(timeout)
            .build();
  }

  @Override
  public TimeStampToken stamp(HashAlgorithm hash, byte[] digest) throws IOException {
    TimeStampRequest request = TimeStampRequest.of(hash, digest, random);
    return request.token(post(request.der()));
  }

  private byte[] post(byte[] body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .header("Content-Type", "application/timestamp-query")
            .header("Accept", "application/timestamp-reply")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request, unused -> new LimitedBody(TimeStampToken.MAX_LENGTH));
    try {
      // The request's own timeout ends with the headers; this one also covers a dripping body.
      HttpResponse<byte[]> response = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != OK) {
        throw new IOException(
            "time-stamp authority " + address + " answered HTTP " + response.statusCode());
      }
      return response.body();
    } catch (TimeoutException e) {
      throw new IOException("time-stamp authority " + address + " did not answer in time", e);
    } catch (ExecutionException e) {
      throw new IOException("time-stamp authority " + address + " cannot be reached", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + address);
    } finally {
      exchange.cancel(true);
    }
  }
}
