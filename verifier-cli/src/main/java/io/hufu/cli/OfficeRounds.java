package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.exchange.ExchangeOffice;
import io.hufu.exchange.Transport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What an office that serves does again and again: it deals with what came, and delivers on several
 * lines, so that a recipient that keeps one waiting keeps nobody else. A disk that is full for a
 * while, or a register that is down, is told and tried again.
 */
final class OfficeRounds {
  private static final int LINES = 4;
  private static final Duration REST = Duration.ofMillis(100);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_NOTES = Duration.ofMinutes(1);

  private final Session session;
  private final ExchangeOffice office;
  private final Transport transport;
  private Instant nextNote = Instant.MIN;

  OfficeRounds(Session session, ExchangeOffice office, Transport transport) {
    this.session = session;
    this.office = office;
    this.transport = transport;
  }

  /** Something that is done again and again; returns how much there was to do. */
  @FunctionalInterface
  interface Duty {
    int perform() throws IOException, KeyUnavailableException;
  }

  /** Works until the user stops it; {@code more} is what else is done in each round. */
  void run(Duty more) throws KeyUnavailableException, InterruptedException {
    ExecutorService lines = Executors.newFixedThreadPool(LINES);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < LINES; i++) {
        running.add(lines.submit(() -> repeat(() -> office.deliver(transport), List.of())));
      }
      repeat(() -> office.process() + more.perform(), running);
    } finally {
      lines.shutdown();
      if (!lines.awaitTermination(AFTER_TROUBLE.toSeconds(), TimeUnit.SECONDS)) {
        lines.shutdownNow();
        lines.awaitTermination(AFTER_TROUBLE.toSeconds(), TimeUnit.SECONDS);
      }
    }
  }

  private Void repeat(Duty duty, List<Future<?>> others)
      throws KeyUnavailableException, InterruptedException {
    while (!session.interruption().requested()) {
      Duration rest;
      try {
        rest = duty.perform() == 0 ? REST : Duration.ZERO;
      } catch (IOException e) {
        note(e);
        rest = AFTER_TROUBLE;
      }
      requireRunning(others);
      pause(rest);
    }
    return null;
  }

  /** Sleeps, but not through Ctrl-C. */
  private void pause(Duration rest) throws InterruptedException {
    for (long left = rest.toMillis(); left > 0; left -= REST.toMillis()) {
      if (session.interruption().requested()) {
        return;
      }
      Thread.sleep(REST.toMillis());
    }
  }

  private synchronized void note(IOException trouble) {
    Instant now = session.clock().instant();
    if (!now.isBefore(nextNote)) {
      nextNote = now.plus(BETWEEN_NOTES);
      session.note("exchange.serve.trouble", InputFiles.reason(trouble));
    }
  }

  /** A line that has ended before it was asked to has met a bug of ours. */
  private static void requireRunning(List<Future<?>> lines) throws InterruptedException {
    for (Future<?> line : lines) {
      if (line.isDone()) {
        try {
          line.get();
        } catch (ExecutionException e) {
          throw new IllegalStateException(e.getCause());
        }
      }
    }
  }
}
