package io.hufu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.Suite;
import io.hufu.exchange.message.ExchangeRequest;
import io.hufu.exchange.message.ExchangeRequest.Ground;
import io.hufu.exchange.message.RequestState;
import io.hufu.exchange.message.SignedMessage;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransportTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private OfficePair pair;
  private ExchangeOffice requester;
  private ExchangeOffice provider;

  @BeforeEach
  void open() throws Exception {
    pair = new OfficePair(folder, Suite.INTL);
    requester = pair.open(OfficePair.REQUESTER);
    provider = pair.open(OfficePair.PROVIDER);
  }

  @AfterEach
  void close() throws Exception {
    requester.close();
    provider.close();
  }

  private SignedMessage asked() throws Exception {
    SignedMessage request = pair.request(Ground.STATUTORY, "M1", OfficePair.LICENCE);
    requester.ask(request, null);
    return request;
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static ExchangeClient client(ExchangeServer server) {
    return ExchangeClient.to(
        Map.of(OfficePair.PROVIDER, URI.create("http://127.0.0.1:" + server.port())),
        TIMEOUT,
        null);
  }

  @Test
  void a_folder_carries_packages_one_way_and_receipts_back() throws Exception {
    SignedMessage request = asked();
    DirectoryDrop drop = DirectoryDrop.in(Files.createDirectory(folder.resolve("stick")));
    assertThat(requester.deliver(drop)).isZero();
    assertThat(drop.collect(provider)).isEqualTo(1);
    assertThat(drop.collect(provider)).isZero();
    provider.process();
    provider.deliver(drop);
    assertThat(drop.collect(requester)).isEqualTo(1);
    requester.process();
    pair.clock.move(Duration.ofMinutes(1));
    assertThat(requester.deliver(drop)).isEqualTo(1);
    assertThat(provider.deliver(drop)).isEqualTo(1);
    assertThat(requester.request(ExchangeRequest.of(request).id()).orElseThrow().state())
        .isEqualTo(RequestState.ANSWERED);
    try (Stream<Path> left = Files.walk(folder.resolve("stick"))) {
      assertThat(left.filter(file -> file.toString().endsWith(".hufu"))).isEmpty();
    }
  }

  @Test
  void what_is_no_package_or_a_damaged_one_is_refused_in_the_folder_too() throws Exception {
    asked();
    Path stick = Files.createDirectory(folder.resolve("stick"));
    DirectoryDrop drop = DirectoryDrop.in(stick);
    requester.deliver(drop);
    Path packages = stick.resolve(OfficePair.PROVIDER).resolve("packages");
    Path only;
    try (Stream<Path> files = Files.list(packages)) {
      only = files.findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(only);
    bytes[bytes.length / 2] ^= 1;
    Files.write(only, bytes);
    Files.writeString(packages.resolve("stray.hufu"), "no package");
    Files.createSymbolicLink(packages.resolve("link.hufu"), Path.of("/etc/passwd"));
    assertThat(drop.collect(provider)).isZero();
    assertThat(packages.resolve("link.hufu")).isSymbolicLink();
    assertThat(provider.process()).isZero();
    assertThat(stick.resolve(OfficePair.PROVIDER).resolve("receipts").resolve("stray.refused"))
        .hasContent("MALFORMED");
  }

  @Test
  void a_server_takes_packages_and_gives_receipts() throws Exception {
    asked();
    Letter letter = requester.pending().get(0);
    try (ExchangeServer server = ExchangeServer.listeningInClear(provider, loopback(), TIMEOUT)) {
      ExchangeClient client = client(server);
      assertThat(client.receipt(letter)).isEmpty();
      Delivery first = client.send(letter);
      assertThat(first).isInstanceOf(Delivery.Receipted.class);
      Delivery again = client.send(letter);
      assertThat(((Delivery.Receipted) again).receipt())
          .isEqualTo(((Delivery.Receipted) first).receipt());
      assertThat(client.receipt(letter)).contains(((Delivery.Receipted) first).receipt());
      byte[] bytes = Files.readAllBytes(letter.file());
      bytes[bytes.length - 40] ^= 1;
      Files.write(letter.file(), bytes);
      assertThat(client.send(letter)).isEqualTo(new Delivery.Refused(RefusalCode.CONTENT_CHANGED));
    }
  }

  @Test
  void a_large_package_that_is_refused_early_still_hears_why() throws Exception {
    Attachment large =
        new Attachment(
            "a.bin", "application/octet-stream", () -> new ByteArrayInputStream(new byte[4 << 20]));
    requester.send(
        "1", OfficePair.PROVIDER, new PackageReason("用途", "依据", null, null), List.of(large));
    Letter letter = requester.pending().get(0);
    byte[] bytes = Files.readAllBytes(letter.file());
    bytes[3] ^= 1;
    Files.write(letter.file(), bytes);
    try (ExchangeServer server = ExchangeServer.listeningInClear(provider, loopback(), TIMEOUT)) {
      assertThat(client(server).send(letter))
          .isEqualTo(new Delivery.Refused(RefusalCode.MALFORMED));
    }
  }

  @Test
  void other_methods_paths_and_types_are_turned_away() throws Exception {
    try (ExchangeServer server = ExchangeServer.listeningInClear(provider, loopback(), TIMEOUT)) {
      assertThat(status(server, "GET /exchange/packages HTTP/1.1")).contains("405");
      assertThat(status(server, "POST /exchange/receipts/x HTTP/1.1")).contains("405");
      assertThat(status(server, "POST /exchange/packages HTTP/1.1")).contains("415");
      assertThat(status(server, "GET /exchange/receipts/../../etc HTTP/1.1")).contains("404");
      assertThat(status(server, "GET / HTTP/1.1")).contains("404");
    }
  }

  private static String status(ExchangeServer server, String line) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(
              (line + "\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void a_sender_that_drips_is_cut_off() throws Exception {
    try (ExchangeServer server =
            ExchangeServer.listeningInClear(provider, loopback(), Duration.ofMillis(300));
        Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      slow.getOutputStream()
          .write(
              ("POST /exchange/packages HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n"
                      + "Content-Type: application/vnd.hufu.package\r\n\r\nhufu")
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(slow.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void clear_text_stays_on_this_machine() {
    assertThatThrownBy(
            () ->
                ExchangeServer.listeningInClear(
                    provider, new InetSocketAddress("0.0.0.0", 0), TIMEOUT))
        .isInstanceOf(IllegalArgumentException.class);
    for (String address : List.of("http://example.org", "ftp://localhost", "https:", "file:///x")) {
      assertThatThrownBy(
              () ->
                  ExchangeClient.to(
                      Map.of(OfficePair.PROVIDER, URI.create(address)), TIMEOUT, null))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
