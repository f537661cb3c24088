package io.hufu.benchmarks;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.TrustList;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.ofd.OfdFormat;
import io.hufu.verification.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * A sealed OFD licence of the demo, all checks on: bytes in, report out. The peer is ofdrw, a
 * program of its own in interop/ofdrw, on the same file; it compares digests and one value.
 */
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class OfdVerificationBenchmark {
  /** Folder that {@code hufu demo} made. */
  @Param("hufu-demo")
  String demo;

  private byte[] document;
  private Verifier verifier;

  /** Reads the licence, and makes a verifier that trusts the demo's list. */
  @Setup
  public void read() throws IOException, MalformedDataException {
    Path folder = Path.of(demo);
    document = Files.readAllBytes(folder.resolve("licences/food-operation-1.ofd"));
    verifier =
        Verifier.builder()
            .trust(TrustList.loadLocallyTrusted(folder.resolve("trust-list.json")))
            .policy(AcceptancePolicy.pilot())
            .formats(List.of(new OfdFormat()))
            .clock(Clock.systemUTC())
            .build();
    if (verify().verdict() != Verdict.ACCEPTED) {
      throw new IllegalStateException(verify().findings().toString());
    }
  }

  /** Judges package, coverage, seal, signer, authority, data, page, status, time and ledger. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public VerificationReport verify() {
    return verifier.verify(document);
  }
}
