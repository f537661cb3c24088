package io.hufu.exchange;

import io.hufu.crypto.Suite;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Files of a package on their way: in a hidden folder beside its place until all is verified.
 *
 * <p>Closing removes what was not released. Used by one thread.
 */
final class Unpacking implements AutoCloseable {
  /** A file as it arrived. */
  private record Arrived(Path path, long size, byte[] digest) {}

  /** The signed manifest's name among the files; no listed file can begin with a dot. */
  static final String MANIFEST = ".manifest.jws";

  private final Path hidden;
  private final ExchangeLimits limits;
  private final Suite suite;
  private final List<Arrived> arrived = new ArrayList<>();

  Unpacking(Path folder, ExchangeLimits limits, Suite suite) throws IOException {
    this.limits = limits;
    this.suite = suite;
    this.hidden = Files.createTempDirectory(folder, DurableFile.HIDDEN + "package-");
  }

  /** Thrown when our own disk, not the package, is the trouble. */
  static final class WriteFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final IOException failure;

    WriteFailedException(IOException failure) {
      super(failure);
      this.failure = failure;
    }

    IOException failure() {
      return failure;
    }
  }

  /** Writes the files to temporary names; returns the manifest's frame, the last one. */
  byte[] take(DataInputStream content) throws IOException, PackageRefusedException {
    Frames.Head head = Frames.next(content);
    while (head != null && head.kind() != Frames.MANIFEST) {
      if (arrived.size() == limits.files()) {
        throw limit("more than " + limits.files() + " files");
      }
      arrived.add(file(head, content));
      head = Frames.next(content);
    }
    if (head == null) {
      throw malformed("no manifest");
    }
    if (head.length() < 0 || head.length() > limits.manifestBytes()) {
      throw limit("a manifest of more than " + limits.manifestBytes() + " bytes");
    }
    byte[] manifest = Frames.read(content, head);
    if (Frames.next(content) != null) {
      throw malformed("something behind the manifest");
    }
    return manifest;
  }

  private Arrived file(Frames.Head first, DataInputStream content)
      throws IOException, PackageRefusedException {
    Path path = hidden.resolve("." + arrived.size());
    MessageDigest digest = suite.hash().start();
    long size = 0;
    try (FileChannel out = create(path)) {
      Frames.Head head = first;
      while (head != null && head.kind() == Frames.DATA) {
        if (head.length() < 0 || head.length() > Frames.MAX_DATA) {
          throw malformed("a data frame that is too long");
        }
        byte[] bytes = Frames.read(content, head);
        digest.update(bytes);
        size += bytes.length;
        write(out, bytes);
        head = Frames.next(content);
      }
      if (head == null || head.kind() != Frames.FILE_END || head.length() != 0) {
        throw malformed("a file without an end");
      }
      sync(out);
    }
    return new Arrived(path, size, digest.digest());
  }

  private static FileChannel create(Path path) throws WriteFailedException {
    try {
      return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new WriteFailedException(e);
    }
  }

  private static void write(FileChannel out, byte[] bytes) throws WriteFailedException {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
    } catch (IOException e) {
      throw new WriteFailedException(e);
    }
  }

  private static void sync(FileChannel out) throws WriteFailedException {
    try {
      out.force(true);
    } catch (IOException e) {
      throw new WriteFailedException(e);
    }
  }

  private static PackageRefusedException malformed(String detail) {
    return new PackageRefusedException(RefusalCode.MALFORMED, detail);
  }

  private static PackageRefusedException limit(String detail) {
    return new PackageRefusedException(RefusalCode.LIMIT_EXCEEDED, detail);
  }

  /** Requires that exactly the listed files have arrived, in their order. */
  void requireListed(List<PackagedFile> listed) throws PackageRefusedException {
    boolean same = listed.size() == arrived.size();
    for (int i = 0; same && i < listed.size(); i++) {
      same =
          listed.get(i).size() == arrived.get(i).size()
              && Arrays.equals(listed.get(i).digest(), arrived.get(i).digest());
    }
    if (!same) {
      throw new PackageRefusedException(
          RefusalCode.FILES_DIFFER, "the files are not those of the manifest");
    }
  }

  /** A process that runs in a locale without Chinese cannot write Chinese names. */
  private Path named(String name) throws IOException {
    try {
      return hidden.resolve(name);
    } catch (InvalidPathException e) {
      throw new IOException(
          "a file name cannot be written in this process's locale; run it in one with UTF-8", e);
    }
  }

  /**
   * Gives the whole package its place in one step: a folder named by the message, with the files
   * and the signed manifest. Either all of it stands there, or none.
   *
   * @return empty when the folder is there already
   */
  Optional<Path> release(Path target, List<PackagedFile> listed, byte[] signedManifest)
      throws IOException {
    Path manifest = hidden.resolve(MANIFEST);
    try (FileChannel out = create(manifest)) {
      DurableFile.append(out, signedManifest);
    }
    for (int i = 0; i < listed.size(); i++) {
      Files.move(arrived.get(i).path(), named(listed.get(i).name()));
    }
    DurableFile.syncDirectory(hidden);
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    if (!DurableFile.place(hidden, target)) {
      return Optional.empty();
    }
    DurableFile.syncDirectory(DurableFile.parent(target));
    return Optional.of(target);
  }

  @Override
  public void close() throws IOException {
    DurableFile.delete(hidden);
  }
}
