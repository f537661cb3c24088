package io.hufu.cli;

import io.hufu.model.LicenceType;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hufu types list}: the catalogue, one line per type. */
@Command
final class TypesListCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--catalogue", paramLabel = "DIR")
  private Path folder;

  TypesListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    for (LicenceType type : new Types(session).catalogue(folder).types()) {
      session
          .out()
          .println(
              type.id()
                  + "\t"
                  + type.code()
                  + "\t"
                  + session.words().choose(type.nameZh(), type.nameEn()));
    }
    return ExitCode.DONE;
  }
}
