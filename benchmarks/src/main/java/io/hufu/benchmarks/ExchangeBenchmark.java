package io.hufu.benchmarks;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Suite;
import io.hufu.exchange.Answer;
import io.hufu.exchange.Attachment;
import io.hufu.exchange.DecryptionKey;
import io.hufu.exchange.Delivery;
import io.hufu.exchange.ExchangeOffice;
import io.hufu.exchange.ExchangePolicy;
import io.hufu.exchange.Letter;
import io.hufu.exchange.PackageRefusedException;
import io.hufu.exchange.Transport;
import io.hufu.exchange.message.ExchangeRequest;
import io.hufu.exchange.message.ExchangeRequest.Ground;
import io.hufu.exchange.message.ExchangeRequest.Holder;
import io.hufu.exchange.message.ExchangeRequest.Reason;
import io.hufu.exchange.message.ExchangeRequest.Wanted;
import io.hufu.exchange.message.Parties;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole exchanges between two offices in one process, on the disk and without a network: request,
 * receipt, answer, receipt, each signed, sealed, stored, synced and logged.
 */
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgs = "-Xmx512m")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ExchangeBenchmark {
  private static final Clock CLOCK = Clock.fixed(ExchangeData.NOW, ZoneOffset.UTC);
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Suite of keys, packages and messages. */
  @Param({"SM", "INTL"})
  Suite suite;

  private Path folder;
  private SigningKey asking;
  private ExchangeOffice asks;
  private ExchangeOffice answers;

  /** Opens two offices. */
  @Setup
  public void open() throws KeyUnavailableException, IOException {
    folder = Files.createTempDirectory("hufu-benchmark");
    ExchangeData data = new ExchangeData(suite);
    asking = data.signer("asks");
    Map<String, DecryptionKey> keys =
        Map.of(ExchangeData.ASKS, data.recipient("a"), ExchangeData.ANSWERS, data.recipient("b"));
    asks = office(ExchangeData.ASKS, asking, keys);
    answers = office(ExchangeData.ANSWERS, data.signer("answers"), keys);
  }

  private ExchangeOffice office(String code, SigningKey signer, Map<String, DecryptionKey> keys)
      throws IOException, KeyUnavailableException {
    return ExchangeOffice.at(Files.createDirectory(folder.resolve(code)))
        .authority(code)
        .signer(signer)
        .decryption(keys.get(code))
        .senders(ExchangeData.everybody())
        .recipients((whose, at) -> Optional.of(keys.get(whose).certificate()))
        .policy(
            new ExchangePolicy(
                List.of(
                    new ExchangePolicy.Rule(
                        Set.of("*"),
                        Set.of("*"),
                        Set.of("*"),
                        Set.of(Ground.STATUTORY),
                        Set.of()))))
        .answers(request -> granted())
        .clock(CLOCK, "fixed")
        .open();
  }

  private static Answer granted() {
    return new Answer.Granted(
        List.of(
            new Answer.Item(
                "T1",
                new Attachment(
                    "a.json",
                    "application/json",
                    () -> new ByteArrayInputStream(new byte[8192])))));
  }

  /** Closes and removes them. */
  @TearDown
  public void close() throws IOException {
    asks.close();
    answers.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** One request, its answer, and both receipts. */
  @Benchmark
  public int exchange() throws IOException, KeyUnavailableException, MalformedDataException {
    byte[] id = new byte[16];
    RANDOM.nextBytes(id);
    ExchangeRequest request =
        new ExchangeRequest(
            HexFormat.of().formatHex(id),
            new Parties(ExchangeData.ASKS, ExchangeData.ANSWERS, CLOCK.instant()),
            new Holder("001", ExchangeData.ASKS, null),
            List.of(new Wanted("T1", List.of())),
            new Reason("M1", "benchmark", "none", Ground.STATUTORY, "none", null),
            "AAAAAAAAAAAAAAAAAAAAAA",
            CLOCK.instant().plus(Duration.ofHours(1)),
            null);
    asks.ask(request.sign(asking), null);
    return asks.deliver(new Straight(answers))
        + answers.process()
        + answers.deliver(new Straight(asks))
        + asks.process();
  }

  /** Hands packages straight to an office. */
  private record Straight(ExchangeOffice to) implements Transport {
    @Override
    public Delivery send(Letter letter) throws IOException {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(letter.file()))) {
        return new Delivery.Receipted(to.receive(in));
      } catch (PackageRefusedException e) {
        return new Delivery.Refused(e.code());
      } catch (KeyUnavailableException e) {
        throw new IOException(e);
      }
    }

    @Override
    public Optional<byte[]> receipt(Letter letter) throws IOException {
      return to.receiptFor(letter.message());
    }
  }
}
