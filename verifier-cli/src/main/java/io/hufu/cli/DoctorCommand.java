package io.hufu.cli;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.model.Catalogue;
import io.hufu.signing.LicenceFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code hufu doctor}: is this installation healthy? */
@Command
final class DoctorCommand implements Callable<Integer> {
  /** No build of hufu is older: an earlier clock is a wrong clock. */
  private static final Instant BUILT_AFTER = Instant.parse("2026-11-23T00:00:00Z");

  private final Session session;
  private boolean healthy = true;

  DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.out().println("hufu " + Version.text());
    check("java", Runtime.version().feature() >= 17, Runtime.version().toString());
    for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
      if (algorithm.signs()) {
        check("algorithm", signs(algorithm), algorithm.name());
      }
    }
    check("types", true, String.valueOf(Catalogue.shipped().types().size()));
    String formats =
        new Formats()
            .installed().stream()
                .map(LicenceFormat::carrier)
                .map(carrier -> carrier.label())
                .sorted()
                .collect(Collectors.joining(" "));
    check("formats", !formats.isEmpty(), formats);
    Instant now = session.clock().instant();
    check("clock", now.isAfter(BUILT_AFTER), ChinaTime.text(now));
    check("directory", canWrite(), session.show(session.directory()));
    session.print(healthy ? "doctor.healthy" : "doctor.ill");
    return healthy ? ExitCode.DONE : ExitCode.REJECTED;
  }

  private void check(String what, boolean good, String detail) {
    healthy &= good;
    String mark =
        good
            ? session.terminal().green(session.say("doctor.good"))
            : session.terminal().red(session.say("doctor.bad"));
    session.out().println(mark + " " + session.say("doctor." + what, detail));
  }

  private boolean signs(SignatureAlgorithm algorithm) {
    byte[] message = "hufu doctor".getBytes(StandardCharsets.US_ASCII);
    try {
      SigningKey key = SigningKey.generate(algorithm, session.random());
      return key.verificationKey().verify(algorithm, message, key.sign(message));
    } catch (io.hufu.crypto.KeyUnavailableException e) {
      return false;
    }
  }

  private boolean canWrite() {
    try {
      Path probe =
          Files.createTempFile(session.directory().toAbsolutePath(), ".hufu-doctor", ".tmp");
      Files.delete(probe);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
