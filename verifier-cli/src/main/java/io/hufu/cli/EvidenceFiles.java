package io.hufu.cli;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.pki.Crl;
import io.hufu.crypto.pki.OcspResponse;
import io.hufu.crypto.tsp.TimeStampToken;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.Evidence;
import io.hufu.model.ForkEvidence;
import io.hufu.model.StatusAssertion;
import io.hufu.model.StatusEpoch;
import io.hufu.model.StatusListToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Evidence in the files of a directory; what each is, its content tells. */
final class EvidenceFiles {
  static final int LIMIT = 64 << 20;

  private final Session session;

  EvidenceFiles(Session session) {
    this.session = session;
  }

  /** Reads every file, in the order of their names; says which it does not know. */
  List<Evidence> all(Path directory) throws CommandFailure {
    List<Evidence> items = new ArrayList<>();
    for (Path file : files(directory)) {
      one(file).ifPresent(items::add);
    }
    return items;
  }

  /** Reads one file; says so when its content is not known. */
  Optional<Evidence> one(Path file) throws CommandFailure {
    Optional<Evidence> item = read(new InputFiles(session).read(file, LIMIT));
    if (item.isEmpty()) {
      session.note("evidence.unknown", session.show(file));
    }
    return item;
  }

  /** Returns the file itself, or the files of a directory in the order of their names. */
  List<Path> under(Path path) throws CommandFailure {
    return Files.isRegularFile(path) ? List.of(path) : files(path);
  }

  /** Reads CRLs and OCSP answers, which an issuer embeds; refuses anything else. */
  List<Evidence> revocation(Path directory) throws CommandFailure {
    List<Evidence> items = all(directory);
    for (Evidence item : items) {
      if (item.kind() != Evidence.Kind.CRL && item.kind() != Evidence.Kind.OCSP) {
        throw CommandFailure.input("evidence.notRevocation", session.show(directory));
      }
    }
    return items;
  }

  private List<Path> files(Path directory) throws CommandFailure {
    if (!Files.isDirectory(directory)) {
      throw CommandFailure.input("file.missing", session.show(directory));
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).filter(this::isVisible).sorted().toList();
    } catch (IOException e) {
      throw new InputFiles(session).unreadable(directory, e);
    }
  }

  private boolean isVisible(Path file) {
    return !file.getFileName().toString().startsWith(".");
  }

  private static Optional<Evidence> read(byte[] file) {
    if (file.length > 0 && file[0] == '{') {
      return attempt(Evidence.Kind.RECEIPT, file, AnchorReceipt::parse)
          .or(() -> attempt(Evidence.Kind.FORK_EVIDENCE, file, ForkEvidence::parse));
    }
    byte[] token = strip(file);
    return attempt(Evidence.Kind.STATUS_ASSERTION, token, StatusAssertion::parse)
        .or(() -> attempt(Evidence.Kind.STATUS_ASSERTION, token, StatusListToken::parse))
        .or(() -> attempt(Evidence.Kind.STATUS_ASSERTION, token, StatusEpoch::parse))
        .or(() -> attempt(Evidence.Kind.OCSP, file, OcspResponse::parse))
        .or(() -> attempt(Evidence.Kind.TIME_STAMP, file, TimeStampToken::parse))
        .or(() -> attempt(Evidence.Kind.CERTIFICATE, file, Certificate::fromDer))
        .or(() -> crl(file));
  }

  /** A CRL may come as PEM; evidence is DER. */
  private static Optional<Evidence> crl(byte[] file) {
    try {
      return Optional.of(new Evidence(Evidence.Kind.CRL, Crl.parse(file).der()));
    } catch (MalformedDataException e) {
      return Optional.empty();
    }
  }

  /** Drops the line ends that editors add to a token. */
  static byte[] strip(byte[] file) {
    int end = file.length;
    while (end > 0 && (file[end - 1] == '\n' || file[end - 1] == '\r')) {
      end--;
    }
    return java.util.Arrays.copyOf(file, end);
  }

  private interface Parser {
    Object parse(byte[] bytes) throws MalformedDataException;
  }

  private static Optional<Evidence> attempt(Evidence.Kind kind, byte[] bytes, Parser parser) {
    try {
      parser.parse(bytes);
      return Optional.of(new Evidence(kind, bytes));
    } catch (MalformedDataException e) {
      return Optional.empty();
    }
  }
}
