package io.hufu.exchange;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.exchange.message.SignedMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Brings packages to the servers of other authorities over HTTP, streaming. Thread-safe.
 *
 * <p>No redirects, no proxy; answers of at most 1 MiB. Without TLS it speaks to this machine only.
 */
public final class ExchangeClient implements Transport {
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  private final Map<String, URI> addresses;
  private final Duration timeout;
  private final HttpClient client;

  private ExchangeClient(Map<String, URI> addresses, Duration timeout, @Nullable SSLContext tls) {
    this.addresses = Map.copyOf(addresses);
    this.addresses.values().forEach(ExchangeClient::requireSafe);
    this.timeout = timeout;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT);
    if (tls != null) {
      builder.sslContext(tls).sslParameters(ExchangeServer.modern(tls));
    }
    this.client = builder.build();
  }

  /**
   * Knows where authorities listen.
   *
   * @param addresses unified social credit code to an https address without path
   * @param timeout for one package, all of it
   * @param tls what servers are trusted by; null for the JDK's own roots
   * @throws IllegalArgumentException for an address without TLS that is not on this machine
   */
  public static ExchangeClient to(
      Map<String, URI> addresses, Duration timeout, @Nullable SSLContext tls) {
    return new ExchangeClient(addresses, timeout, tls);
  }

  private static void requireSafe(URI address) {
    boolean https = "https".equals(address.getScheme());
    boolean here = "http".equals(address.getScheme()) && HERE.contains(address.getHost());
    if (address.getHost() == null || !(https || here)) {
      throw new IllegalArgumentException(
          "not an https address (http is for this machine only): " + address);
    }
  }

  private URI address(Letter letter, String path) throws IOException {
    URI base = addresses.get(letter.to());
    if (base == null) {
      throw new IOException("no address of " + letter.to() + " is known");
    }
    return base.resolve(path);
  }

  @Override
  public Delivery send(Letter letter) throws IOException {
    Answer answer =
        exchange(
            HttpRequest.newBuilder(address(letter, ExchangeServer.PACKAGES))
                .header("Content-Type", ExchangeServer.PACKAGE_TYPE)
                .POST(HttpRequest.BodyPublishers.ofFile(letter.file())));
    return switch (answer.status) {
      case 200 -> new Delivery.Receipted(answer.body);
      case 422 -> new Delivery.Refused(code(answer.body));
      default -> throw new IOException(letter.to() + " answers with status " + answer.status);
    };
  }

  private static RefusalCode code(byte[] body) throws IOException {
    try {
      Optional<String> said = Json.parseObject(body).text("code");
      return Arrays.stream(RefusalCode.values())
          .filter(code -> said.equals(Optional.of(code.name())))
          .findFirst()
          .orElseThrow(() -> new IOException("refused with a code that is not known here"));
    } catch (MalformedDataException e) {
      throw new IOException("refused without a code", e);
    }
  }

  @Override
  public Optional<byte[]> receipt(Letter letter) throws IOException {
    MessageKey key = letter.message();
    String name = key.sender() + "-" + key.id() + "-" + key.content();
    Answer answer =
        exchange(HttpRequest.newBuilder(address(letter, ExchangeServer.RECEIPTS + name)).GET());
    return switch (answer.status) {
      case 200 -> Optional.of(answer.body);
      case 404 -> Optional.empty();
      default -> throw new IOException(letter.to() + " answers with status " + answer.status);
    };
  }

  private record Answer(int status, byte[] body) {}

  private Answer exchange(HttpRequest.Builder request) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    CompletableFuture<HttpResponse<Void>> pending =
        client.sendAsync(
            request.timeout(timeout).build(),
            HttpResponse.BodyHandlers.ofByteArrayConsumer(
                part -> part.ifPresent(bytes -> append(body, bytes))));
    try {
      int status = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return new Answer(status, body.toByteArray());
    } catch (ExecutionException e) {
      throw new IOException("the other side cannot be reached or read", e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + timeout, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    } finally {
      pending.cancel(true);
    }
  }

  private static void append(ByteArrayOutputStream body, byte[] part) {
    if (body.size() + part.length > SignedMessage.MAX_BYTES) {
      throw new IllegalStateException("an answer that is too long");
    }
    body.writeBytes(part);
  }
}
