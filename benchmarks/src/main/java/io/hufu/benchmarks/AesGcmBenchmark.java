package io.hufu.benchmarks;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The JDK's AES-256-GCM over the same bytes in chunks of 64 KiB; MiB for each second. */
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgs = "-Xmx256m")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class AesGcmBenchmark {
  private static final int MEBIBYTES = PackageBenchmark.MEBIBYTES;
  private static final int CHUNK = 1 << 16;
  private static final int TAG = 16;

  private final byte[] clear = new byte[MEBIBYTES << 20];
  private final byte[][] sealed = new byte[clear.length / CHUNK][];
  private final byte[] out = new byte[CHUNK + TAG];
  private SecretKeySpec key;

  /** Makes a key and something to decrypt. */
  @Setup
  public void make() throws GeneralSecurityException {
    byte[] secret = new byte[32];
    new Random(1).nextBytes(secret);
    new Random(2).nextBytes(clear);
    key = new SecretKeySpec(secret, "AES");
    for (int i = 0; i < sealed.length; i++) {
      sealed[i] = cipher(Cipher.ENCRYPT_MODE, i).doFinal(clear, i * CHUNK, CHUNK);
    }
  }

  private Cipher cipher(int mode, int number) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    byte[] nonce = ByteBuffer.allocate(12).putInt(8, number).array();
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
    return cipher;
  }

  /** Encrypts. */
  @Benchmark
  @OperationsPerInvocation(MEBIBYTES)
  public int seal() throws GeneralSecurityException {
    int done = 0;
    for (int i = 0; i < sealed.length; i++) {
      done += cipher(Cipher.ENCRYPT_MODE, i).doFinal(clear, i * CHUNK, CHUNK, out);
    }
    return done;
  }

  /** Decrypts. */
  @Benchmark
  @OperationsPerInvocation(MEBIBYTES)
  public int open() throws GeneralSecurityException {
    int done = 0;
    for (int i = 0; i < sealed.length; i++) {
      done += cipher(Cipher.DECRYPT_MODE, i).doFinal(sealed[i], 0, sealed[i].length, out);
    }
    return done;
  }
}
