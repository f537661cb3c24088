package io.hufu.cli;

import io.hufu.model.Matter;
import io.hufu.model.Matters;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hufu matter list}: the known matters by their codes. */
@Command
final class MatterListCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--matters", paramLabel = "DIR")
  private Path folder;

  MatterListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    TextTable table = new TextTable();
    for (Matters.Listed listed : new MatterFiles(session).toShow(folder).all()) {
      Matter matter = listed.matter();
      table.row(
          matter.code().key(),
          session.words().choose(matter.nameZh(), matter.nameEn()),
          session.say("matter.count", matter.materials().size()));
    }
    table.lines().forEach(session.out()::println);
    return ExitCode.DONE;
  }
}
