package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.model.PresentationAnswer;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.verification.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
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

  private record Running(Path file, Future<List<Judged>> reports) {}

  /** A report under the name of its file, or of its place in an answer. */
  private record Judged(String name, VerificationReport report) {}

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
        running.add(new Running(file, workers.submit(() -> judge(file, questions))));
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

  private List<Judged> judge(Path file, Function<String, Verifier.Question> questions)
      throws IOException, CommandFailure {
    new InputFiles(session).requireFile(file);
    String name = session.show(file);
    try (Document document = Document.of(file)) {
      List<byte[]> presentations = presentations(document);
      if (presentations.isEmpty()) {
        return List.of(new Judged(name, verifier.verify(document, questions.apply(name))));
      }
      List<Judged> judged = new ArrayList<>();
      for (byte[] presentation : presentations) {
        String place = name + "#" + (judged.size() + 1);
        Document one = Document.of(presentation);
        judged.add(new Judged(place, verifier.verify(one, questions.apply(place))));
      }
      return judged;
    }
  }

  /** The presentations of an answer; none for any other document, which is judged as it is. */
  private static List<byte[]> presentations(Document document) throws IOException {
    boolean json =
        document.size() > 1
            && document.size() <= Limits.DEFAULT.text()
            && document.read(0, 1)[0] == '{';
    try {
      return json ? PresentationAnswer.split(document.readAll()).orElse(List.of()) : List.of();
    } catch (MalformedDataException e) {
      return List.of();
    }
  }

  private int take(Running one, Progress progress)
      throws InterruptedException, CommandFailure, IOException, KeyUnavailableException {
    try {
      int exit = ExitCode.DONE;
      List<Judged> all = one.reports().get();
      progress.step();
      for (Judged judged : all) {
        printer.print(judged.name(), judged.report());
        if (receipts != null) {
          receipts.write(judged.name(), judged.report());
        }
        exit = ExitCode.worse(exit, ExitCode.of(judged.report().verdict()));
      }
      return exit;
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
