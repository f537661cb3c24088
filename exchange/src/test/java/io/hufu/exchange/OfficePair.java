package io.hufu.exchange;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Suite;
import io.hufu.exchange.message.ConsentToken;
import io.hufu.exchange.message.ExchangeRequest;
import io.hufu.exchange.message.ExchangeRequest.Ground;
import io.hufu.exchange.message.ExchangeRequest.Holder;
import io.hufu.exchange.message.ExchangeRequest.Reason;
import io.hufu.exchange.message.ExchangeRequest.Wanted;
import io.hufu.exchange.message.Parties;
import io.hufu.exchange.message.SignedMessage;
import io.hufu.model.SignedConsent;
import io.hufu.model.UnifiedSocialCreditCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Two authorities that know each other, each with an office in a folder of its own. */
final class OfficePair {
  static final String REQUESTER = Agencies.SENDER;
  static final String PROVIDER = UnifiedSocialCreditCode.complete("11990100009901016");
  static final Wanted LICENCE = new Wanted("BUSINESS", List.of("name"));

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Making and reading P12 files takes longer than most tests: once for each suite. */
  private static final Map<Suite, Keys> KEYS = new EnumMap<>(Suite.class);

  final SigningKey requesterKey;
  final SigningKey providerKey;
  final MovingClock clock = new MovingClock(Agencies.NOW);
  private final Path folder;
  private final Map<String, Certificate> encryption;
  private final Map<String, DecryptionKey> decryption;
  Answers answers = OfficePair::granted;
  Consents.HolderKeys holders = holder -> Optional.empty();

  /** Signing keys of both, and what they decrypt with. */
  private record Keys(
      SigningKey requester, SigningKey provider, Map<String, DecryptionKey> decryption) {
    static Keys of(Suite suite) throws Exception {
      Agencies agencies = new Agencies(suite);
      return new Keys(
          agencies.signer("示例市政务服务中心"),
          agencies.signer("示例市市场监督管理局"),
          Map.of(REQUESTER, agencies.recipient("示例甲"), PROVIDER, agencies.recipient("示例乙")));
    }
  }

  OfficePair(Path folder, Suite suite) throws Exception {
    this.folder = folder;
    Keys keys = keys(suite);
    requesterKey = keys.requester();
    providerKey = keys.provider();
    decryption = keys.decryption();
    encryption =
        Map.of(
            REQUESTER, decryption.get(REQUESTER).certificate(),
            PROVIDER, decryption.get(PROVIDER).certificate());
  }

  private static synchronized Keys keys(Suite suite) throws Exception {
    Keys keys = KEYS.get(suite);
    if (keys == null) {
      keys = Keys.of(suite);
      KEYS.put(suite, keys);
    }
    return keys;
  }

  static Answer granted(ExchangeRequest request) {
    return new Answer.Granted(
        request.wanted().stream()
            .map(
                wanted ->
                    new Answer.Item(
                        wanted.type(),
                        new Attachment(
                            wanted.type() + ".json",
                            "application/json",
                            () -> new ByteArrayInputStream(new byte[] {'{', '}'}))))
            .toList());
  }

  Senders senders() {
    return (chain, code, instant) -> {
      SigningKey expected =
          code.equals(REQUESTER) ? requesterKey : code.equals(PROVIDER) ? providerKey : null;
      return expected != null && chain.get(0).equals(expected.certificate())
          ? Optional.empty()
          : Optional.of("not listed");
    };
  }

  DecryptionKey decryptionOf(String code) {
    return java.util.Objects.requireNonNull(decryption.get(code));
  }

  ExchangeOffice open(String code) throws Exception {
    return at(Files.createDirectories(folder.resolve(code)), code).open();
  }

  ExchangeOfficeBuilder at(Path directory, String code) {
    return ExchangeOffice.at(directory)
        .authority(code)
        .signer(code.equals(REQUESTER) ? requesterKey : providerKey)
        .decryption(decryption.get(code))
        .senders(senders())
        .recipients((whose, instant) -> Optional.ofNullable(encryption.get(whose)))
        .policy(policy())
        .consents(Consents.of(holder -> holders.keyOf(holder), senders(), Duration.ofMinutes(5)))
        .answers(request -> answers.answer(request))
        .firstRetry(Duration.ofSeconds(1))
        .clock(clock, "test clock");
  }

  private static ExchangePolicy policy() {
    return new ExchangePolicy(
        List.of(
            new ExchangePolicy.Rule(
                Set.of(REQUESTER),
                Set.of("BUSINESS", "FOOD", "SAFETY"),
                Set.of("M1", "M2"),
                Set.of(Ground.CONSENT, Ground.STATUTORY),
                Set.of("name", "number")),
            new ExchangePolicy.Rule(
                Set.of("*"), Set.of("OPEN"), Set.of("*"), Set.of(Ground.STATUTORY), Set.of()),
            new ExchangePolicy.Rule(
                Set.of(PROVIDER),
                Set.of("PRIVATE"),
                Set.of("*"),
                Set.of(Ground.STATUTORY),
                Set.of())));
  }

  SignedMessage request(Ground ground, String matter, Wanted... wanted) throws Exception {
    return request(ground, matter, Duration.ofMinutes(30), wanted);
  }

  SignedMessage request(Ground ground, String matter, Duration deadline, Wanted... wanted)
      throws Exception {
    return new ExchangeRequest(
            randomId(),
            new Parties(REQUESTER, PROVIDER, clock.instant()),
            new Holder("001", REQUESTER, null),
            List.of(wanted),
            new Reason(
                matter, "开办餐饮店", "示例条例第一条", ground, ground == Ground.CONSENT ? null : "第二条", null),
            "AAAAAAAAAAAAAAAAAAAAAA",
            clock.instant().plus(deadline),
            null)
        .sign(requesterKey);
  }

  static String randomId() {
    byte[] id = new byte[16];
    RANDOM.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  SignedMessage consent(SignedMessage request, SignedConsent.By by, SigningKey key)
      throws Exception {
    return new ConsentToken(
            new Parties(REQUESTER, PROVIDER, clock.instant()),
            request.digest(),
            by,
            by == SignedConsent.By.OFFICIAL ? "工号 0001" : null,
            "已告知用途",
            clock.instant().plusSeconds(600))
        .sign(key);
  }

  /** Hands packages straight to the other office. */
  static Transport to(ExchangeOffice other) {
    return new Transport() {
      @Override
      public Delivery send(Letter letter) throws IOException {
        try {
          return new Delivery.Receipted(
              other.receive(new ByteArrayInputStream(Files.readAllBytes(letter.file()))));
        } catch (PackageRefusedException e) {
          return new Delivery.Refused(e.code());
        } catch (io.hufu.crypto.KeyUnavailableException e) {
          throw new IOException(e);
        }
      }

      @Override
      public Optional<byte[]> receipt(Letter letter) throws IOException {
        return other.receiptFor(letter.message());
      }
    };
  }

  /** One round of both. */
  static void turn(ExchangeOffice one, ExchangeOffice other) throws Exception {
    one.deliver(to(other));
    other.process();
    other.deliver(to(one));
    one.process();
  }
}
