package io.hufu.ledger;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;

/** A process of its own that anchors until it is killed, or holds a log until its input ends. */
final class AnchoringChild {
  private static final int THREADS = 4;

  private AnchoringChild() {}

  /** Draws the same numbers for the same seed, so that parent and child make the same key. */
  static final class SeededRandom extends SecureRandom {
    private final transient Random numbers;

    SeededRandom(long seed) {
      this.numbers = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
      numbers.nextBytes(bytes);
    }
  }

  /** Makes the log's identity from a seed. */
  static TestLog log(long seed) {
    return new TestLog(
        "log.example.org/" + seed + "/sm3",
        SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SeededRandom(seed)));
  }

  static LedgerBuilder in(Path folder, TestLog log) {
    return EmbeddedLedger.in(folder.resolve("log"), log.key()).headFile(folder.resolve("head"));
  }

  /** Arguments: {@code hold} or {@code anchor}, folder, seed, number of the first entry. */
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    Path folder = Path.of(args[1]);
    TestLog log = log(Long.parseLong(args[2]));
    try (EmbeddedLedger ledger = open(folder, log)) {
      out.println("open " + ledger.size());
      out.flush();
      if (args[0].equals("hold")) {
        while (System.in.read() >= 0) {
          // until the parent closes it
        }
      } else {
        anchorForEver(ledger, Integer.parseInt(args[3]), out);
      }
    } catch (LedgerException e) {
      out.println("refused " + e.reason());
      out.flush();
    }
  }

  private static EmbeddedLedger open(Path folder, TestLog log) throws IOException {
    try {
      return in(folder, log).open();
    } catch (LedgerException e) {
      if (e.reason() == LedgerException.Reason.NOT_A_LOG) {
        return in(folder, log).create(log.origin());
      }
      throw e;
    }
  }

  private static void anchorForEver(EmbeddedLedger ledger, int first, PrintStream out)
      throws InterruptedException {
    Thread[] threads = new Thread[THREADS];
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      threads[i] = new Thread(() -> anchorForEver(ledger, first + thread * 1_000_000, thread, out));
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void anchorForEver(EmbeddedLedger ledger, int first, int seed, PrintStream out) {
    Random sizes = new Random(seed);
    try {
      for (int at = first; ; ) {
        int to = at + 1 + sizes.nextInt(sizes.nextInt(10) == 0 ? 300 : 5);
        List<LogEntry> entries = Entries.range(ledger.hash(), at, to);
        List<AnchorReceipt> receipts = ledger.anchor(entries);
        synchronized (out) {
          for (AnchorReceipt receipt : receipts) {
            out.println(at++ + " " + new String(receipt.encoded(), StandardCharsets.UTF_8));
          }
          out.flush();
        }
      }
    } catch (IOException e) {
      out.println("failed " + e);
      out.flush();
    }
  }

  /** Starts this class in a new process. */
  static Process start(String mode, Path folder, long seed, int first) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            AnchoringChild.class.getName(),
            mode,
            folder.toString(),
            Long.toString(seed),
            Integer.toString(first))
        .redirectError(Files.createTempFile(folder, "child", ".err").toFile())
        .start();
  }
}
