package io.hufu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Suite;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A package of gigabytes in a process of its own that has little memory. */
class LargePackageTest {
  private static final int HEAP = 128;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  @Tag("soak")
  void four_gigabytes_are_sealed_and_opened_within_128_megabytes(Suite suite) throws Exception {
    long bytes = 4L << 30;
    run(suite, bytes);
  }

  @ParameterizedTest
  @EnumSource
  void more_than_the_heap_is_sealed_and_opened(Suite suite) throws Exception {
    run(suite, 28L << 20, 24);
  }

  private void run(Suite suite, long bytes) throws Exception {
    run(suite, bytes, HEAP);
  }

  private void run(Suite suite, long bytes, int heap) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "-cp",
                System.getProperty("java.class.path"),
                LargePackageTest.class.getName(),
                suite.name(),
                Long.toString(bytes),
                folder.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  /** Seals and opens, then removes what it wrote: suite, bytes, folder. */
  public static void main(String[] args) throws Exception {
    Agencies agencies = new Agencies(Suite.valueOf(args[0]));
    SigningKey sender = agencies.signer("示例市市场监督管理局");
    DecryptionKey recipient = agencies.recipient("示例市政务服务中心");
    long bytes = Long.parseLong(args[1]);
    Path folder = Path.of(args[2]);
    Path sealed = folder.resolve("sealed");
    Attachment file = new Attachment("a.bin", "application/octet-stream", () -> new Noise(bytes));
    try (var out = Files.newOutputStream(sealed)) {
      PackageSealer.from(sender, new java.security.SecureRandom())
          .seal(List.of(file), Agencies.terms(), List.of(recipient.certificate()), out);
    }
    PackageOpener opener =
        PackageOpener.builder()
            .key(recipient)
            .senders(Agencies.only(sender))
            .clock(Agencies.CLOCK)
            .build();
    try (InputStream in = Files.newInputStream(sealed)) {
      ReceivedPackage received = opener.open(in, folder);
      try (InputStream opened = Files.newInputStream(received.file(received.contents().get(0)));
          InputStream expected = new Noise(bytes)) {
        requireSame(opened, expected);
      }
      DurableFile.delete(received.folder());
    }
    Files.delete(sealed);
  }

  private static void requireSame(InputStream one, InputStream other) throws IOException {
    byte[] a = new byte[1 << 16];
    byte[] b = new byte[1 << 16];
    int read;
    do {
      read = one.readNBytes(a, 0, a.length);
      if (read != other.readNBytes(b, 0, b.length) || !java.util.Arrays.equals(a, b)) {
        throw new IllegalStateException("what was opened is not what was sealed");
      }
    } while (read > 0);
  }

  /** Reproducible bytes, never held in memory. */
  private static final class Noise extends InputStream {
    private final byte[] block = new byte[1 << 16];
    private long left;
    private long number;

    Noise(long length) {
      this.left = length;
      new Random(length).nextBytes(block);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int taken = (int) Math.min(Math.min(length, block.length), left);
      block[0] = (byte) number;
      block[1] = (byte) (number >> 8);
      number++;
      System.arraycopy(block, 0, buffer, offset, taken);
      left -= taken;
      return taken;
    }
  }
}
