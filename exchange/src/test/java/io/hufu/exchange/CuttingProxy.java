package io.hufu.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** A line on loopback; each connection is cut after some bytes of one direction. */
final class CuttingProxy implements Closeable {
  /** A package has about 6 KiB, an answer about 2 KiB; several go over one connection. */
  private static final int PACKAGES = 60_000;

  private static final int ANSWERS = 20_000;

  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Random random;
  private final AtomicInteger cuts = new AtomicInteger();

  CuttingProxy(long seed, IntSupplier target) throws IOException {
    this.random = new Random(seed);
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(() -> accept(target));
  }

  int port() {
    return listener.getLocalPort();
  }

  int cuts() {
    return cuts.get();
  }

  private void accept(IntSupplier target) {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = connect(client, target.getAsInt());
        if (server != null) {
          boolean answers = random.nextBoolean();
          int packages = answers ? Integer.MAX_VALUE : random.nextInt(PACKAGES);
          int back = answers ? random.nextInt(ANSWERS) : Integer.MAX_VALUE;
          threads.execute(() -> pump(client, server, packages));
          threads.execute(() -> pump(server, client, back));
        }
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private static Socket connect(Socket client, int port) throws IOException {
    try {
      return new Socket(InetAddress.getLoopbackAddress(), port);
    } catch (IOException e) {
      client.close(); // the process is down
      return null;
    }
  }

  private void pump(Socket from, Socket to, int limit) {
    byte[] buffer = new byte[4096];
    int left = limit;
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, Math.min(n, left));
        left -= Math.min(n, left);
        if (left == 0) {
          cuts.incrementAndGet();
          return;
        }
      }
    } catch (IOException e) {
      // a line that is down is what this is for
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
