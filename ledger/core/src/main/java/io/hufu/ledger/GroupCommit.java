package io.hufu.ledger;

import io.hufu.ledger.LogWriter.Placement;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Gathers concurrent appends into groups, each made durable at once by one thread. Thread-safe.
 *
 * <p>The thread is the log's own: an interrupted caller must not close the files under the others.
 */
final class GroupCommit {
  private record Append(List<byte[]> entries, CompletableFuture<Placement> done) {}

  private final LogWriter writer;
  private final Path where;
  private final Duration window;
  private final Thread thread;
  private List<Append> waiting = new ArrayList<>();
  private boolean closed;

  /**
   * @param window how long a group waits for more after its first append
   */
  GroupCommit(LogWriter writer, Path where, Duration window) {
    this.writer = writer;
    this.where = where;
    this.window = window;
    this.thread = new Thread(this::run, "hufu-ledger");
    thread.setDaemon(true);
    thread.start();
  }

  /** Appends and waits until it is durable. */
  Placement append(List<byte[]> entries) throws IOException {
    Append append = new Append(entries, new CompletableFuture<>());
    synchronized (this) {
      if (closed) {
        throw new LedgerException(
            LedgerException.Reason.CLOSED, where, "the log was closed; open it again");
      }
      waiting.add(append);
      notifyAll();
    }
    try {
      return append.done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException)
          new InterruptedIOException("interrupted while anchoring; repeat the call").initCause(e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private IOException failure(@Nullable Throwable cause) {
    if (cause instanceof LedgerException refusal) {
      return new LedgerException(refusal);
    }
    if (cause instanceof IOException io) {
      return LedgerException.writeFailed(where, io);
    }
    throw new IllegalStateException("appending failed", cause);
  }

  private void run() {
    for (List<Append> group = next(); !group.isEmpty(); group = next()) {
      commit(group);
    }
  }

  @SuppressWarnings("CatchingUnchecked") // whatever went wrong, nobody may wait for ever
  private void commit(List<Append> group) {
    try {
      List<Placement> placements = writer.commit(group.stream().map(Append::entries).toList());
      for (int i = 0; i < placements.size(); i++) {
        group.get(i).done.complete(placements.get(i));
      }
    } catch (Throwable e) {
      group.forEach(append -> append.done.completeExceptionally(e));
    }
  }

  /** Waits for appends; an empty list means that the log is closed and none are left. */
  private synchronized List<Append> next() {
    try {
      while (waiting.isEmpty() && !closed) {
        wait();
      }
      long until = System.nanoTime() + window.toNanos();
      for (long left = window.toNanos(); left > 0 && !closed; left = until - System.nanoTime()) {
        wait(left / 1_000_000, (int) (left % 1_000_000));
      }
    } catch (InterruptedException e) {
      closed = true; // only a JVM that is being taken down interrupts this thread
    }
    List<Append> group = waiting;
    waiting = new ArrayList<>();
    return group;
  }

  /** Refuses new appends, finishes those that wait, and ends the thread. */
  void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
