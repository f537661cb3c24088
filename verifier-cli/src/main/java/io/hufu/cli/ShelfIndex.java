package io.hufu.cli;

import io.hufu.model.Licence;
import io.hufu.signing.UnverifiedLicence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Whose licences lie in a folder: a file is read when it is new or changed, not for each request.
 * Thread-safe.
 */
final class ShelfIndex {
  /** After this time the folder is looked through even when it seems not to have changed. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final Path folder;
  private final Clock clock;
  private final Map<Path, Known> known = new ConcurrentHashMap<>();
  private final Map<String, Set<Path>> files = new HashMap<>();
  private FileTime changed = FileTime.fromMillis(0);
  private Instant looked = Instant.MIN;

  ShelfIndex(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** A file as it was when it was read, and whom it is about. */
  private record Known(long size, FileTime modified, List<String> holders) {}

  /** A licence and the file that holds it. */
  record Shelved(byte[] file, Licence licence) {}

  /** Lists the files that may be about a holder, in the order of their names. */
  synchronized List<Path> about(String codeType, String code) throws IOException {
    FileTime now = Files.getLastModifiedTime(folder);
    if (!now.equals(changed) || !clock.instant().isBefore(looked.plus(FRESH))) {
      look();
      changed = now;
    }
    return List.copyOf(files.getOrDefault(key(codeType, code), Set.of()));
  }

  /** Looks the folder through at the next question. */
  synchronized void distrust() {
    changed = FileTime.fromMillis(0);
  }

  private void look() throws IOException {
    List<Path> all;
    try (Stream<Path> listed = Files.list(folder)) {
      all = listed.filter(file -> file.toString().endsWith(".json")).toList();
    }
    known.keySet().retainAll(Set.copyOf(all));
    all.parallelStream().forEach(this::learn);
    files.clear();
    known.forEach(
        (file, each) ->
            each.holders()
                .forEach(holder -> files.computeIfAbsent(holder, h -> new TreeSet<>()).add(file)));
    looked = clock.instant();
  }

  private void learn(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      Known before = known.get(file);
      if (before == null
          || before.size() != now.size()
          || !before.modified().equals(now.lastModifiedTime())) {
        List<String> holders =
            read(file).map(shelved -> holders(shelved.licence())).orElse(List.of());
        known.put(file, new Known(now.size(), now.lastModifiedTime(), holders));
      }
    } catch (IOException e) {
      known.remove(file); // gone, or not to be read: it answers nothing
    }
  }

  private static List<String> holders(Licence licence) {
    return licence.holders().stream().map(holder -> key(holder.codeType(), holder.code())).toList();
  }

  private static String key(String codeType, String code) {
    return codeType + ":" + code;
  }

  /** Reads a licence; empty for what is none, or is gone by now. */
  static Optional<Shelved> read(Path file) throws IOException {
    try {
      if (Files.size(file) > InputFiles.SMALL) {
        return Optional.empty();
      }
      byte[] bytes = Files.readAllBytes(file);
      return UnverifiedLicence.readWithoutVerifying(bytes)
          .flatMap(UnverifiedLicence::licence)
          .map(licence -> new Shelved(bytes, licence));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
