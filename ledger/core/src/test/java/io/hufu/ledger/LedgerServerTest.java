package io.hufu.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.SignedNote;
import io.hufu.ledger.WitnessAnswer.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log and a witness over HTTP behave as C2SP tlog-tiles and tlog-witness say. */
class LedgerServerTest {
  private static final InetSocketAddress LOOPBACK =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path folder;

  private static URI at(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + "/" + path);
  }

  private HttpResponse<byte[]> get(int port, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(at(port, path)).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private HttpResponse<String> post(int port, byte[] body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(at(port, "add-checkpoint"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  private EmbeddedLedger log(TestLog log, int size) throws Exception {
    EmbeddedLedger ledger =
        EmbeddedLedger.in(folder.resolve("log"), log.key())
            .headFile(folder.resolve("head"))
            .create(log.origin());
    ledger.anchor(Entries.range(log.hash(), 0, size));
    return ledger;
  }

  @Test
  void full_tiles_are_kept_for_ever_the_checkpoint_never_and_nothing_else_is_shown()
      throws Exception {
    log(TestLog.INTL, 300).close();
    try (LedgerServer server =
        LedgerServer.serving(LogReader.open(folder.resolve("log")), LOOPBACK)) {
      HttpResponse<byte[]> checkpoint = get(server.port(), "checkpoint");
      assertThat(checkpoint.headers().firstValue("Cache-Control")).hasValue("no-store");
      assertThat(checkpoint.headers().firstValue("Content-Type"))
          .hasValue("text/plain; charset=utf-8");
      assertThat(new String(checkpoint.body(), UTF_8))
          .startsWith(TestLog.INTL.origin() + "\n300\n");
      for (String full : List.of("tile/0/000", "tile/entries/000")) {
        HttpResponse<byte[]> tile = get(server.port(), full);
        assertThat(tile.headers().firstValue("Cache-Control"))
            .hasValue("public, max-age=31536000, immutable");
        assertThat(tile.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
      }
      assertThat(get(server.port(), "tile/0/001.p/44").body()).hasSize(44 * 32);
      assertThat(get(server.port(), "tile/0/001.p/44").headers().firstValue("Cache-Control"))
          .hasValue("public, max-age=3600");
      for (String hidden :
          List.of(
              "",
              "private/salts",
              "tile/0/001",
              "tile/0/000.p/256",
              "tile/1/../../checkpoint",
              "..%2fhead",
              "%2e%2e/head",
              "tile/0/0",
              "newest/" + "0".repeat(64))) {
        HttpResponse<byte[]> answer = get(server.port(), hidden);
        assertThat(answer.statusCode()).as(hidden).isEqualTo(404);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
      }
      HttpResponse<String> posted = post(server.port(), new byte[0]);
      assertThat(posted.statusCode()).isEqualTo(405);
      assertThat(posted.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }
  }

  @Test
  void a_log_behind_http_is_read_and_checked_as_one_on_disk() throws Exception {
    log(TestLog.SM, 700).close();
    try (LedgerServer server =
        LedgerServer.serving(LogReader.open(folder.resolve("log")), LOOPBACK)) {
      LogReader remote = LogReader.open(at(server.port(), ""), TIMEOUT);
      assertThat(remote.size()).isEqualTo(700);
      assertThat(
              remote
                  .find(Entries.entry(remote.hash(), 333))
                  .orElseThrow()
                  .judge(Entries.entry(remote.hash(), 333), TestLog.SM.trust())
                  .outcome())
          .isEqualTo(io.hufu.model.AnchorReceipt.Outcome.ANCHORED);
      assertThat(LogReader.fsck(at(server.port(), ""), TIMEOUT, List.of(TestLog.SM.noteKey())))
          .isEmpty();
      DiskFiles.INSTANCE.delete(folder.resolve("log/tile/0/001"));
      assertThat(LogReader.fsck(at(server.port(), ""), TIMEOUT, List.of(TestLog.SM.noteKey())))
          .extracting(FsckFinding::code)
          .containsExactly(FsckFinding.Code.TILE_MISSING);
    }
    assertThatThrownBy(() -> LogReader.open(at(1, ""), TIMEOUT)).isInstanceOf(IOException.class);
  }

  @Test
  void a_witness_answers_with_the_statuses_of_the_protocol() throws Exception {
    ForkedLog fork = new ForkedLog(TestLog.INTL, 3, 30);
    TestWitness witness = TestWitness.of("w.example.org", TestLog.INTL);
    try (LedgerServer server = LedgerServer.serving(witness.witness(), LOOPBACK)) {
      int port = server.port();
      HttpResponse<String> good = post(port, fork.request(0, 0, 7).encoded());
      assertThat(good.statusCode()).isEqualTo(200);
      String note = fork.head(0, 7).text() + good.body();
      assertThat(SignedNote.parse(note).verify(List.of(witness.noteKey()))).hasSize(1);
      HttpResponse<String> conflict = post(port, fork.request(0, 0, 9).encoded());
      assertThat(conflict.statusCode()).isEqualTo(409);
      assertThat(conflict.body()).isEqualTo("7\n");
      assertThat(conflict.headers().firstValue("Content-Type")).hasValue("text/x.tlog.size");
      assertThat(post(port, fork.request(1, 7, 9).encoded()).statusCode()).isEqualTo(422);
      assertThat(post(port, fork.request(1, 7, 7).encoded()).statusCode()).isEqualTo(409);
      assertThat(post(port, fork.request(0, 9, 7).encoded()).statusCode()).isEqualTo(400);
      assertThat(post(port, "old 7\n".getBytes(UTF_8)).statusCode()).isEqualTo(400);
      assertThat(post(port, new byte[100_000]).statusCode()).isEqualTo(413);
      TestLog stranger = TestLog.of("x.example", TestLog.INTL.key().algorithm());
      assertThat(post(port, new ForkedLog(stranger, 1, 1).request(0, 0, 1).encoded()).statusCode())
          .isEqualTo(404);
      ForkedLog forged = new ForkedLog(new TestLog(TestLog.INTL.origin(), stranger.key()), 1, 8);
      assertThat(post(port, forged.request(0, 7, 8).encoded()).statusCode()).isEqualTo(403);
      String newest = "newest/" + WitnessState.name(TestLog.INTL.origin());
      assertThat(new String(get(port, newest).body(), UTF_8)).isEqualTo(fork.head(0, 7).text());
      assertThat(get(port, "add-checkpoint").statusCode()).isEqualTo(405);
      assertThat(get(port, "checkpoint").statusCode()).isEqualTo(404);
    }
    witness.close();
  }

  @Test
  void a_log_gets_its_cosignatures_over_http() throws Exception {
    TestWitness witness = TestWitness.of("w.example.org", TestLog.SM);
    try (LedgerServer server = LedgerServer.serving(witness.witness(), LOOPBACK);
        WitnessedLedger ledger =
            WitnessedLedger.around(log(TestLog.SM, 3))
                .witness(new HttpWitness("w", at(server.port(), ""), TIMEOUT))
                .keys(List.of(witness.noteKey()))
                .open()) {
      ledger.anchor(Entries.range(TestLog.SM.hash(), 3, 9));
      assertThat(SignedNote.parse(ledger.checkpoint()).verify(List.of(witness.noteKey())))
          .hasSize(1);
    }
    witness.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "x\n", "-1\n", "07\n", "99999999999999999999\n"})
  void a_conflict_that_names_no_size_is_no_answer(String body) throws Exception {
    HttpServer odd = answering(409, body.getBytes(UTF_8), null);
    HttpWitness witness = new HttpWitness("odd", at(odd.getAddress().getPort(), ""), TIMEOUT);
    WitnessRequest request = new ForkedLog(TestLog.INTL, 1, 1).request(0, 0, 1);
    assertThatThrownBy(() -> witness.add(request)).isInstanceOf(IOException.class);
    odd.stop(0);
  }

  @Test
  void floods_redirects_bombs_and_nonsense_are_outages_and_nothing_else() throws Exception {
    WitnessRequest request = new ForkedLog(TestLog.INTL, 1, 1).request(0, 0, 1);
    for (HttpServer odd :
        List.of(
            answering(200, new byte[1 << 20], null),
            answering(200, "no line\n".getBytes(UTF_8), null),
            answering(200, new byte[] {(byte) 0xff, '\n'}, null),
            answering(302, new byte[0], null),
            answering(500, new byte[0], null))) {
      HttpWitness witness = new HttpWitness("odd", at(odd.getAddress().getPort(), ""), TIMEOUT);
      assertThatThrownBy(() -> witness.add(request)).isInstanceOf(IOException.class);
      odd.stop(0);
    }
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
      out.write(new byte[8 << 20]);
    }
    HttpServer gzip = answering(200, bomb.toByteArray(), "gzip");
    assertThatThrownBy(() -> LogReader.open(at(gzip.getAddress().getPort(), ""), TIMEOUT))
        .isInstanceOf(IOException.class);
    gzip.stop(0);
  }

  @Test
  void a_server_may_pack_tiles_unasked() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(new ForkedLog(TestLog.INTL, 1, 1).head(0, 1).encoded());
    }
    HttpServer gzip = answering(200, packed.toByteArray(), "gzip");
    assertThat(LogReader.open(at(gzip.getAddress().getPort(), ""), TIMEOUT).size()).isEqualTo(1);
    gzip.stop(0);
  }

  private static HttpServer answering(int status, byte[] body, String encoding) throws IOException {
    HttpServer server = HttpServer.create(LOOPBACK, 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (encoding != null) {
              exchange.getResponseHeaders().set("Content-Encoding", encoding);
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    return server;
  }

  @Test
  void a_request_comes_back_byte_by_byte_and_only_in_one_spelling() throws Exception {
    WitnessRequest request = new ForkedLog(TestLog.INTL, 30, 30).request(0, 7, 30);
    byte[] body = request.encoded();
    assertThat(WitnessRequest.parse(body).encoded()).isEqualTo(body);
    String text = new String(body, UTF_8);
    for (String odd :
        List.of(
            text.replaceFirst("old 7", "old 07"),
            text.replaceFirst("old 7", "old +7"),
            text.replaceFirst("old 7", "old -7"),
            text.replaceFirst("old 7", "old  7"),
            text.replaceFirst("old 7", "Old 7"),
            text.replaceFirst("old 7\n", "\n"),
            text.replaceFirst("=\n", "\n"),
            text.replaceFirst("\n\n", "\n"),
            text.replaceFirst(
                "old 7\n",
                "old 7\n" + "A".repeat(43) + "=\n".repeat(1) + ("A".repeat(43) + "=\n").repeat(63)),
            "")) {
      assertThatThrownBy(() -> WitnessRequest.parse(odd.getBytes(UTF_8)))
          .as(odd)
          .isInstanceOf(MalformedDataException.class);
    }
  }

  @Test
  void the_example_of_the_specification_can_be_read() throws Exception {
    String example =
        """
        old 20852014
        PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
        jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
        5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
        /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

        example.com/behind-the-sofa
        20852163
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

        \u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
        \u2014 example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
        """;
    WitnessRequest request = WitnessRequest.parse(example.getBytes(UTF_8));
    assertThat(request.oldSize()).isEqualTo(20_852_014);
    assertThat(request.proof()).hasSize(4);
    assertThat(request.tree().size()).isEqualTo(20_852_163);
    assertThat(request.encoded()).isEqualTo(example.getBytes(UTF_8));
  }

  @Test
  void addresses_that_are_not_plain_http_are_refused() {
    for (String odd :
        List.of("file:///etc", "http:x", "http://u@h/", "http://h/?q", "http://h/#f")) {
      assertThatThrownBy(() -> new HttpWitness("w", URI.create(odd), TIMEOUT))
          .as(odd)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(Outcome.CONFIRMED.status()).isEqualTo(200);
  }
}
