package io.hufu.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Received messages in a file of lines, one process at a time. Thread-safe; close it.
 *
 * <p>Bounded: what has expired could not be opened again anyway, and is dropped when the file is
 * opened. A torn last line was acknowledged to nobody and is cut off.
 */
public final class SeenFile implements SeenMessages, AutoCloseable {
  private static final String FILE = "seen";
  private static final Pattern LINE =
      Pattern.compile("([0-9]{1,12}) ([0-9a-f]{64}) ([0-9a-f]{32}) ([0-9a-f]{64})");

  private record Id(String sender, String id) {}

  private record Entry(String content, long expires) {}

  private final FileChannel lock;
  private final FileChannel lines;
  private final Map<Id, Entry> entries = new HashMap<>();

  private SeenFile(FileChannel lock, FileChannel lines, Map<Id, Entry> entries) {
    this.lock = lock;
    this.lines = lines;
    this.entries.putAll(entries);
  }

  /**
   * Opens the account in a directory that exists.
   *
   * @throws IOException also when another process holds it
   */
  public static SeenFile in(Path directory, Clock clock) throws IOException {
    FileChannel lock =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (!acquired(lock)) {
        throw new IOException(directory + " is in use by another process; wait for it to end");
      }
      Map<Id, Entry> entries = load(directory.resolve(FILE), clock.instant());
      return new SeenFile(lock, rewritten(directory, entries), entries);
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  private static boolean acquired(FileChannel lock) throws IOException {
    try {
      FileLock held = lock.tryLock();
      return held != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static Map<Id, Entry> load(Path file, Instant now) throws IOException {
    Map<Id, Entry> entries = new HashMap<>();
    List<String> all = Files.exists(file) ? Files.readAllLines(file, US_ASCII) : List.of();
    for (String line : all) {
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        break; // torn: nothing behind it was acknowledged
      }
      long expires = Long.parseLong(parts.group(1));
      if (expires >= now.getEpochSecond()) {
        entries.put(new Id(parts.group(2), parts.group(3)), new Entry(parts.group(4), expires));
      }
    }
    return entries;
  }

  private static FileChannel rewritten(Path directory, Map<Id, Entry> entries) throws IOException {
    Path fresh = directory.resolve(FILE + ".tmp");
    StringBuilder text = new StringBuilder();
    entries.forEach((id, entry) -> text.append(line(id, entry)));
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      write(channel, text.toString());
    }
    Files.move(
        fresh,
        directory.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel folder = FileChannel.open(directory, StandardOpenOption.READ)) {
      folder.force(true);
    }
    return FileChannel.open(directory.resolve(FILE), StandardOpenOption.APPEND);
  }

  private static String line(Id id, Entry entry) {
    return entry.expires() + " " + id.sender() + " " + id.id() + " " + entry.content() + "\n";
  }

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(text.getBytes(US_ASCII));
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    channel.force(true);
  }

  @Override
  public synchronized Verdict look(MessageKey message) {
    Entry known = entries.get(new Id(message.sender(), message.id()));
    if (known == null) {
      return Verdict.NEW;
    }
    return known.content().equals(message.content()) ? Verdict.SAME : Verdict.OTHER_CONTENT;
  }

  @Override
  public synchronized void remember(MessageKey message, Instant expires) throws IOException {
    Id id = new Id(message.sender(), message.id());
    Entry entry = new Entry(message.content(), Math.max(0, expires.getEpochSecond()));
    if (!entry.equals(entries.get(id))) {
      write(lines, line(id, entry));
      entries.put(id, entry);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
    lock.close();
  }
}
