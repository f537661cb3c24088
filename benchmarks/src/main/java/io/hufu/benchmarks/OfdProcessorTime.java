package io.hufu.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;

/**
 * Prints the milliseconds of processor that verifying a sealed OFD licence of the demo takes.
 *
 * <p>What the peer, a program of its own, prints of itself: a busy machine slows both alike.
 * Arguments: the demo's folder, and how many rounds to warm up and to measure.
 */
public final class OfdProcessorTime {
  private OfdProcessorTime() {}

  /** Runs the program. */
  public static void main(String[] arguments) throws Exception {
    OfdVerificationBenchmark benchmark = new OfdVerificationBenchmark();
    benchmark.demo = arguments[0];
    int rounds = Integer.parseInt(arguments[1]);
    benchmark.read();
    round(benchmark, rounds);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    round(benchmark, rounds);
    long spent = threads.getCurrentThreadCpuTime() - start;
    System.out.printf(Locale.ROOT, "%.3f%n", spent / 1e6 / rounds);
  }

  private static void round(OfdVerificationBenchmark benchmark, int rounds) {
    for (int i = 0; i < rounds; i++) {
      if (benchmark.verify().findings().isEmpty()) {
        throw new IllegalStateException("nothing was found");
      }
    }
  }
}
