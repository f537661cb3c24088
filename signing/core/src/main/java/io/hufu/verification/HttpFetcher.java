package io.hufu.verification;

import io.hufu.model.ListedAddress;
import io.hufu.model.TrustList;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches over HTTP under the rules of the trust list. */
final class HttpFetcher implements Fetcher {
  private final TrustList trust;
  private final Duration timeout;
  private final HttpClient client;

  HttpFetcher(TrustList trust, Duration timeout) {
    this.trust = trust;
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(timeout)
            .build();
  }

  @Override
  public byte[] get(URI address, int limit) throws IOException {
    return fetch(HttpRequest.newBuilder(allowed(address)).GET(), limit);
  }

  @Override
  public byte[] post(URI address, String mediaType, byte[] body, int limit) throws IOException {
    return fetch(
        HttpRequest.newBuilder(allowed(address))
            .header("Content-Type", mediaType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)),
        limit);
  }

  private URI allowed(URI address) throws IOException {
    ListedAddress listed =
        trust
            .address(address)
            .orElseThrow(() -> new IOException("the trust list does not name this address"));
    if (!listed.allowPrivate()) {
      for (InetAddress resolved : InetAddress.getAllByName(address.getHost())) {
        if (PrivateRanges.contain(resolved)) {
          throw new IOException("the address lies in a private range; the list does not allow it");
        }
      }
    }
    return address;
  }

  private byte[] fetch(HttpRequest.Builder request, int limit) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request.timeout(timeout).build(), headers -> new LimitedBody(limit));
    try {
      HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw new IOException("answered with status " + response.statusCode());
      }
      return response.body();
    } catch (ExecutionException e) {
      throw new IOException("could not be fetched", e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("took longer than " + timeout, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    } finally {
      answer.cancel(true);
    }
  }
}
