package io.hufu.crypto.tsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.pki.Pilot;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimeStampAuthorityTest {
  private static final HashAlgorithm SM3 = HashAlgorithm.SM3;
  private static final byte[] DIGEST = SM3.digest(new byte[] {1});
  private static final Duration LONG = Duration.ofSeconds(30);

  private final TimeStampResponder responder;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private HttpServer server;

  TimeStampAuthorityTest() throws Exception {
    SigningKey ca = new Pilot(SignatureAlgorithm.SM2_SM3).ca;
    responder =
        new TimeStampResponder(
            Pilot.issue(ca, Profile.TIME_STAMPING, "CN=试点时间戳"),
            Clock.fixed(Pilot.AT, ZoneOffset.UTC),
            Pilot.RANDOM);
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(workers);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    workers.shutdownNow();
  }

  private TimeStampAuthority serving(Duration timeout, HttpHandler handler) {
    server.createContext("/tsa", handler);
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tsa");
    return TimeStampAuthority.http(address, timeout, Pilot.RANDOM);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Test
  void an_authority_over_http_stamps() throws Exception {
    TimeStampAuthority authority =
        serving(
            LONG,
            exchange -> {
              assertThat(exchange.getRequestHeaders().getFirst("Content-Type"))
                  .isEqualTo("application/timestamp-query");
              answer(exchange, 200, responder.respond(exchange.getRequestBody().readAllBytes()));
            });
    TimeStampToken token = authority.stamp(SM3, DIGEST);
    assertThat(token.covers(new byte[] {1})).isTrue();
    assertThat(token.time()).isEqualTo(Pilot.AT);
  }

  @Test
  void an_answer_to_another_request_is_refused() throws Exception {
    byte[] old = responder.respond(TimeStampRequest.of(SM3, DIGEST, Pilot.RANDOM).der());
    TimeStampAuthority replay = serving(LONG, exchange -> answer(exchange, 200, old));
    assertThatThrownBy(() -> replay.stamp(SM3, DIGEST))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another request");
  }

  @Test
  void a_stamp_over_another_digest_is_refused() throws Exception {
    TimeStampRequest mine = TimeStampRequest.of(SM3, DIGEST, Pilot.RANDOM);
    TimeStampRequest other = new TimeStampRequest(SM3, SM3.digest(), mine.nonce());
    byte[] answer = responder.respond(other.der());
    assertThatThrownBy(() -> mine.token(answer)).hasMessageContaining("another request");
  }

  @Test
  void a_redirect_is_not_followed() {
    TimeStampAuthority authority =
        serving(
            LONG,
            exchange -> {
              exchange.getResponseHeaders().add("Location", "/other");
              answer(exchange, 302, new byte[0]);
            });
    server.createContext(
        "/other",
        exchange ->
            answer(exchange, 200, responder.respond(exchange.getRequestBody().readAllBytes())));
    assertThatThrownBy(() -> authority.stamp(SM3, DIGEST))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("302");
  }

  @Test
  void an_endless_answer_is_cut_off() {
    TimeStampAuthority authority =
        serving(
            LONG,
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                  out.write(new byte[8192]);
                }
              }
            });
    assertThatThrownBy(() -> authority.stamp(SM3, DIGEST))
        .isInstanceOf(IOException.class)
        .hasStackTraceContaining("larger than");
  }

  @Test
  void an_authority_that_drips_its_answer_is_given_up() {
    TimeStampAuthority authority =
        serving(
            Duration.ofMillis(300),
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              OutputStream out = exchange.getResponseBody();
              try {
                while (true) {
                  out.write(0x30);
                  out.flush();
                  Thread.sleep(20);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    assertThatThrownBy(() -> authority.stamp(SM3, DIGEST))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in time");
  }

  @Test
  void no_proxy_is_asked_for() throws Exception {
    TimeStampAuthority authority =
        serving(
            LONG,
            exchange ->
                answer(exchange, 200, responder.respond(exchange.getRequestBody().readAllBytes())));
    ProxySelector before = ProxySelector.getDefault();
    List<URI> asked = new CopyOnWriteArrayList<>();
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            asked.add(uri);
            return List.of(Proxy.NO_PROXY);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException e) {}
        });
    try {
      authority.stamp(SM3, DIGEST);
    } finally {
      ProxySelector.setDefault(before);
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void nobody_there_is_an_io_exception() {
    TimeStampAuthority authority =
        TimeStampAuthority.http(URI.create("http://127.0.0.1:1/"), LONG, Pilot.RANDOM);
    assertThatThrownBy(() -> authority.stamp(SM3, DIGEST)).isInstanceOf(IOException.class);
  }

  @Test
  void addresses_of_other_kinds_are_refused() {
    for (String address : new String[] {"ftp://tsa.example/", "http:///tsa", "http://u:p@h/"}) {
      assertThatThrownBy(() -> TimeStampAuthority.http(URI.create(address), LONG, Pilot.RANDOM))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void bad_requests_are_rejected_with_the_reason_of_the_standard() {
    byte[] good = TimeStampRequest.of(SM3, DIGEST, Pilot.RANDOM).der();
    AlgorithmIdentifier sha1 = new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.14.3.2.26"));
    assertRejected(Arrays.copyOf(good, good.length + 1), PKIFailureInfo.badDataFormat);
    assertRejected(new byte[0], PKIFailureInfo.badDataFormat);
    assertRejected(request(new MessageImprint(sha1, new byte[20]), null), PKIFailureInfo.badAlg);
    assertRejected(
        request(new MessageImprint(Asn1.identifier(SM3), new byte[20]), null),
        PKIFailureInfo.badDataFormat);
    assertRejected(
        request(new MessageImprint(Asn1.identifier(SM3), DIGEST), "1.2.3"),
        PKIFailureInfo.unacceptedPolicy);
  }

  private static byte[] request(MessageImprint imprint, String policy) {
    ASN1ObjectIdentifier oid = policy == null ? null : new ASN1ObjectIdentifier(policy);
    return Asn1.der(new TimeStampReq(imprint, oid, new ASN1Integer(1), ASN1Boolean.TRUE, null));
  }

  private void assertRejected(byte[] request, int failure) {
    TimeStampResp response = TimeStampResp.getInstance(responder.respond(request));
    assertThat(response.getTimeStampToken()).isNull();
    assertThat(response.getStatus().getStatus()).isEqualTo(2);
    assertThat(new PKIFailureInfo(response.getStatus().getFailInfo()).intValue())
        .isEqualTo(failure);
  }

  @Test
  void an_authority_does_not_stamp_outside_its_certificates_period() throws Exception {
    SigningKey ca = new Pilot(SignatureAlgorithm.SM2_SM3).ca;
    SigningKey key = Pilot.issue(ca, Profile.TIME_STAMPING, "CN=试点时间戳");
    Clock late = Clock.fixed(Pilot.TO.plusSeconds(1), ZoneOffset.UTC);
    TimeStampAuthority authority = TimeStampAuthority.inProcess(key, late, Pilot.RANDOM);
    assertThatThrownBy(() -> authority.stamp(SM3, DIGEST)).isInstanceOf(IOException.class);
  }
}
