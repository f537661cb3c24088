package io.hufu.cli;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonBool;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.signing.journal.DamagedJournalException;
import io.hufu.signing.journal.DirectoryLock;
import io.hufu.signing.journal.DirectoryLockedException;
import io.hufu.signing.journal.Journal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code hufu issue} has done in an output directory, so that nothing is issued twice.
 *
 * <p>{@code OUT/.hufu-issue} holds a lock, a salt, the sealed files of the batch in work and a
 * {@link Journal}. A licence is signed, then its bytes are made durable here, then it is anchored
 * and written under its name, then the journal says so. A crash before the second step leaves
 * nothing that anybody has seen; after it, the next run finishes from the very same bytes. Not
 * thread-safe.
 */
final class IssueJournal implements AutoCloseable {
  private static final int SALT_LENGTH = 32;

  /**
   * What is known of one licence.
   *
   * @param content salted digest of its data, to notice that a row has changed
   * @param files name of its file in each carrier, by the carrier's label
   */
  record Item(String licence, String content, SortedMap<String, String> files) {
    /** Returns the file's name in a carrier that the item has. */
    String file(String carrier) {
      return Objects.requireNonNull(files.get(carrier), carrier);
    }
  }

  /**
   * Sealed files that have not reached their names yet, by carrier.
   *
   * @param anchored whether they are to be anchored first
   */
  record Pending(Item item, SortedMap<String, byte[]> contents, boolean anchored) {}

  /** Where sealed bytes lie in the batch's file. */
  private record Range(int at, int length, String digest) {}

  private record Unfinished(SortedMap<String, Range> ranges, boolean anchored) {}

  private final Path directory;
  private final Path sealedFile;
  private final DirectoryLock lock;
  private final Journal journal;
  private final byte[] salt;
  private final Map<String, Item> known = new LinkedHashMap<>();
  private final Map<String, Unfinished> unfinished = new LinkedHashMap<>();

  private IssueJournal(Path directory, DirectoryLock lock, Journal journal, byte[] salt) {
    this.directory = directory;
    this.sealedFile = directory.resolve("sealed");
    this.lock = lock;
    this.journal = journal;
    this.salt = salt;
    journal.takeRecords().forEach(this::apply);
  }

  /** Opens the journal of an output directory, alone. */
  static IssueJournal open(Session session, Path out)
      throws CommandFailure, DamagedJournalException {
    session.files().makeDirectory(out);
    try {
      Path directory = out.resolve(".hufu-issue");
      return open(session, out, directory, DirectoryLock.take(directory));
    } catch (DirectoryLockedException e) {
      throw CommandFailure.output("locked", out);
    } catch (DamagedJournalException e) {
      throw e;
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(out, e);
    }
  }

  private static IssueJournal open(Session session, Path out, Path directory, DirectoryLock lock)
      throws IOException, CommandFailure {
    try {
      Path journal = directory.resolve("journal");
      boolean begun = Files.exists(journal) && Files.size(journal) > 0;
      byte[] salt = salt(directory.resolve("salt"), begun, session);
      OutputFiles.discardLeftovers(out);
      OutputFiles.discardLeftovers(directory);
      sync(directory);
      sync(out);
      return new IssueJournal(directory, lock, Journal.open(journal), salt);
    } catch (IOException | CommandFailure e) {
      lock.close();
      throw e;
    }
  }

  /** Returns the secret of this directory, under which identifiers are drawn. */
  byte[] salt() {
    return salt.clone();
  }

  /** Finds what was issued, or is about to be, under an identifier. */
  Optional<Item> find(String licence) {
    return Optional.ofNullable(known.get(licence));
  }

  /** Returns what an earlier run has sealed and not finished. */
  List<Pending> pending() throws IOException, CommandFailure {
    List<Pending> pending = new ArrayList<>();
    byte[] all = unfinished.isEmpty() ? new byte[0] : Files.readAllBytes(sealedFile);
    for (Map.Entry<String, Unfinished> left : unfinished.entrySet()) {
      SortedMap<String, byte[]> files = new TreeMap<>();
      for (Map.Entry<String, Range> file : left.getValue().ranges().entrySet()) {
        Range range = file.getValue();
        byte[] bytes =
            Arrays.copyOfRange(all, Math.min(range.at(), all.length), range.at() + range.length());
        if (!digest(bytes).equals(range.digest())) {
          throw CommandFailure.input("damaged", sealedFile);
        }
        files.put(file.getKey(), bytes);
      }
      pending.add(new Pending(known(left.getKey()), files, left.getValue().anchored()));
    }
    return pending;
  }

  /** Makes sealed files durable before anybody else hears of them. */
  void seal(List<Pending> batch) throws CommandFailure {
    if (!unfinished.isEmpty()) {
      throw new IllegalStateException("an earlier batch is not finished");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<JsonObject> records = batch.stream().map(pending -> sealed(pending, bytes)).toList();
    try {
      Files.write(sealedFile, bytes.toByteArray());
      sync(sealedFile);
      append(records);
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(directory, e);
    }
  }

  /** Adds the files of a licence to the batch's bytes, and says where they lie. */
  private static JsonObject sealed(Pending pending, ByteArrayOutputStream bytes) {
    List<JsonValue> files = new ArrayList<>();
    pending
        .contents()
        .forEach(
            (carrier, content) -> {
              files.add(
                  JsonObject.builder()
                      .put("carrier", carrier)
                      .put("file", pending.item().file(carrier))
                      .put("at", bytes.size())
                      .put("length", content.length)
                      .put("digest", digest(content))
                      .build());
              bytes.writeBytes(content);
            });
    return JsonObject.builder()
        .put("step", "sealed")
        .put("licence", pending.item().licence())
        .put("content", pending.item().content())
        .put("anchored", pending.anchored())
        .put("files", new JsonArray(files))
        .build();
  }

  /** Says that a licence's files have reached their names. */
  void done(Collection<Item> items) throws CommandFailure {
    try {
      append(
          items.stream()
              .map(
                  item ->
                      JsonObject.builder()
                          .put("step", "done")
                          .put("licence", item.licence())
                          .build())
              .toList());
      if (unfinished.isEmpty()) {
        Files.write(sealedFile, new byte[0]); // no longer needed, and it names people
      }
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(directory, e);
    }
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      journal.close();
    }
  }

  private Item known(String key) {
    Item item = known.get(key);
    if (item == null) {
      throw new IllegalStateException("finished what was never sealed: " + key);
    }
    return item;
  }

  private void append(List<JsonObject> records) throws IOException {
    if (!records.isEmpty()) {
      journal.append(records);
      records.forEach(this::apply);
    }
  }

  private void apply(JsonObject record) {
    String licence = text(record, "licence");
    if (text(record, "step").equals("done")) {
      unfinished.remove(licence);
      return;
    }
    SortedMap<String, String> names = new TreeMap<>();
    SortedMap<String, Range> ranges = new TreeMap<>();
    for (JsonValue value : record.array("files").orElseThrow()) {
      JsonObject file = (JsonObject) value;
      names.put(text(file, "carrier"), text(file, "file"));
      ranges.put(
          text(file, "carrier"),
          new Range(number(file, "at"), number(file, "length"), text(file, "digest")));
    }
    known.put(licence, new Item(licence, text(record, "content"), names));
    boolean anchored = record.get("anchored").equals(Optional.of(new JsonBool(true)));
    unfinished.put(licence, new Unfinished(ranges, anchored));
  }

  private static int number(JsonObject record, String member) {
    return Math.toIntExact(record.integer(member).orElseThrow());
  }

  private static String text(JsonObject record, String member) {
    return record.text(member).orElseThrow();
  }

  private static String digest(byte[] bytes) {
    return HexFormat.of().formatHex(HashAlgorithm.SM3.digest(bytes));
  }

  /** Drawn once: with another one later, licences would get other identifiers. */
  private static byte[] salt(Path file, boolean begun, Session session)
      throws IOException, CommandFailure {
    if (Files.exists(file) && Files.size(file) == SALT_LENGTH) {
      return Files.readAllBytes(file);
    }
    if (begun) {
      throw CommandFailure.input("damaged", file);
    }
    byte[] salt = new byte[SALT_LENGTH];
    session.random().nextBytes(salt);
    session.files().write(file, salt, true, OutputFiles.Privacy.OWNER);
    return salt;
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
