package io.hufu.cli;

import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.ledger.Ledger;
import io.hufu.model.Anchor;
import io.hufu.model.Evidence;
import io.hufu.signing.Issuer;
import io.hufu.signing.status.StatusRegister;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code hufu issue} adds to a signature: time-stamps, a ledger, status, revocation data. */
final class IssueServices {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @Option(names = "--tsa", paramLabel = "URL")
  private String tsa;

  @Mixin private LedgerOptions ledger;

  @Option(names = "--status", paramLabel = "DIR")
  private Path status;

  @Option(names = "--status-key", paramLabel = "P12")
  private Path statusKey;

  @Option(names = "--evidence", paramLabel = "DIR")
  private Path evidence;

  /** The services, opened. */
  record Opened(
      Session session,
      @Nullable TimeStampAuthority stamps,
      @Nullable Ledger ledger,
      @Nullable StatusRegister register,
      List<Evidence> revocation)
      implements AutoCloseable {
    /** Adds all but the ledger, which hears of a licence only when the journal has it. */
    Issuer.Builder addTo(Issuer.Builder issuer) {
      issuer.clock(session.clock()).random(session.random()).evidence(revocation);
      if (stamps != null) {
        issuer.timeStamps(stamps);
      }
      if (register != null) {
        issuer.status(register);
      }
      return issuer;
    }

    @Nullable Anchor anchor() {
      return ledger;
    }

    @Override
    public void close() throws IOException {
      try {
        if (ledger != null) {
          ledger.close();
        }
      } finally {
        if (register != null) {
          register.close();
        }
      }
    }
  }

  Opened open(Session session, Path key, Password password) throws CommandFailure, IOException {
    List<Evidence> revocation =
        evidence == null ? List.of() : new EvidenceFiles(session).revocation(evidence);
    TimeStampAuthority stamps = tsa == null ? null : authority(session, tsa);
    StatusRegister register = register(session, key, password);
    try {
      return new Opened(session, stamps, ledger.open(session, password), register, revocation);
    } catch (CommandFailure | IOException e) {
      if (register != null) {
        register.close();
      }
      throw e;
    }
  }

  /** Returns the authority at the address that {@code --tsa} names. */
  static TimeStampAuthority authority(Session session, String tsa) throws CommandFailure {
    try {
      URI address = new URI(tsa);
      if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
        return TimeStampAuthority.http(address, TIMEOUT, session.random());
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw CommandFailure.usage("usage.value", tsa, "--tsa");
  }

  private @Nullable StatusRegister register(Session session, Path signingKey, Password password)
      throws CommandFailure, IOException {
    if (status == null) {
      return null;
    }
    Path file = statusKey == null ? StatusFiles.keyBeside(signingKey) : statusKey;
    return new StatusFiles(session, status).open(file, password);
  }
}
