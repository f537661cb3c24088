package io.hufu.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.hufu.model.ListedAddress;
import io.hufu.model.TrustList;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFetcherTest {
  private static final byte[] ANSWER = "answer".getBytes(StandardCharsets.UTF_8);
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch done = new CountDownLatch(1);
  private HttpServer server;
  private String base;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool(HttpFetcherTest::daemon));
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          if (exchange.getRequestURI().getPath().endsWith("/redirect")) {
            exchange.getResponseHeaders().add("Location", "/crl/list");
            exchange.sendResponseHeaders(302, -1);
          } else if (exchange.getRequestURI().getPath().endsWith("/missing")) {
            exchange.sendResponseHeaders(404, -1);
          } else if (exchange.getRequestURI().getPath().endsWith("/slow")) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(ANSWER);
            exchange.getResponseBody().flush();
            await();
          } else {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
              out.write(body.length == 0 ? ANSWER : body);
            }
          }
          exchange.close();
        });
    server.start();
    base = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  private void await() {
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    done.countDown();
    server.stop(0);
  }

  private Fetcher fetcher(boolean allowPrivate, Duration timeout) {
    TrustList trust =
        World.trust(
            c ->
                c.authority(World.issuer(AuthorityDraft::itself))
                    .address(new ListedAddress(base + "/crl/", allowPrivate)));
    return Fetcher.http(trust, timeout);
  }

  private Fetcher fetcher() {
    return fetcher(true, Duration.ofSeconds(20));
  }

  @Test
  void a_listed_address_is_fetched() throws IOException {
    assertThat(fetcher().get(URI.create(base + "/crl/list"), 100)).isEqualTo(ANSWER);
    byte[] request = {1, 2, 3};
    assertThat(
            fetcher().post(URI.create(base + "/crl/ocsp"), "application/ocsp-request", request, 9))
        .isEqualTo(request);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/other", "/crl/../other", "/crl/%2e%2e/other", "/crlx", "/crl/..%2fother"})
  void nothing_else_is_fetched(String path) {
    assertThatThrownBy(() -> fetcher().get(URI.create(base + path), 100))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("trust list");
    assertThat(asked).isEmpty();
  }

  @Test
  void another_port_scheme_or_host_is_another_address() {
    for (String uri :
        List.of("http://127.0.0.1:1/crl/list", base.replace("http", "https") + "/crl/list")) {
      assertThatThrownBy(() -> fetcher().get(URI.create(uri), 100))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("trust list");
    }
    URI named = URI.create(base.replace("127.0.0.1", "localhost") + "/crl/list");
    assertThatThrownBy(() -> fetcher().get(named, 100)).isInstanceOf(IOException.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void a_private_range_must_be_listed_as_such() {
    Fetcher fetcher = fetcher(false, Duration.ofSeconds(20));
    assertThatThrownBy(() -> fetcher.get(URI.create(base + "/crl/list"), 100))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("private");
    assertThat(asked).isEmpty();
  }

  @Test
  void redirects_are_not_followed_and_errors_are_no_answers() {
    for (String path : List.of("/crl/redirect", "/crl/missing")) {
      assertThatThrownBy(() -> fetcher().get(URI.create(base + path), 100))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("status");
    }
    assertThat(asked).containsExactly("/crl/redirect", "/crl/missing");
  }

  @Test
  void an_answer_beyond_the_limit_is_cut_off() throws IOException {
    URI list = URI.create(base + "/crl/list");
    assertThat(fetcher().get(list, ANSWER.length)).isEqualTo(ANSWER);
    assertThatThrownBy(() -> fetcher().get(list, ANSWER.length - 1))
        .isInstanceOf(IOException.class);
  }

  @Test
  void a_server_that_never_finishes_is_given_up() {
    Fetcher hasty = fetcher(true, Duration.ofMillis(300));
    assertThatThrownBy(() -> hasty.get(URI.create(base + "/crl/slow"), 100))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::"
      })
  void private_ranges_are_known(String address) throws IOException {
    assertThat(PrivateRanges.contain(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1.1.1", "100.63.255.255", "172.32.0.1", "2400:3200::1"})
  void public_addresses_are_not(String address) throws IOException {
    assertThat(PrivateRanges.contain(InetAddress.getByName(address))).isFalse();
  }
}
