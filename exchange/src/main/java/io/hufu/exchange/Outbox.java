package io.hufu.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.Suite;
import io.hufu.exchange.message.SignedMessage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Packages that were made, each stored once under what it was made for, and sent until there is a
 * receipt. One folder each: the package, {@code letter.json}, and how it ended.
 *
 * <p>Used by one process, which holds the lock of the directory above.
 */
final class Outbox {
  private static final String RECEIPT = "receipt.jwt";
  private static final String FAILED = "failed";
  private static final String TRIED = "tried";

  private final Path directory;
  private final PackageSealer sealer;
  private final HashAlgorithm hash;
  private final Certificate sender;
  private final ConcurrentSkipListMap<String, Letter> waiting = new ConcurrentSkipListMap<>();

  Outbox(Path directory, PackageSealer sealer, Certificate sender, Suite suite) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.sealer = sealer;
    this.hash = suite.hash();
    this.sender = sender;
    DurableFile.sweep(directory);
    for (Path folder : folders()) {
      if (!ended(folder)) {
        Letter letter = read(folder);
        waiting.put(letter.key(), letter);
      }
    }
  }

  private static boolean ended(Path folder) {
    return Files.exists(folder.resolve(RECEIPT)) || Files.exists(folder.resolve(FAILED));
  }

  /** What a package is made of. */
  record Contents(
      List<Attachment> files,
      PackageTerms terms,
      String to,
      Certificate recipient,
      @Nullable SignedMessage message) {
    Letter letter(String key, MessageKey sealed, Path folder) {
      String reason = terms.matter() == null ? terms.legalBasis() : terms.matter();
      return new Letter(
          key,
          sealed,
          to,
          reason,
          terms.expires(),
          message == null ? null : message.kind(),
          message == null ? null : message.digest(),
          folder);
    }
  }

  /** Finds what was made for this purpose; once found, it is among the pending or has ended. */
  Optional<Letter> find(String key) throws IOException {
    Path folder = directory.resolve(key);
    synchronized (waiting) {
      return Files.isDirectory(folder) ? Optional.of(read(folder)) : Optional.empty();
    }
  }

  private static Letter read(Path folder) throws IOException {
    try {
      return Letter.parse(Files.readAllBytes(folder.resolve(Letter.FILE)), folder);
    } catch (MalformedDataException e) {
      throw new IOException(folder + " is damaged; restore it from a copy", e);
    }
  }

  /** Makes and stores a package, unless there is one for this purpose; durable on return. */
  Letter put(String key, Contents contents) throws IOException, KeyUnavailableException {
    Optional<Letter> before = find(key);
    if (before.isPresent()) {
      return before.get();
    }
    Path hidden = Files.createTempDirectory(directory, DurableFile.HIDDEN);
    boolean done = false;
    try {
      Letter letter = write(key, contents, hidden);
      DurableFile.write(hidden.resolve(Letter.FILE), letter.encoded());
      done = place(hidden, key);
    } finally {
      if (!done) {
        DurableFile.delete(hidden);
      }
    }
    // Made by another thread meanwhile: then that one counts.
    return find(key).orElseThrow(() -> new IOException(directory.resolve(key) + " is gone"));
  }

  /** Nobody finds a letter that is not yet durable or not yet among the pending. */
  private boolean place(Path hidden, String key) throws IOException {
    Path folder = directory.resolve(key);
    synchronized (waiting) {
      boolean placed = DurableFile.place(hidden, folder);
      if (placed) {
        DurableFile.syncDirectory(directory);
        waiting.put(key, read(folder));
      }
      return placed;
    }
  }

  private Letter write(String key, Contents contents, Path folder)
      throws IOException, KeyUnavailableException {
    Path file = contents.letter(key, new MessageKey("", "", ""), folder).file();
    try (FileChannel out =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream stream = new BufferedOutputStream(Channels.newOutputStream(out), 1 << 16)) {
      PackageSealer.Sealed sealed =
          sealer.seal(contents.files(), contents.terms(), List.of(contents.recipient()), stream);
      stream.flush();
      out.force(true);
      HexFormat hex = HexFormat.of();
      MessageKey message =
          new MessageKey(
              hex.formatHex(sender.digest(hash)),
              sealed.id(),
              hex.formatHex(sealed.manifestDigest()));
      return contents.letter(key, message, folder);
    }
  }

  /** Lists what has neither a receipt nor failed. */
  List<Letter> pending() {
    return List.copyOf(waiting.values());
  }

  private List<Path> folders() throws IOException {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "[!.]*")) {
      all.forEach(folders::add);
    }
    return folders;
  }

  /** Tells whether a letter may have left: its outcome is unknown until there is a receipt. */
  boolean tried(Letter letter) {
    return Files.exists(letter.folder().resolve(TRIED));
  }

  void markTried(Letter letter) throws IOException {
    Files.createFile(letter.folder().resolve(TRIED));
  }

  /** Keeps the receipt: the letter is not sent again. The package itself can go. */
  void delivered(Letter letter, byte[] receipt) throws IOException {
    DurableFile.write(letter.folder().resolve(RECEIPT), receipt);
    waiting.remove(letter.key());
    Files.deleteIfExists(letter.file());
  }

  void failed(Letter letter, String code) throws IOException {
    DurableFile.write(letter.folder().resolve(FAILED), code.getBytes(US_ASCII));
    waiting.remove(letter.key());
  }

  /** Deletes letters that ended and expired before a time; returns how many. */
  int purge(Instant before) throws IOException {
    int gone = 0;
    for (Path folder : folders()) {
      boolean ended = Files.exists(folder.resolve(RECEIPT)) || Files.exists(folder.resolve(FAILED));
      if (ended && read(folder).expires().isBefore(before)) {
        Path hidden = directory.resolve(DurableFile.HIDDEN + folder.getFileName());
        Files.move(folder, hidden, StandardCopyOption.ATOMIC_MOVE);
        DurableFile.delete(hidden);
        gone++;
      }
    }
    return gone;
  }
}
