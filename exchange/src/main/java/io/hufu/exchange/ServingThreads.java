package io.hufu.exchange;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads of a server: few, and none is held by a client that does not finish a request's head.
 *
 * <p>The JDK's server shakes hands and reads a head on the thread that will answer, and has no time
 * limit of its own for it. Interrupting a thread closes the channel that it reads, so it happens
 * only before our own code runs: that has files open.
 */
final class ServingThreads extends ThreadPoolExecutor {
  private static final int THREADS = 16;
  private static final int QUEUE = 1024;

  private static final ThreadLocal<Head> HEADS = new ThreadLocal<>();

  private final ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1);
  private final Duration patience;

  /** Waits this long for each head, a handshake included. */
  ServingThreads(Duration patience) {
    super(THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE));
    this.patience = patience;
    watch.setRemoveOnCancelPolicy(true);
  }

  /** A head that is being read by a thread. */
  private static final class Head {
    private final Thread reader;
    private boolean over;
    private @Nullable Future<?> watched;

    Head(Thread reader) {
      this.reader = reader;
    }

    synchronized void late() {
      if (!over) {
        over = true;
        reader.interrupt();
      }
    }

    synchronized void over() {
      over = true;
      if (watched != null) {
        watched.cancel(false);
      }
    }
  }

  @Override
  protected void beforeExecute(Thread thread, Runnable task) {
    Head head = new Head(thread);
    HEADS.set(head);
    head.watched = after(patience, head::late);
  }

  /** Runs something once, unless it is cancelled before. */
  Future<?> after(Duration time, Runnable what) {
    return watch.schedule(what, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Runs something again and again, until it is cancelled. */
  Future<?> every(Duration time, Runnable what) {
    return watch.scheduleWithFixedDelay(
        what, time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Tells that this thread has read its head: from here on it is not interrupted. */
  void headIsRead() {
    HEADS.get().over();
  }

  @Override
  protected void afterExecute(Runnable task, @Nullable Throwable failure) {
    HEADS.get().over();
    HEADS.remove();
    Thread.interrupted(); // a late head is no reason for the next one
  }

  /** Lets go of threads whose connections were closed. */
  void end() {
    watch.shutdownNow();
    shutdown();
  }
}
