package io.hufu.exchange;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A request's body whose sender has to keep going: no read waits long, and all of them together
 * wait no longer than a slow line needs. Only waiting counts, not what is done between two reads.
 */
final class SteadyBody extends FilterInputStream {
  /** Bytes in a second that a line must carry on average. */
  private static final long SLOWEST = 1024;

  private final long patience;
  private long waitingSince;
  private boolean waiting;
  private long waited;
  private long taken;

  /** Reads a body whose sender may pause for as long as {@code patience}. */
  SteadyBody(InputStream in, Duration patience) {
    super(in);
    this.patience = patience.toNanos();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    begin();
    int n = 0;
    try {
      n = in.read(buffer, offset, length);
      return n;
    } finally {
      end(Math.max(n, 0));
    }
  }

  private synchronized void begin() {
    waitingSince = System.nanoTime();
    waiting = true;
  }

  private synchronized void end(int bytes) {
    waited += System.nanoTime() - waitingSince;
    waiting = false;
    taken += bytes;
  }

  /** Tells whether the sender has kept us waiting for too long. Asked by another thread. */
  synchronized boolean isTooSlow() {
    long now = waiting ? System.nanoTime() - waitingSince : 0;
    long allowed = patience + Duration.ofSeconds(taken / SLOWEST).toNanos();
    return now > patience || waited + now > allowed;
  }
}
