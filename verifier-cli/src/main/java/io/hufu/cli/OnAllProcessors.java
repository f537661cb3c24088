package io.hufu.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does one thing with many, on all processors. */
final class OnAllProcessors {
  private OnAllProcessors() {}

  /** What is done with each; called by several threads at once. */
  @FunctionalInterface
  interface Work<T, R> {
    R on(T one) throws Exception;
  }

  /** Returns the results in the order of what was given; throws what the first failure threw. */
  static <T, R> List<R> each(List<T> all, Work<T, R> work) throws Exception {
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<R>> running = new ArrayList<>();
      for (T one : all) {
        running.add(workers.submit(() -> work.on(one)));
      }
      List<R> results = new ArrayList<>();
      for (Future<R> future : running) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.interrupted();
    } finally {
      workers.shutdownNow();
    }
  }
}
