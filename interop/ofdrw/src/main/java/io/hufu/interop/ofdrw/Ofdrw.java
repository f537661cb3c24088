package io.hufu.interop.ofdrw;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Judges OFD files with ofdrw, seals with it, or takes the time that its verifier takes.
 *
 * <p>{@code ofdrw FILE…}, {@code ofdrw --seal UNSIGNED FOLDER}, {@code ofdrw --time ROUNDS FILE…}.
 */
public final class Ofdrw {
  private Ofdrw() {}

  /** Runs the program. */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ENGLISH);
    Security.addProvider(new BouncyCastleProvider());
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<String> rest = Arrays.asList(arguments);
    switch (rest.isEmpty() ? "" : rest.get(0)) {
      case "--seal" -> new Sealer(Path.of(rest.get(1)), Path.of(rest.get(2))).sealAll();
      case "--time" -> time(Integer.parseInt(rest.get(1)), rest.subList(2, rest.size()), out);
      default -> {
        for (String file : rest) {
          out.println(new Judge(Path.of(file)).line());
        }
      }
    }
  }

  /** Prints milliseconds of this thread's processor per file, after as many rounds to warm up. */
  private static void time(int rounds, List<String> files, PrintStream out) throws Exception {
    round(rounds, files);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    round(rounds, files);
    long spent = threads.getCurrentThreadCpuTime() - start;
    double milliseconds = spent / 1e6 / rounds / files.size();
    out.printf(Locale.ROOT, "%.3f%n", milliseconds);
  }

  private static void round(int rounds, List<String> files) throws Exception {
    for (int i = 0; i < rounds; i++) {
      for (String file : files) {
        new Judge(Path.of(file)).verify();
      }
    }
  }
}
