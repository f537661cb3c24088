package io.hufu.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.exchange.message.DeliveryReceipt;
import io.hufu.exchange.message.MessageKind;
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
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  private static final System.Logger LOGGER = System.getLogger(DirectoryDrop.class.getName());

  /** In which a file grows again while it is being copied. */
  private static final Duration COPYING = Duration.ofMinutes(2);

  /** Bytes of a name that others can be made of. */
  private static final int LONGEST_NAME = 200;

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
      RefusalCode code = code(refused);
      Files.delete(refused); // heard: another attempt lays the package down anew
      return new Delivery.Refused(code);
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
   * <p>A package that ends too early and was written a short while ago is left alone: it may be
   * being copied.
   *
   * @return how many packages were accepted, those that came before included
   */
  public int collect(ExchangeOffice office) throws IOException, KeyUnavailableException {
    Path receipts = receipts(office.authority());
    int accepted = 0;
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(packages(office.authority()), "[!.]*" + SUFFIX)) {
      for (Path file : files) {
        // A link or a folder is no package, and is not ours to remove.
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          accepted += take(file, office, receipts) ? 1 : 0;
        }
      }
    }
    return accepted;
  }

  private static boolean take(Path file, ExchangeOffice office, Path receipts)
      throws IOException, KeyUnavailableException {
    FileTime written = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
    try (InputStream in = opened(file)) {
      if (in == null) {
        return false;
      }
      byte[] receipt = office.receive(in);
      DurableFile.write(receipts.resolve(name(receipt) + RECEIPT), receipt);
    } catch (PackageRefusedException e) {
      if (e.code() == RefusalCode.CUT_OFF && isYoung(written, receipts)) {
        return false;
      }
      refuse(file, e.code(), receipts);
      Files.deleteIfExists(file);
      return false;
    }
    Files.deleteIfExists(file);
    return true;
  }

  /** One file that cannot be read does not keep the others. */
  private static @Nullable InputStream opened(Path file) {
    try {
      return new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.WARNING, "cannot be read, and is left: " + file, e);
      return null;
    }
  }

  /** Whoever sent it looks under its own name for it, whatever the file was called meanwhile. */
  private static String name(byte[] receipt) throws IOException {
    try {
      DeliveryReceipt said =
          DeliveryReceipt.of(SignedMessage.parse(MessageKind.DELIVERY_RECEIPT, receipt));
      return new MessageKey(said.sender(), said.message(), said.manifest()).folder();
    } catch (MalformedDataException e) {
      throw new IllegalStateException("our own receipt cannot be read", e);
    }
  }

  private static void refuse(Path file, RefusalCode code, Path receipts) throws IOException {
    String name = String.valueOf(file.getFileName());
    name = name.substring(0, name.length() - SUFFIX.length());
    if (name.getBytes(UTF_8).length <= LONGEST_NAME) {
      DurableFile.write(receipts.resolve(name + REFUSED), code.name().getBytes(US_ASCII));
    }
  }

  /** Compares with the file system's own clock, which need not be ours. */
  private static boolean isYoung(FileTime written, Path receipts) throws IOException {
    Path probe = Files.createTempFile(receipts, DurableFile.HIDDEN, null);
    try {
      Duration age =
          Duration.between(written.toInstant(), Files.getLastModifiedTime(probe).toInstant());
      return age.compareTo(COPYING) < 0;
    } finally {
      Files.delete(probe);
    }
  }
}
