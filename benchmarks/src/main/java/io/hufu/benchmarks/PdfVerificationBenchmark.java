package io.hufu.benchmarks;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.TrustAnchor;
import io.hufu.model.TrustListContents;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.pdf.PdfFormat;
import io.hufu.verification.Verifier;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A PDF of ten pages with ten signatures, all checks on: bytes in, report out. The peer is EU DSS,
 * a program of its own in interop/dss, on the file that {@link TenSignatures} writes.
 */
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PdfVerificationBenchmark {
  private byte[] document;
  private Verifier verifier;

  /** Makes the document, and a verifier that trusts its root. */
  @Setup
  public void make() throws KeyUnavailableException, MalformedDataException {
    SigningKey key = TenSignatures.key();
    document = TenSignatures.document(key);
    verifier =
        Verifier.builder()
            .trust(trust(key))
            .policy(AcceptancePolicy.signatureOnly())
            .formats(List.of(PdfFormat.instance()))
            .clock(Clock.fixed(TenSignatures.SIGNED.plusSeconds(3600), ZoneOffset.UTC))
            .build();
    if (verify().verdict() != Verdict.ACCEPTED) {
      throw new IllegalStateException(verify().findings().toString());
    }
  }

  private static TrustList trust(SigningKey key)
      throws KeyUnavailableException, MalformedDataException {
    TrustListContents contents =
        TrustListContents.builder(1, "示例名单", "Example list")
            .period(Instant.EPOCH, Instant.parse("2099-01-01T00:00:00Z"))
            .anchor(
                new TrustAnchor(TenSignatures.root(key), List.of(TrustAnchor.Use.values()), false))
            .build();
    return TrustList.parse(TrustList.sign(contents.toJson(), key), null);
  }

  /** Judges every signature, every revision and every byte. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public VerificationReport verify() {
    return verifier.verify(document);
  }
}
