package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.Evidence;
import io.hufu.verification.CaseInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Cases in folders: {@code case.json}, documents, and evidence in {@code evidence/}. */
final class CaseFolders {
  private static final String EVIDENCE = "evidence";

  private final Session session;
  private final List<Evidence> supplied;

  /**
   * Prepares.
   *
   * @param supplied evidence that counts for every case
   */
  CaseFolders(Session session, List<Evidence> supplied) {
    this.session = session;
    this.supplied = supplied;
  }

  /** Lists the folders that the arguments name; with {@code each} the folders inside them. */
  List<Path> list(List<Path> arguments, boolean each) throws CommandFailure {
    List<Path> folders = new ArrayList<>();
    for (Path argument : arguments) {
      if (!Files.isDirectory(argument)) {
        throw CommandFailure.input("case.noFolder", session.show(argument));
      }
      if (!each) {
        folders.add(argument);
        continue;
      }
      try (Stream<Path> inside = Files.list(argument)) {
        inside
            .filter(Files::isDirectory)
            .filter(folder -> !folder.getFileName().toString().startsWith("."))
            .sorted()
            .forEach(folders::add);
      } catch (IOException e) {
        throw new InputFiles(session).unreadable(argument, e);
      }
    }
    if (folders.isEmpty()) {
      throw CommandFailure.input("case.none", session.show(arguments.get(0)));
    }
    return folders;
  }

  CaseInput read(Path folder) throws CommandFailure {
    try {
      CaseInput.Builder input = CaseInput.folder(folder);
      supplied.forEach(input::evidence);
      Path evidence = folder.resolve(EVIDENCE);
      if (Files.isDirectory(evidence)) {
        new EvidenceFiles(session).all(evidence).forEach(input::evidence);
      }
      return input.build();
    } catch (MalformedDataException e) {
      throw CommandFailure.input(
          "case.record", session.show(folder.resolve(CaseInput.RECORD)), InputFiles.reason(e));
    } catch (IOException e) {
      throw new InputFiles(session).unreadable(folder, e);
    }
  }
}
