package io.hufu.benchmarks;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Suite;
import io.hufu.exchange.Attachment;
import io.hufu.exchange.DecryptionKey;
import io.hufu.exchange.PackageOpener;
import io.hufu.exchange.PackageRefusedException;
import io.hufu.exchange.PackageSealer;
import io.hufu.exchange.ReceivedPackage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A package with one file of 16 MiB: sealed into nothing, opened onto the disk; MiB for each
 * second. Beside it {@link AesGcmBenchmark}: the JDK's AES-GCM alone, without signature, digest or
 * disk.
 */
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgs = "-Xmx256m")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class PackageBenchmark {
  static final int MEBIBYTES = 16;

  /** Suite of keys and package. */
  @Param({"SM", "INTL"})
  Suite suite;

  private byte[] content;
  private byte[] sealed;
  private PackageSealer sealer;
  private DecryptionKey recipient;
  private PackageOpener opener;
  private Path folder;

  /** Makes keys and a package. */
  @Setup
  public void make() throws KeyUnavailableException, IOException {
    ExchangeData data = new ExchangeData(suite);
    SigningKey sender = data.signer("sender");
    recipient = data.recipient("recipient");
    sealer = PackageSealer.from(sender, new SecureRandom());
    opener =
        PackageOpener.builder()
            .key(recipient)
            .senders(ExchangeData.everybody())
            .clock(Clock.fixed(ExchangeData.NOW, ZoneOffset.UTC))
            .build();
    content = new byte[MEBIBYTES << 20];
    new Random(1).nextBytes(content);
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + (1 << 16));
    sealInto(out);
    sealed = out.toByteArray();
    folder = Files.createTempDirectory("hufu-benchmark");
  }

  /** Removes the folder. */
  @TearDown
  public void remove() throws IOException {
    Files.delete(folder);
  }

  private void sealInto(OutputStream out) throws IOException, KeyUnavailableException {
    Attachment file =
        new Attachment(
            "a.bin", "application/octet-stream", () -> new ByteArrayInputStream(content));
    sealer.seal(
        List.of(file), ExchangeData.terms(ExchangeData.NOW), List.of(recipient.certificate()), out);
  }

  /** Digests, encrypts, signs. */
  @Benchmark
  @OperationsPerInvocation(MEBIBYTES)
  public void seal() throws IOException, KeyUnavailableException {
    sealInto(OutputStream.nullOutputStream());
  }

  /** Decrypts, digests, verifies, writes and syncs. */
  @Benchmark
  @OperationsPerInvocation(MEBIBYTES)
  public long open() throws IOException, PackageRefusedException {
    ReceivedPackage received = opener.open(new ByteArrayInputStream(sealed), folder);
    try (var files = Files.list(received.folder())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(received.folder());
    return received.contents().get(0).size();
  }
}
