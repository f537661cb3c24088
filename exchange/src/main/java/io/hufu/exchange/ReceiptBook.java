package io.hufu.exchange;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.exchange.message.DeliveryReceipt;
import io.hufu.exchange.message.MessageKind;
import io.hufu.exchange.message.Parties;
import io.hufu.exchange.message.SignedMessage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The receipts that we gave: one for a package, the same whenever it is asked for. */
final class ReceiptBook {
  private static final String SUFFIX = ".jwt";

  private final Path directory;
  private final OfficeSettings settings;

  ReceiptBook(Path directory, OfficeSettings settings) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.settings = settings;
    DurableFile.sweep(directory);
  }

  private Path file(MessageKey message) {
    return directory.resolve(message.folder() + SUFFIX);
  }

  Optional<byte[]> find(MessageKey message) throws IOException {
    Path file = file(message);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] receipt = Files.readAllBytes(file);
    DeliveryReceipt said = read(file, receipt);
    boolean same =
        said.sender().equals(message.sender()) && said.manifest().equals(message.content());
    return same ? Optional.of(receipt) : Optional.empty();
  }

  private static DeliveryReceipt read(Path file, byte[] receipt) throws IOException {
    try {
      return DeliveryReceipt.of(parse(file, receipt));
    } catch (MalformedDataException e) {
      throw damaged(file, e);
    }
  }

  private static IOException damaged(Path file, MalformedDataException cause) {
    return new IOException(file + " is damaged; restore it from a copy", cause);
  }

  private static SignedMessage parse(Path file, byte[] receipt) throws IOException {
    try {
      return SignedMessage.parse(MessageKind.DELIVERY_RECEIPT, receipt);
    } catch (MalformedDataException e) {
      throw damaged(file, e);
    }
  }

  /** Returns the names of the folders of messages with a receipt. */
  Set<String> folders() throws IOException {
    Set<String> folders = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[!.]*" + SUFFIX)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        folders.add(name.substring(0, name.length() - SUFFIX.length()));
      }
    }
    return folders;
  }

  /** Reads which message the receipt for a folder is about. */
  MessageKey about(String folder) throws IOException {
    Path file = directory.resolve(folder + SUFFIX);
    DeliveryReceipt said = read(file, Files.readAllBytes(file));
    return new MessageKey(said.sender(), said.message(), said.manifest());
  }

  /** Lists the receipts that were not anchored, with their files. */
  Map<Path, SignedMessage> notAnchored() throws IOException {
    Map<Path, SignedMessage> found = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[!.]*" + SUFFIX)) {
      for (Path file : files) {
        if (!Files.exists(anchored(file))) {
          found.put(file, parse(file, Files.readAllBytes(file)));
        }
      }
    }
    return found;
  }

  /** Returns where the ledger's receipt for a receipt of ours stands. */
  static Path anchored(Path file) {
    return file.resolveSibling(file.getFileName() + ".receipt.json");
  }

  /** Gives the receipt, signing it the first time; durable when this returns. */
  synchronized byte[] of(MessageKey message, String sender)
      throws IOException, KeyUnavailableException {
    Optional<byte[]> before = find(message);
    if (before.isPresent()) {
      return before.get();
    }
    DeliveryReceipt receipt =
        new DeliveryReceipt(
            new Parties(settings.authority(), sender, settings.now()),
            message.id(),
            message.content(),
            message.sender());
    byte[] signed = receipt.sign(settings.signer()).bytes();
    DurableFile.write(file(message), signed);
    return signed;
  }

  /** Deletes receipts written before a time; returns how many. */
  int purge(Instant before) throws IOException {
    int gone = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[!.]*" + SUFFIX)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(anchored(file));
          Files.deleteIfExists(file);
          gone++;
        }
      }
    }
    return gone;
  }
}
