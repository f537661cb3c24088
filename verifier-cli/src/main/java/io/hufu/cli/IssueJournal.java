package io.hufu.cli;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonBool;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
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
import org.jspecify.annotations.Nullable;

/**
 * What {@code hufu issue} has done in an output directory, so that nothing is issued twice.
 *
 * <p>{@code OUT/.hufu-issue} holds a lock, a salt, the sealed files of the batch in work and a
 * journal of lines. A licence is signed, then its bytes are made durable here, then it is anchored
 * and written under its name, then the journal says so. A crash before the second step leaves
 * nothing that anybody has seen; after it, the next run finishes from the very same bytes. Not
 * thread-safe.
 */
final class IssueJournal implements AutoCloseable {
  private static final int CHECK_DIGITS = 16;
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
  private record Range(int at, int length) {}

  private record Unfinished(SortedMap<String, Range> ranges, boolean anchored) {}

  private final Path directory;
  private final Path sealedFile;
  private final FileChannel lock;
  private final FileChannel lines;
  private final byte[] salt;
  private final Map<String, Item> known = new LinkedHashMap<>();
  private final Map<String, Unfinished> unfinished = new LinkedHashMap<>();

  private IssueJournal(Path directory, FileChannel lock, FileChannel lines, byte[] salt) {
    this.directory = directory;
    this.sealedFile = directory.resolve("sealed");
    this.lock = lock;
    this.lines = lines;
    this.salt = salt;
  }

  /** Opens the journal of an output directory, alone. */
  static IssueJournal open(Path out, SecureRandom random) throws CommandFailure {
    try {
      return open(out, Files.createDirectories(out.resolve(".hufu-issue")), random);
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(out, e);
    }
  }

  private static IssueJournal open(Path out, Path directory, SecureRandom random)
      throws IOException, CommandFailure {
    FileChannel lock = open(directory.resolve("lock"));
    try {
      if (!acquire(lock)) {
        throw CommandFailure.output("issue.locked", out);
      }
      byte[] salt = salt(directory.resolve("salt"), random);
      IssueJournal journal =
          new IssueJournal(directory, lock, open(directory.resolve("journal")), salt);
      journal.load();
      OutputFiles.discardLeftovers(out);
      sync(directory);
      sync(out);
      return journal;
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
  List<Pending> pending() throws IOException {
    List<Pending> pending = new ArrayList<>();
    byte[] all = unfinished.isEmpty() ? new byte[0] : Files.readAllBytes(sealedFile);
    unfinished.forEach(
        (licence, left) -> {
          SortedMap<String, byte[]> files = new TreeMap<>();
          left.ranges()
              .forEach(
                  (carrier, range) ->
                      files.put(
                          carrier,
                          Arrays.copyOfRange(all, range.at(), range.at() + range.length())));
          pending.add(new Pending(known(licence), files, left.anchored()));
        });
    return pending;
  }

  /** Makes sealed files durable before anybody else hears of them. */
  void seal(List<Pending> batch) throws CommandFailure {
    if (!unfinished.isEmpty()) {
      throw new IllegalStateException("an earlier batch is not finished");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<JsonObject> records = new ArrayList<>();
    for (Pending pending : batch) {
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
                        .build());
                bytes.writeBytes(content);
              });
      records.add(
          JsonObject.builder()
              .put("step", "sealed")
              .put("licence", pending.item().licence())
              .put("content", pending.item().content())
              .put("anchored", pending.anchored())
              .put("files", new JsonArray(files))
              .build());
    }
    try (FileChannel file = open(sealedFile)) {
      file.truncate(0);
      writeAll(file, bytes.toByteArray());
      append(records);
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(directory, e);
    }
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
        // No longer needed, and it names people.
        try (FileChannel file = open(sealedFile)) {
          file.truncate(0);
        }
      }
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(directory, e);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
    lock.close();
  }

  private Item known(String key) {
    Item item = known.get(key);
    if (item == null) {
      throw new IllegalStateException("finished what was never sealed: " + key);
    }
    return item;
  }

  private void append(List<JsonObject> records) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (JsonObject record : records) {
      byte[] json = Json.canonical(record);
      text.writeBytes(check(json).getBytes(StandardCharsets.US_ASCII));
      text.write(' ');
      text.writeBytes(json);
      text.write('\n');
    }
    writeAll(lines, text.toByteArray());
    records.forEach(this::apply);
  }

  /** Reads the lines; a torn end was acknowledged to nobody and is cut off. */
  private void load() throws IOException {
    byte[] all = new byte[Math.toIntExact(lines.size())];
    ByteBuffer buffer = ByteBuffer.wrap(all);
    while (buffer.hasRemaining() && lines.read(buffer, buffer.position()) >= 0) {
      // reads on
    }
    int start = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == '\n') {
        JsonObject record = record(Arrays.copyOfRange(all, start, i));
        if (record == null) {
          break;
        }
        apply(record);
        start = i + 1;
      }
    }
    lines.truncate(start);
    lines.position(start);
  }

  private static @Nullable JsonObject record(byte[] line) {
    if (line.length <= CHECK_DIGITS) {
      return null;
    }
    byte[] json = Arrays.copyOfRange(line, CHECK_DIGITS + 1, line.length);
    String digits = new String(line, 0, CHECK_DIGITS, StandardCharsets.ISO_8859_1);
    try {
      return check(json).equals(digits) ? Json.parseObject(json) : null;
    } catch (MalformedDataException e) {
      return null;
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
      ranges.put(text(file, "carrier"), new Range(number(file, "at"), number(file, "length")));
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

  private static String check(byte[] json) {
    return HexFormat.of().formatHex(HashAlgorithm.SM3.digest(json), 0, CHECK_DIGITS / 2);
  }

  private static boolean acquire(FileChannel lock) throws IOException {
    try {
      FileLock held = lock.tryLock();
      return held != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static byte[] salt(Path file, SecureRandom random) throws IOException {
    if (Files.exists(file) && Files.size(file) == SALT_LENGTH) {
      return Files.readAllBytes(file);
    }
    byte[] salt = new byte[SALT_LENGTH];
    random.nextBytes(salt);
    try (FileChannel channel = open(file)) {
      channel.truncate(0);
      writeAll(channel, salt);
    }
    return salt;
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    channel.force(true);
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
