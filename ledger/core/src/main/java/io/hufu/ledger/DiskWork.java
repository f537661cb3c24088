package io.hufu.ledger;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Does independent file operations side by side: a file system makes many syncs durable at once.
 *
 * <p>Four threads, which end by themselves when there is nothing to do. Thread-safe.
 */
final class DiskWork {
  /** One operation. */
  @FunctionalInterface
  interface Task {
    void run() throws IOException;
  }

  private static final int THREADS = 4;

  private final ThreadPoolExecutor threads;

  DiskWork() {
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "hufu-ledger-disk");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /** Does all; when this returns or throws, none is under way any more. */
  void all(List<Task> tasks) throws IOException {
    List<Callable<Void>> calls = new ArrayList<>(tasks.size());
    for (Task task : tasks) {
      calls.add(
          () -> {
            task.run();
            return null;
          });
    }
    try {
      for (Future<Void> done : threads.invokeAll(calls)) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
