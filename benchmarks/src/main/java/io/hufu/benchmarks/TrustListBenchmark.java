package io.hufu.benchmarks;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.TrustList;
import io.hufu.verification.IssuingRights;
import java.time.LocalDate;
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

/** A nation's trust list: read with its signature verified, and asked who may issue what. */
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class TrustListBenchmark {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

  private byte[] file;
  private IssuingRights rights;
  private List<TrustListData.Question> questions;
  private int next;

  /** Makes the list; every question must be answered with yes. */
  @Setup
  public void make() throws Exception {
    TrustListData data = new TrustListData();
    file = data.file();
    questions = data.questions();
    rights = IssuingRights.of(TrustList.parse(file, null));
    for (TrustListData.Question question : questions) {
      IssuingRights.Ruling ruling = rights.rule(question.path(), question.licence(), TODAY);
      if (!ruling.granted()) {
        throw new IllegalStateException(ruling.toString());
      }
    }
  }

  /** Reads the file, as once for each list that arrives. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public TrustList load() throws MalformedDataException {
    return TrustList.parse(file, null);
  }

  /** Reads it in a process that has just started, as a command does. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  @Fork(value = 3, jvmArgs = "-Xmx1g")
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public TrustList loadCold() throws MalformedDataException {
    return TrustList.parse(file, null);
  }

  /** Decides whether the signer of a licence may issue it; the path has been validated. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public IssuingRights.Ruling decide() {
    next = next + 1 == questions.size() ? 0 : next + 1;
    TrustListData.Question question = questions.get(next);
    return rights.rule(question.path(), question.licence(), TODAY);
  }
}
