package io.hufu.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM: asks a running command to stop where it can be repeated. Thread-safe.
 *
 * <p>A command that has such points asks {@link #requested}; for others the process ends at once.
 */
final class Interruption {
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch settled = new CountDownLatch(1);
  private volatile boolean requested;
  private volatile boolean stopsByItself;
  private volatile int exit = ExitCode.INTERRUPTED;

  /** Announces that the command will ask {@link #requested} and stop by itself. */
  void willBeAskedFor() {
    stopsByItself = true;
  }

  boolean requested() {
    return requested;
  }

  /** Asks the command to stop. */
  void request() {
    requested = true;
  }

  /** Stops the command here when that was asked for. */
  void stopHereIfRequested(Object... details) throws CommandFailure {
    if (requested) {
      throw CommandFailure.interrupted(details);
    }
  }

  /** Says that the command has ended, and how. */
  void ended(int code) {
    exit = code;
    settled.countDown();
  }

  /** Waits for the command, and returns what the process should end with. Runs in the hook. */
  int awaitEnd() {
    requested = true;
    if (stopsByItself || settled.getCount() == 0) {
      try {
        if (settled.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          return exit;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return ExitCode.INTERRUPTED;
  }
}
