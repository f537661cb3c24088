package io.hufu.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files that the arguments name: files, directories, and patterns the shell left alone. */
final class VerifyTargets {
  private final Session session;

  VerifyTargets(Session session) {
    this.session = session;
  }

  /** Lists each file once: arguments in their order, directories and patterns by name. */
  List<Path> list(List<String> arguments) throws CommandFailure {
    Set<Path> files = new LinkedHashSet<>();
    for (String argument : arguments) {
      Path path = session.resolve(argument);
      try {
        if (Files.isDirectory(path)) {
          addAll(files, below(path), argument);
        } else if (!Files.exists(path) && isPattern(argument)) {
          addAll(files, matching(argument), argument);
        } else {
          files.add(path);
        }
      } catch (IOException e) {
        throw new InputFiles(session).unreadable(path, e);
      }
    }
    return List.copyOf(files);
  }

  private static void addAll(Set<Path> files, List<Path> found, String argument)
      throws CommandFailure {
    if (found.isEmpty()) {
      throw CommandFailure.input("verify.nothing", argument);
    }
    files.addAll(found);
  }

  private static List<Path> below(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> isVisible(directory.relativize(path)))
          .sorted()
          .toList();
    }
  }

  private static boolean isVisible(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPattern(String argument) {
    return argument.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{');
  }

  /** Walks from the last directory without a wildcard. */
  private List<Path> matching(String pattern) throws IOException {
    List<Path> parts = new ArrayList<>();
    Path whole = session.directory().toAbsolutePath().normalize().resolve(pattern);
    Path start = whole.getRoot();
    for (Path part : whole) {
      if (isPattern(part.toString())) {
        break;
      }
      parts.add(part);
    }
    for (Path part : parts) {
      start = start.resolve(part);
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + whole);
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(start)) {
      return paths.filter(Files::isRegularFile).filter(matcher::matches).sorted().toList();
    }
  }
}
