package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.model.Matter;
import io.hufu.model.Matters;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu matter sign}: signs a matter, so that others can tell whose it is. */
@Command
final class MatterSignCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FILE")
  private Path file;

  @Mixin private KeyOptions key;

  @Option(names = "--out", required = true, paramLabel = "FILE")
  private Path out;

  @Option(names = "--force")
  private boolean force;

  MatterSignCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, KeyUnavailableException {
    try {
      Matter matter = Matter.fromJson(Json.parseObject(new InputFiles(session).read(file)));
      session.files().write(out, Matters.sign(matter, key.openForSigning(session)), force);
    } catch (MalformedDataException e) {
      throw CommandFailure.input("matter.file", session.show(file), InputFiles.reason(e));
    }
    session.print("matter.sign.done", session.show(out));
    return ExitCode.DONE;
  }
}
