package io.hufu.benchmarks;

import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
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
 * The floor under {@link StatusListBenchmark}: the same bytes through the JDK's zlib and base64,
 * which every implementation of the format must do, and nothing else.
 */
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class ZlibBenchmark {
  /** How many of a thousand licences are not valid. */
  @Param({"10", "50"})
  int perThousand;

  private byte[] packed;
  private String encoded;

  /** Packs four bits a place. */
  @Setup
  public void make() {
    int[] values = StatusListData.values(10_000_000, perThousand);
    packed = new byte[values.length / 2];
    for (int i = 0; i < values.length; i++) {
      packed[i / 2] |= (byte) (values[i] << (i % 2 * 4));
    }
    encoded = build();
  }

  /** Compresses and encodes. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public String build() {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(packed);
      deflater.finish();
      byte[] out = new byte[packed.length + 1024];
      int length = deflater.deflate(out);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(out, length));
    } finally {
      deflater.end();
    }
  }

  /** Decodes and decompresses. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public int read() throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(Base64.getUrlDecoder().decode(encoded));
      return inflater.inflate(new byte[packed.length]);
    } finally {
      inflater.end();
    }
  }
}
