package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.input.Document;
import io.hufu.verification.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Judges many files on all processors; reports come out in the order of the files. */
final class VerifyRun {
  private static final int AHEAD = 4;

  private final Session session;
  private final Verifier verifier;
  private final ReportPrinter printer;
  private final @Nullable UseReceiptWriter receipts;

  private record Running(Path file, Future<VerificationReport> report) {}

  /**
   * Prepares.
   *
   * @param receipts null when no use receipts are asked for
   */
  VerifyRun(
      Session session,
      Verifier verifier,
      ReportPrinter printer,
      @Nullable UseReceiptWriter receipts) {
    this.receipts = receipts;
    this.session = session;
    this.verifier = verifier;
    this.printer = printer;
  }

  /** Judges each file under its question; returns the exit code for all of them. */
  int run(List<Path> files, Function<String, Verifier.Question> questions)
      throws InterruptedException, CommandFailure, IOException, KeyUnavailableException {
    int threads = Math.min(files.size(), Runtime.getRuntime().availableProcessors());
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    Deque<Running> running = new ArrayDeque<>();
    int exit = ExitCode.DONE;
    try (Progress progress = new Progress(session, files.size())) {
      for (Path file : files) {
        Verifier.Question question = questions.apply(session.show(file));
        running.add(new Running(file, workers.submit(() -> judge(file, question))));
        if (running.size() > threads * AHEAD) {
          exit = ExitCode.worse(exit, take(running.remove(), progress));
        }
      }
      while (!running.isEmpty()) {
        exit = ExitCode.worse(exit, take(running.remove(), progress));
      }
    } finally {
      workers.shutdownNow();
    }
    printer.finish();
    return exit;
  }

  private VerificationReport judge(Path file, Verifier.Question question)
      throws IOException, CommandFailure {
    new InputFiles(session).requireFile(file);
    try (Document document = Document.of(file)) {
      return verifier.verify(document, question);
    }
  }

  private int take(Running one, Progress progress)
      throws InterruptedException, CommandFailure, IOException, KeyUnavailableException {
    try {
      VerificationReport report = one.report().get();
      progress.step();
      printer.print(session.show(one.file()), report);
      if (receipts != null) {
        receipts.write(session.show(one.file()), report);
      }
      return switch (report.verdict()) {
        case ACCEPTED -> ExitCode.DONE;
        case REJECTED -> ExitCode.REJECTED;
        case UNDECIDED -> ExitCode.UNDECIDED;
      };
    } catch (ExecutionException e) {
      progress.step();
      CommandFailure failure = failure(one.file(), e);
      String text = failure.line(session);
      session.error(text);
      printer.unread(session.show(one.file()), text);
      return failure.exit();
    }
  }

  private CommandFailure failure(Path file, ExecutionException thrown) {
    Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
    if (cause instanceof CommandFailure failure) {
      return failure;
    }
    if (cause instanceof IOException io) {
      return new InputFiles(session).unreadable(file, io);
    }
    return CommandFailure.bug(cause);
  }
}
