package io.hufu.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Jws;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Accepted packages, one folder each with the files and the signed manifest; a hidden mark tells
 * those that were dealt with.
 */
final class Inbox {
  private static final String DONE = ".done";

  private final Path directory;

  Inbox(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
    DurableFile.sweep(directory);
  }

  Path directory() {
    return directory;
  }

  /** A package that was verified before it got its folder. */
  record Arrived(Manifest manifest, Certificate sender, MessageKey message, Path folder) {
    /** Reads a small file of the package, such as a message. */
    byte[] read(PackagedFile listed, int limit) throws IOException, MalformedDataException {
      if (listed.size() > limit) {
        throw new MalformedDataException(listed.name() + ": is longer than " + limit + " bytes");
      }
      return Files.readAllBytes(folder.resolve(listed.name()));
    }
  }

  /** Lists the folders that have not been dealt with. */
  List<Path> waiting() throws IOException {
    List<Path> waiting = new ArrayList<>();
    for (Path folder : folders()) {
      if (!Files.exists(folder.resolve(DONE))) {
        waiting.add(folder);
      }
    }
    return waiting;
  }

  List<Path> folders() throws IOException {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "[!.]*")) {
      all.forEach(folders::add);
    }
    return folders;
  }

  static Arrived load(Path folder) throws IOException {
    byte[] signed = Files.readAllBytes(folder.resolve(Unpacking.MANIFEST));
    try {
      Jws jws = Jws.parseCompact(new String(signed, US_ASCII));
      Manifest manifest = Manifest.parse(jws.payload());
      Certificate sender =
          jws.certificates().stream()
              .findFirst()
              .orElseThrow(() -> new MalformedDataException("manifest: no certificate"));
      return new Arrived(manifest, sender, MessageKey.of(manifest, sender, jws.payload()), folder);
    } catch (MalformedDataException e) {
      throw new IOException(folder + " is damaged; restore it from a copy", e);
    }
  }

  void done(Path folder) throws IOException {
    DurableFile.write(folder.resolve(DONE), new byte[0]);
  }

  /** Deletes folders that were dealt with and whose packages were made before a time. */
  int purge(Instant before) throws IOException {
    int gone = 0;
    for (Path folder : folders()) {
      if (Files.exists(folder.resolve(DONE)) && isOlder(folder, before)) {
        Path hidden = directory.resolve(DurableFile.HIDDEN + folder.getFileName());
        Files.move(folder, hidden, StandardCopyOption.ATOMIC_MOVE);
        DurableFile.delete(hidden);
        gone++;
      }
    }
    return gone;
  }

  private static boolean isOlder(Path folder, Instant before) throws IOException {
    try {
      return load(folder).manifest().terms().created().isBefore(before);
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
