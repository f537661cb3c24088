package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.Catalogue;
import io.hufu.model.LicenceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hufu types check}: are the type files of a folder fit to be used with the catalogue? */
@Command
final class TypesCheckCommand implements Callable<Integer> {
  private final Session session;
  private final Map<String, String> owners = new HashMap<>();

  @Parameters(arity = "1..*", paramLabel = "FILE|DIR")
  private List<Path> paths;

  TypesCheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    for (LicenceType type : Catalogue.shipped().types()) {
      owners.put(type.id(), type.id());
      owners.put(type.code(), type.id());
    }
    int exit = ExitCode.DONE;
    List<Path> files = files();
    for (Path file : files) {
      exit = ExitCode.worse(exit, check(file));
    }
    if (files.isEmpty()) {
      throw CommandFailure.input("type.none");
    }
    return exit;
  }

  private List<Path> files() throws CommandFailure {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> all = Files.list(path)) {
        all.filter(file -> file.toString().endsWith(".json")).sorted().forEach(files::add);
      } catch (IOException e) {
        throw new InputFiles(session).unreadable(path, e);
      }
    }
    return files;
  }

  private int check(Path file) throws CommandFailure {
    byte[] bytes = new InputFiles(session).read(file);
    try {
      LicenceType type = Catalogue.parse(String.valueOf(file.getFileName()), bytes);
      String taken = taken(type);
      if (taken == null) {
        session.print(
            "types.check.good",
            session.show(file),
            type.id(),
            session.words().choose(type.nameZh(), type.nameEn()));
        return ExitCode.DONE;
      }
      session.print("types.check.taken", session.show(file), type.id(), type.code(), taken);
    } catch (MalformedDataException e) {
      session.print("types.check.wrong", session.show(file), OneLine.of(InputFiles.reason(e)));
    }
    return ExitCode.REJECTED;
  }

  /** Whose id or code it would take; null when nobody's. */
  private @Nullable String taken(LicenceType type) {
    String byId = owners.putIfAbsent(type.id(), type.id());
    String byCode = owners.putIfAbsent(type.code(), type.id());
    return byId == null ? byCode : byId;
  }
}
