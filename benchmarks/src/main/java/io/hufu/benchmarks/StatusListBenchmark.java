package io.hufu.benchmarks;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.model.StatusList;
import io.hufu.model.StatusListToken;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
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

/** A signed status list of 10⁷ licences: built and signed, read and verified, looked up in. */
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class StatusListBenchmark {
  /** How many of a thousand licences are not valid. */
  @Param({"10", "50"})
  int perThousand;

  private int[] values;
  private SigningKey key;
  private byte[] token;
  private StatusList list;

  /** Makes the list. */
  @Setup
  public void make() {
    values = StatusListData.values(10_000_000, perThousand);
    key = StatusListData.key();
    token = StatusListData.signed(values, key);
    list = StatusListData.token(values).list();
  }

  /** Packs, compresses, encodes, signs. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public byte[] build() {
    return StatusListData.signed(values, key);
  }

  /** Decodes, decompresses, verifies the signature: once for each list that arrives. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public boolean read() throws MalformedDataException {
    return StatusListToken.parse(token).verifies(key.verificationKey());
  }

  /** Looks one licence up in a list that was read. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public OptionalInt lookUp() {
    return list.value(ThreadLocalRandom.current().nextInt(values.length));
  }
}
