package io.hufu.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.Suite;
import io.hufu.exchange.message.ExchangeRequest.Ground;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTTP pair with TLS, and clients and servers that mean no good. */
class HttpsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final GeneralName HERE = new GeneralName(GeneralName.iPAddress, "127.0.0.1");
  private static TlsPki pki;
  private static SSLContext good;

  @TempDir private Path folder;
  private ExchangeOffice requester;
  private ExchangeOffice provider;
  private Letter letter;

  @BeforeAll
  static void certify() throws Exception {
    pki = new TlsPki();
    good = pki.server(HERE, Instant.now());
  }

  @BeforeEach
  void open() throws Exception {
    OfficePair pair = new OfficePair(folder, Suite.INTL);
    requester = pair.open(OfficePair.REQUESTER);
    provider =
        pair.at(Files.createDirectory(folder.resolve("provider")), OfficePair.PROVIDER)
            .limits(
                new ExchangeLimits(
                    1 << 20,
                    64 << 10,
                    64,
                    1 << 20,
                    10,
                    ExchangeLimits.DEFAULT.life(),
                    ExchangeLimits.DEFAULT.skew()))
            .open();
    requester.ask(pair.request(Ground.STATUTORY, "M1", OfficePair.LICENCE), null);
    letter = requester.pending().get(0);
  }

  @AfterEach
  void close() throws Exception {
    requester.close();
    provider.close();
  }

  private ExchangeServer server(SSLContext tls, Duration longest) throws IOException {
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return ExchangeServer.listening(provider, loopback, tls, longest);
  }

  private static ExchangeClient client(String scheme, int port, SSLContext trusted) {
    return ExchangeClient.to(
        Map.of(OfficePair.PROVIDER, URI.create(scheme + "://127.0.0.1:" + port)), TIMEOUT, trusted);
  }

  private void requireDelivers(ExchangeServer server) throws Exception {
    assertThat(client("https", server.port(), pki.client()).send(letter))
        .isInstanceOf(Delivery.Receipted.class);
  }

  private void requireNothingArrived() throws Exception {
    assertThat(provider.receiptFor(letter.message())).isEmpty();
  }

  @Test
  void a_package_and_its_receipt_go_over_tls() throws Exception {
    try (ExchangeServer server = server(good, TIMEOUT)) {
      ExchangeClient client = client("https", server.port(), pki.client());
      Delivery delivery = client.send(letter);
      assertThat(client.receipt(letter)).contains(((Delivery.Receipted) delivery).receipt());
      try (SSLSocket socket = connected(server)) {
        assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
      }
    }
  }

  private SSLSocket connected(ExchangeServer server) throws Exception {
    return (SSLSocket)
        pki.client()
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), server.port());
  }

  @Test
  void a_server_of_another_name_ca_or_time_gets_nothing() throws Exception {
    GeneralName elsewhere = new GeneralName(GeneralName.dNSName, "exchange.example.org");
    for (SSLContext shown :
        List.of(
            pki.server(elsewhere, Instant.now()),
            new TlsPki().server(HERE, Instant.now()),
            pki.server(HERE, Instant.now().minus(Duration.ofDays(2))))) {
      try (ExchangeServer server = server(shown, TIMEOUT)) {
        assertThatThrownBy(() -> client("https", server.port(), pki.client()).send(letter))
            .isInstanceOf(IOException.class);
        requireNothingArrived();
      }
    }
  }

  @Test
  void without_roots_of_its_own_a_client_trusts_those_of_the_jdk_only() throws Exception {
    try (ExchangeServer server = server(good, TIMEOUT)) {
      assertThatThrownBy(() -> client("https", server.port(), null).send(letter))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> client("http", server.port(), null).send(letter))
          .isInstanceOf(IOException.class);
      requireNothingArrived();
      requireDelivers(server);
    }
  }

  /** A hello of TLS 1.1 (RFC 4346 §7.4.1.2) that offers a suite which 1.1 has. */
  private static byte[] oldHello() {
    String hello = "0302" + "00".repeat(32) + "00" + "0002c00a" + "0100";
    return HexFormat.of().parseHex("160302002f" + "0100002b" + hello + "0000");
  }

  @Test
  void older_protocols_are_turned_away_by_both_sides() throws Exception {
    try (ExchangeServer server = server(good, TIMEOUT);
        Socket old = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      old.getOutputStream().write(oldHello());
      old.setSoTimeout(20_000);
      int first = old.getInputStream().read();
      assertThat(first).as("an alert or the end, no handshake").isIn(21, -1);
    }
    // A server that chooses TLS 1.1 (RFC 4346 §7.4.1.3), whatever was offered.
    String hello = "0302" + "00".repeat(32) + "00" + "c00a" + "00";
    byte[] chooses = HexFormat.of().parseHex("160302002a" + "02000026" + hello);
    try (Answering server = new Answering(chooses)) {
      assertThatThrownBy(() -> client("https", server.port(), pki.client()).send(letter))
          .hasRootCauseInstanceOf(javax.net.ssl.SSLException.class);
    }
  }

  @Test
  void handshakes_and_heads_that_are_never_finished_hold_nobody_up() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try (ExchangeServer server = server(good, SHORT)) {
      for (int i = 0; i < 20; i++) {
        Socket half = new Socket(InetAddress.getLoopbackAddress(), server.port());
        half.getOutputStream().write(oldHello(), 0, 20);
        slow.add(half);
      }
      SSLSocket head = connected(server);
      head.getOutputStream().write("POST /exchange/packages HTTP/1.1\r\nHo".getBytes(US_ASCII));
      slow.add(head);
      for (Socket each : slow) {
        requireClosed(each);
      }
      requireDelivers(server);
    } finally {
      for (Socket each : slow) {
        each.close();
      }
    }
  }

  private static void requireClosed(Socket socket) throws Exception {
    socket.setSoTimeout(20_000);
    try (InputStream in = socket.getInputStream()) {
      assertThat(in.read()).isEqualTo(-1);
    } catch (java.net.SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      // reset: closed all the same
    }
  }

  private static byte[] head(long length) {
    return ("POST /exchange/packages HTTP/1.1\r\nHost: x\r\nContent-Length: "
            + length
            + "\r\nContent-Type: application/vnd.hufu.package\r\n\r\n")
        .getBytes(US_ASCII);
  }

  @Test
  void a_sender_that_pauses_too_long_is_cut_off_and_one_that_goes_on_is_heard() throws Exception {
    byte[] bytes = Files.readAllBytes(letter.file());
    try (ExchangeServer server = server(good, Duration.ofSeconds(10))) {
      try (SSLSocket socket = connected(server)) {
        socket.getOutputStream().write(head(bytes.length));
        for (int part = 0; part < 4; part++) {
          int from = bytes.length * part / 4;
          socket.getOutputStream().write(bytes, from, bytes.length * (part + 1) / 4 - from);
          Thread.sleep(50);
        }
        assertThat(new String(socket.getInputStream().readNBytes(15), US_ASCII))
            .isEqualTo("HTTP/1.1 200 OK");
      }
    }
    try (ExchangeServer server = server(good, SHORT);
        SSLSocket socket = connected(server)) {
      socket.getOutputStream().write(head(bytes.length));
      socket.getOutputStream().write(bytes, 0, 100);
      requireClosed(socket);
    }
  }

  @Test
  void a_body_beyond_the_limit_is_refused_whether_it_says_so_or_not() throws Exception {
    try (ExchangeServer server = server(good, TIMEOUT)) {
      try (SSLSocket socket = connected(server)) {
        socket.getOutputStream().write(head(1L << 40));
        assertThat(refusal(socket)).contains("LIMIT_EXCEEDED");
      }
      byte[] large = Files.readAllBytes(letter.file());
      large = java.util.Arrays.copyOf(large, 2 << 20);
      Files.write(letter.file(), large);
      assertThat(client("https", server.port(), pki.client()).send(letter))
          .isEqualTo(new Delivery.Refused(RefusalCode.LIMIT_EXCEEDED));
      try (SSLSocket socket = connected(server)) {
        socket
            .getOutputStream()
            .write(
                String.join(
                        "\r\n",
                        "POST /exchange/packages HTTP/1.1",
                        "Host: x",
                        "Transfer-Encoding: chunked",
                        "Content-Type: application/vnd.hufu.package",
                        "",
                        "200000",
                        "")
                    .getBytes(US_ASCII));
        socket.getOutputStream().write(large);
        socket.getOutputStream().write("\r\n0\r\n\r\n".getBytes(US_ASCII));
        assertThat(refusal(socket)).contains("LIMIT_EXCEEDED");
      }
    }
  }

  private static String refusal(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (answer.indexOf("}") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      answer.append((char) next);
    }
    return answer.toString();
  }

  @Test
  void answers_that_are_too_long_or_lead_elsewhere_are_no_answers() throws Exception {
    String endless = "HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n" + "x".repeat(2 << 20);
    String elsewhere =
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
    String heads = "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(200_000);
    String unknown = "HTTP/1.1 422 No\r\nContent-Length: 15\r\n\r\n{\"code\":\"NEW1\"}";
    for (String answer : List.of(endless, elsewhere, heads, unknown, "nonsense\r\n\r\n")) {
      try (Answering server = new Answering(answer.getBytes(US_ASCII))) {
        assertThatThrownBy(() -> client("http", server.port(), null).send(letter))
            .isInstanceOf(IOException.class);
      }
    }
  }

  /** Answers each connection with the same bytes. */
  private static final class Answering implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final byte[] answer;

    Answering(byte[] answer) throws IOException {
      this.answer = answer;
      Thread thread = new Thread(this::run);
      thread.setDaemon(true);
      thread.start();
    }

    int port() {
      return socket.getLocalPort();
    }

    private void run() {
      while (!socket.isClosed()) {
        try (Socket client = socket.accept()) {
          client.getInputStream().readNBytes(50);
          client.getOutputStream().write(answer);
          client.getOutputStream().flush();
          client.shutdownOutput();
          client.getInputStream().readAllBytes();
        } catch (IOException e) {
          // the client has heard enough
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
