package io.hufu.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.exchange.message.SignedMessage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Packages as files in a folder that travels, or that two authorities share: for air gaps.
 *
 * <p>Under the folder, each authority's code holds {@code packages/} for it and {@code receipts/}
 * by it. A file takes its name when it is whole. Thread-safe.
 */
public final class DirectoryDrop implements Transport {
  private static final String SUFFIX = ".hufu";
  private static final String RECEIPT = ".jwt";
  private static final String REFUSED = ".refused";

  private final Path directory;

  private DirectoryDrop(Path directory) {
    this.directory = directory;
  }

  /** Uses a directory that exists. */
  public static DirectoryDrop in(Path directory) {
    return new DirectoryDrop(directory);
  }

  private Path packages(String code) throws IOException {
    return Files.createDirectories(directory.resolve(code).resolve("packages"));
  }

  private Path receipts(String code) throws IOException {
    return Files.createDirectories(directory.resolve(code).resolve("receipts"));
  }

  @Override
  public Delivery send(Letter letter) throws IOException {
    String name = letter.message().folder();
    Optional<byte[]> receipt = receipt(letter);
    if (receipt.isPresent()) {
      return new Delivery.Receipted(receipt.get());
    }
    Path refused = receipts(letter.to()).resolve(name + REFUSED);
    if (Files.exists(refused, LinkOption.NOFOLLOW_LINKS)) {
      return new Delivery.Refused(code(refused));
    }
    Path target = packages(letter.to()).resolve(name + SUFFIX);
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      copy(letter.file(), target);
    }
    return new Delivery.Left();
  }

  private static void copy(Path from, Path to) throws IOException {
    Path temporary = to.resolveSibling(DurableFile.HIDDEN + to.getFileName());
    Files.copy(from, temporary, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(temporary, to, StandardCopyOption.ATOMIC_MOVE);
    DurableFile.syncDirectory(DurableFile.parent(to));
  }

  private static RefusalCode code(Path refused) throws IOException {
    String said = new String(read(refused, 100), US_ASCII);
    return Arrays.stream(RefusalCode.values())
        .filter(code -> code.name().equals(said))
        .findFirst()
        .orElseThrow(() -> new IOException(refused + " holds no refusal that is known"));
  }

  private static byte[] read(Path file, int limit) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new IOException(file + " is longer than " + limit + " bytes");
      }
      return bytes;
    }
  }

  @Override
  public Optional<byte[]> receipt(Letter letter) throws IOException {
    Path file = receipts(letter.to()).resolve(letter.message().folder() + RECEIPT);
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(read(file, SignedMessage.MAX_BYTES))
        : Optional.empty();
  }

  /**
   * Takes in what lies there for an office, and leaves receipts and refusals.
   *
   * @return how many packages were accepted, those that came before included
   */
  public int collect(ExchangeOffice office) throws IOException, KeyUnavailableException {
    Path receipts = receipts(office.authority());
    int accepted = 0;
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(packages(office.authority()), "[!.]*" + SUFFIX)) {
      for (Path file : files) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          continue; // a link or a folder is no package, and is not ours to remove
        }
        String name = String.valueOf(file.getFileName());
        name = name.substring(0, name.length() - SUFFIX.length());
        try (InputStream in =
            new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS))) {
          DurableFile.write(receipts.resolve(name + RECEIPT), office.receive(in));
          accepted++;
        } catch (PackageRefusedException e) {
          DurableFile.write(receipts.resolve(name + REFUSED), e.code().name().getBytes(US_ASCII));
        }
        Files.delete(file);
      }
    }
    return accepted;
  }
}
