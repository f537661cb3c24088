package io.hufu.cli;

import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.model.Evidence;
import io.hufu.signing.ArchivingFormat;
import io.hufu.signing.EvidenceFrozenException;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.ServiceUnavailableException;
import io.hufu.signing.input.Document;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu renew}: newer evidence for licences, and a time-stamp over all of it. */
@Command
final class RenewCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FILE", arity = "1..*")
  private List<Path> files;

  @Option(names = "--evidence", paramLabel = "DIR")
  private @Nullable Path evidence;

  @Option(names = "--tsa", paramLabel = "URL")
  private @Nullable String tsa;

  @Option(names = "--out", required = true, paramLabel = "DIR")
  private Path out;

  @Option(names = "--force")
  private boolean force;

  RenewCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    if (evidence == null && tsa == null) {
      throw CommandFailure.usage("usage.renew");
    }
    List<Evidence> items = evidence == null ? List.of() : new EvidenceFiles(session).all(evidence);
    TimeStampAuthority authority = tsa == null ? null : IssueServices.authority(session, tsa);
    for (Path file : files) {
      session.interruption().stopHereIfRequested();
      byte[] renewed = renew(file, items, authority);
      Path target = out.resolve(file.getFileName());
      session.files().write(target, renewed, force);
      session.out().println(session.say("renew.done", session.show(target)));
    }
    return ExitCode.DONE;
  }

  private byte[] renew(Path file, List<Evidence> items, @Nullable TimeStampAuthority authority)
      throws CommandFailure, IOException {
    byte[] bytes = new InputFiles(session).read(file, EvidenceFiles.LIMIT);
    LicenceFormat format = format(file, Document.of(bytes));
    boolean archives = authority != null && format instanceof ArchivingFormat;
    if (items.isEmpty() && !archives) {
      throw CommandFailure.input("renew.nothing", session.show(file));
    }
    try {
      return authority != null && format instanceof ArchivingFormat archiving
          ? archiving.archive(bytes, items, authority)
          : format.withEvidence(bytes, items);
    } catch (ServiceUnavailableException e) {
      throw CommandFailure.unreachable("service." + e.service(), InputFiles.reason(e));
    } catch (EvidenceFrozenException e) {
      throw CommandFailure.input("renew.frozen", session.show(file));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.input("renew.unknown", session.show(file));
    }
  }

  private LicenceFormat format(Path file, Document document) throws CommandFailure, IOException {
    for (LicenceFormat format : new Formats().installed()) {
      if (format.recognises(document)) {
        return format;
      }
    }
    throw CommandFailure.input("renew.unknown", session.show(file));
  }
}
