package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.Evidence;
import io.hufu.model.StatusConflict;
import io.hufu.model.StatusEpoch;
import io.hufu.model.TrustList;
import io.hufu.verification.StatusAudit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu status check}: do assertions, lists and epochs of an authority fit together? */
@Command
final class StatusCheckCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(arity = "1..*", paramLabel = "FILE|DIR")
  private List<Path> paths;

  @Mixin private TrustOptions trust;

  @Option(names = "--policy", paramLabel = "FILE|PRESET")
  private String policy;

  @Option(names = "--out", paramLabel = "DIR")
  private Path out;

  StatusCheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    TrustList list = trust.open(session);
    StatusAudit audit = StatusAudit.trusting(list, new Policies(session).choose(policy, list));
    List<Evidence> items = new ArrayList<>();
    List<Path> claims = new ArrayList<>();
    EvidenceFiles files = new EvidenceFiles(session);
    for (Path path : paths) {
      for (Path file : files.under(path)) {
        if (isConflict(file)) {
          claims.add(file);
        } else {
          files.one(file).ifPresent(items::add);
        }
      }
    }
    int exit = audited(audit.audit(items, session.clock().instant()));
    for (Path claim : claims) {
      exit = ExitCode.worse(exit, claimed(audit, claim, items));
    }
    return exit;
  }

  private int audited(StatusAudit.Result result) throws CommandFailure {
    for (StatusEpoch epoch : result.anchored()) {
      session.print("status.check.anchored", epoch.list(), epoch.number());
    }
    int number = 0;
    for (StatusConflict conflict : result.conflicts()) {
      number++;
      session.print("status.check.conflict", session.say("status.conflict." + conflict.kind()));
      if (out != null) {
        Path file = out.resolve("status-conflict-" + number + ".json");
        session.files().write(file, conflict.encoded(), false);
        session.print("status.check.written", session.show(file));
      }
    }
    if (result.unusable() > 0) {
      session.print("status.check.unusable", result.unusable());
    }
    if (!result.conflicts().isEmpty()) {
      return ExitCode.REJECTED;
    }
    session.print("status.check.none");
    return result.unusable() > 0 ? ExitCode.UNDECIDED : ExitCode.DONE;
  }

  private int claimed(StatusAudit audit, Path file, List<Evidence> helpers) throws CommandFailure {
    byte[] bytes = new InputFiles(session).read(file);
    try {
      Optional<String> authority = audit.proves(bytes, helpers, session.clock().instant());
      if (authority.isPresent()) {
        session.print("status.check.proven", session.show(file), authority.get());
        return ExitCode.REJECTED;
      }
      session.print("status.check.unproven", session.show(file));
      return ExitCode.UNDECIDED;
    } catch (MalformedDataException e) {
      throw CommandFailure.input("file.unreadable", session.show(file), InputFiles.reason(e));
    }
  }

  private boolean isConflict(Path file) throws CommandFailure {
    byte[] bytes = new InputFiles(session).read(file, EvidenceFiles.LIMIT);
    try {
      StatusConflict.parse(bytes);
      return true;
    } catch (MalformedDataException e) {
      return false;
    }
  }
}
