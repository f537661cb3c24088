package io.hufu.exchange;

import io.hufu.crypto.SigningKey;
import io.hufu.exchange.message.ExchangeRefusal;
import io.hufu.exchange.message.ExchangeRequest;
import io.hufu.exchange.message.ExchangeRequest.Ground;
import io.hufu.exchange.message.ExchangeRequest.Holder;
import io.hufu.exchange.message.ExchangeRequest.Reason;
import io.hufu.exchange.message.ExchangeRequest.Wanted;
import io.hufu.exchange.message.MessageKind;
import io.hufu.exchange.message.Parties;
import io.hufu.exchange.message.SignedMessage;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One agency as a process: it listens, answers, asks, sends, until it is killed. */
final class AgencyProcess {
  static final String UP = "up";
  private static final List<String> TYPES = List.of("BUSINESS", "FOOD", "SAFETY");

  private AgencyProcess() {}

  /** Folder, own code, the other's code, own port, the other's port, how many to ask for. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    String other = args[2];
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[3]));
    Transport transport =
        ExchangeClient.to(
            Map.of(other, URI.create("http://127.0.0.1:" + args[4])), Duration.ofSeconds(20), null);
    try (ExchangeOffice office =
            DrillPki.office(folder, args[1])
                .policy(policy())
                .answers(AgencyProcess::answer)
                .firstRetry(Duration.ofMillis(5))
                .open();
        ExchangeServer server =
            ExchangeServer.listeningInClear(office, address, Duration.ofSeconds(30))) {
      System.out.println(UP + " " + server.port());
      ask(office, folder, other, Integer.parseInt(args[5]));
      while (true) {
        int done = office.process() + office.deliver(transport);
        if (done == 0) {
          Thread.sleep(10);
        }
      }
    }
  }

  private static ExchangePolicy policy() {
    return new ExchangePolicy(
        List.of(
            new ExchangePolicy.Rule(
                Set.of("*"), Set.copyOf(TYPES), Set.of("*"), Set.of(Ground.STATUTORY), Set.of())));
  }

  /** Every fifth is refused, by what the request itself says. */
  private static Answer answer(ExchangeRequest request) {
    if (String.valueOf(request.reason().caseReference()).endsWith("0")
        || String.valueOf(request.reason().caseReference()).endsWith("5")) {
      return new Answer.Refused(ExchangeRefusal.Code.NO_SUCH_LICENCE, null);
    }
    String type = request.wanted().get(0).type();
    byte[] licence =
        ("{\"type\":\"" + type + "\",\"request\":\"" + request.id() + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    return new Answer.Granted(
        List.of(
            new Answer.Item(
                type,
                new Attachment(
                    "licence.json", "application/json", () -> new ByteArrayInputStream(licence)))));
  }

  /** Signed requests are files, so that after a kill the same ones are asked again. */
  private static void ask(ExchangeOffice office, Path folder, String provider, int count)
      throws Exception {
    Path wishes = Files.createDirectories(folder.resolve("wishes"));
    SigningKey key =
        SigningKey.fromPkcs12(
            folder.resolve(office.authority() + "-sign.p12"), Agencies.PASSWORD.clone());
    for (int i = 0; i < count; i++) {
      Path file = wishes.resolve(i + ".jwt");
      if (!Files.exists(file)) {
        DurableFile.write(file, wish(office, provider, i).sign(key).bytes());
      }
      SignedMessage request = SignedMessage.parse(MessageKind.REQUEST, Files.readAllBytes(file));
      if (office.request(ExchangeRequest.of(request).id()).isEmpty()) {
        office.ask(request, null);
      }
    }
  }

  private static ExchangeRequest wish(ExchangeOffice office, String provider, int number) {
    Instant now = Instant.now();
    return new ExchangeRequest(
        OfficePair.randomId(),
        new Parties(office.authority(), provider, now),
        new Holder("001", office.authority(), null),
        List.of(new Wanted(TYPES.get(number % TYPES.size()), List.of("name"))),
        new Reason("M1", "核验", "示例条例第一条", Ground.STATUTORY, "第二条", "case-" + number),
        "AAAAAAAAAAAAAAAAAAAAAA",
        now.plus(Duration.ofHours(2)),
        null);
  }
}
