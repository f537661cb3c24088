package io.hufu.cli;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.exchange.Attachment;
import io.hufu.exchange.PackageSealer;
import io.hufu.exchange.PackageTerms;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu exchange pack}: signs files and encrypts them for recipients. */
@Command
final class ExchangePackCommand implements Callable<Integer> {
  private static final String ANY = "application/octet-stream";

  private final Session session;

  @Parameters(arity = "1..*", paramLabel = "FILE")
  private List<Path> files;

  @Option(names = "--from", required = true, paramLabel = "USCC")
  private String from;

  @Option(names = "--to-cert", required = true, paramLabel = "CERT")
  private List<Path> recipients;

  @Option(names = "--purpose", required = true, paramLabel = "TEXT")
  private String purpose;

  @Option(names = "--basis", required = true, paramLabel = "TEXT")
  private String basis;

  @Option(names = "--matter", paramLabel = "CODE")
  private String matter;

  @Option(names = "--case", paramLabel = "TEXT")
  private String reference;

  @Option(names = "--days", defaultValue = "7", paramLabel = "N")
  private int days;

  @Mixin private KeyOptions key;

  @Option(names = "--out", required = true, paramLabel = "FILE")
  private Path out;

  @Option(names = "--force")
  private boolean force;

  ExchangePackCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, KeyUnavailableException {
    if (days < 1 || days > 31) {
      throw CommandFailure.usage("usage.value", days, "--days");
    }
    if (!force && Files.exists(out)) {
      throw CommandFailure.output("exists", out);
    }
    List<Attachment> attachments = new ArrayList<>();
    for (Path file : files) {
      attachments.add(attachment(file));
    }
    List<Certificate> to = new ArrayList<>();
    for (Path file : recipients) {
      to.add(new Keys(session).certificates(file).get(0));
    }
    SigningKey signer = key.openForSigning(session);
    Path temporary = out.resolveSibling("." + out.getFileName() + ".tmp");
    try {
      PackageSealer.Sealed sealed = seal(signer, attachments, to, temporary);
      Files.move(
          temporary, out, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      session.print("exchange.pack.done", session.show(out), sealed.id(), sealed.files().size());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.input("exchange.pack", InputFiles.reason(e));
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(out, e);
    } finally {
      temporary.toFile().delete();
    }
    return ExitCode.DONE;
  }

  private Attachment attachment(Path file) throws CommandFailure {
    new InputFiles(session).requireFile(file);
    String guessed = URLConnection.guessContentTypeFromName(String.valueOf(file.getFileName()));
    try {
      return Attachment.of(file, guessed == null ? ANY : guessed);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.input("exchange.name", session.show(file));
    }
  }

  private PackageSealer.Sealed seal(
      SigningKey signer, List<Attachment> attachments, List<Certificate> to, Path file)
      throws CommandFailure, IOException, KeyUnavailableException {
    Instant now = session.clock().instant();
    PackageTerms terms =
        new PackageTerms(
            ExchangeInputs.code(from),
            purpose,
            basis,
            matter,
            reference,
            now,
            now.plus(Duration.ofDays(days)));
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file))) {
      return PackageSealer.from(signer, session.random()).seal(attachments, terms, to, stream);
    }
  }
}
