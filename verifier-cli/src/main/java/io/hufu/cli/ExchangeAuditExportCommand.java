package io.hufu.cli;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.exchange.AuditEntry;
import io.hufu.exchange.AuditReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code hufu exchange audit export}: copies the audit log and the proofs that it was anchored.
 * What an auditor need not read goes along as digests, so that the copy proves as much as the log.
 */
@Command
final class ExchangeAuditExportCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--office", required = true, paramLabel = "FILE")
  private Path office;

  @Option(names = "--out", required = true, paramLabel = "DIR")
  private Path out;

  @Option(names = "--since", paramLabel = "T")
  private String since;

  @Option(names = "--peer", paramLabel = "USCC")
  private String peer;

  ExchangeAuditExportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    Instant from = since == null ? Instant.MIN : ChinaTime.period("--since", since).from();
    String other = peer == null ? null : ExchangeInputs.code(peer);
    Predicate<AuditEntry> wanted =
        entry -> !entry.at().isBefore(from) && (other == null || other.equals(entry.peer()));
    AuditPlace place = AuditPlace.in(new ExchangeOfficeFile(session, office).directory());
    AuditPlace copy = AuditPlace.in(out);
    if (Files.exists(copy.log())) {
      throw CommandFailure.output("exists", copy.log());
    }
    try {
      HashAlgorithm hash = place.read(session, List.of()).hash();
      Path anchors = out.resolve("anchors");
      session.files().makeDirectory(anchors);
      place.copyAnchors(session, anchors);
      long copied = copy(place.log(), copy.log(), hash, wanted);
      long all = copy.read(session, List.of()).summary().head().entries();
      session.print("exchange.audit.exported", session.show(out), copied, all - copied);
      return ExitCode.DONE;
    } catch (MalformedDataException e) {
      session.print("exchange.audit.broken", InputFiles.reason(e));
      return ExitCode.REJECTED;
    }
  }

  /** The log may grow by a line meanwhile: the copy is whole, and so are the heads before it. */
  private static long copy(Path from, Path to, HashAlgorithm hash, Predicate<AuditEntry> wanted)
      throws CommandFailure, MalformedDataException {
    Path temporary = to.resolveSibling("." + to.getFileName() + ".tmp");
    try {
      long copied;
      try (InputStream in = Files.newInputStream(from);
          OutputStream stream = new BufferedOutputStream(Files.newOutputStream(temporary))) {
        copied = AuditReader.copy(in, hash, wanted, stream);
      }
      Files.move(temporary, to, StandardCopyOption.ATOMIC_MOVE);
      return copied;
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(to, e);
    } finally {
      temporary.toFile().delete();
    }
  }
}
