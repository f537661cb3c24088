package io.hufu.ledger;

import static io.hufu.ledger.CrashDrill.DIRECTORY;
import static io.hufu.ledger.CrashDrill.HEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Appends that arrive together are made durable together; none disturbs another. */
class GroupCommitTest {
  private final TestLog log = TestLog.INTL;
  private final RecordingFiles files = new RecordingFiles();
  private final CountDownLatch stalled = new CountDownLatch(1);
  private final CountDownLatch resume = new CountDownLatch(1);

  private EmbeddedLedger create() throws Exception {
    return EmbeddedLedger.in(DIRECTORY, log.key()).headFile(HEAD).files(files).create(log.origin());
  }

  /** Makes the next step of the disk wait for {@link #resume}. */
  private void stallDisk() {
    files.failing(
        step -> {
          if (step == 0) {
            stalled.countDown();
            try {
              resume.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
          return false;
        });
  }

  private FutureTask<Long> anchoring(EmbeddedLedger ledger, int number, List<Thread> threads) {
    FutureTask<Long> task =
        new FutureTask<>(
            () -> ledger.anchor(List.of(Entries.entry(log.hash(), number))).get(0).index());
    Thread thread = new Thread(task);
    threads.add(thread);
    thread.start();
    return task;
  }

  private static void awaitWaiting(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      while (thread.getState() != Thread.State.WAITING) {
        Thread.sleep(1);
      }
    }
  }

  private long signed() {
    return files.written().stream()
        .filter(
            content -> {
              try {
                Head.parse(content);
                return true;
              } catch (MalformedDataException e) {
                return false;
              }
            })
        .count();
  }

  @Test
  void what_arrives_while_the_disk_is_busy_is_one_group() throws Exception {
    try (EmbeddedLedger ledger = create()) {
      List<Thread> threads = new ArrayList<>();
      long before = signed();
      stallDisk();
      List<FutureTask<Long>> tasks = new ArrayList<>();
      tasks.add(anchoring(ledger, 0, threads));
      stalled.await();
      for (int number = 1; number <= 20; number++) {
        tasks.add(anchoring(ledger, number, threads));
      }
      awaitWaiting(threads);
      resume.countDown();
      for (FutureTask<Long> task : tasks) {
        assertThat(task.get()).isBetween(0L, 20L);
      }
      // two groups, each written as head and as checkpoint
      assertThat(signed() - before).isEqualTo(4);
    }
  }

  @Test
  void an_interrupted_caller_disturbs_no_other() throws Exception {
    try (EmbeddedLedger ledger = create()) {
      List<Thread> threads = new ArrayList<>();
      stallDisk();
      FutureTask<Long> first = anchoring(ledger, 0, threads);
      stalled.await();
      FutureTask<Long> second = anchoring(ledger, 1, threads);
      awaitWaiting(threads);
      threads.get(0).interrupt();
      assertThatThrownBy(first::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedIOException.class);
      resume.countDown();
      assertThat(second.get()).isEqualTo(1);
      assertThat(anchoring(ledger, 0, threads).get()).isZero();
    }
  }

  @Test
  void closing_finishes_what_waits_and_refuses_what_comes_later() throws Exception {
    EmbeddedLedger ledger = create();
    List<Thread> threads = new ArrayList<>();
    stallDisk();
    FutureTask<Long> first = anchoring(ledger, 0, threads);
    stalled.await();
    FutureTask<Long> second = anchoring(ledger, 1, threads);
    awaitWaiting(threads);
    Thread closing = new Thread(() -> close(ledger));
    closing.start();
    awaitWaiting(List.of(closing));
    resume.countDown();
    closing.join();
    assertThat(first.get()).isZero();
    assertThat(second.get()).isEqualTo(1);
    assertThatThrownBy(() -> ledger.anchor(List.of(Entries.entry(log.hash(), 2))))
        .isInstanceOfSatisfying(
            LedgerException.class,
            e -> assertThat(e.reason()).isEqualTo(LedgerException.Reason.CLOSED));
    ledger.close();
  }

  private static void close(EmbeddedLedger ledger) {
    try {
      ledger.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_window_gathers_appends_without_losing_any() throws Exception {
    try (EmbeddedLedger ledger =
        EmbeddedLedger.in(DIRECTORY, log.key())
            .headFile(HEAD)
            .files(files)
            .groupWindow(Duration.ofMillis(100))
            .create(log.origin())) {
      List<Thread> threads = new ArrayList<>();
      List<FutureTask<Long>> tasks = new ArrayList<>();
      for (int number = 0; number < 20; number++) {
        tasks.add(anchoring(ledger, number, threads));
      }
      for (FutureTask<Long> task : tasks) {
        assertThat(task.get()).isBetween(0L, 19L);
      }
      assertThat(ledger.size()).isEqualTo(20);
    }
  }
}
