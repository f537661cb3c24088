package io.hufu.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Received messages in a file of lines, one process at a time. Thread-safe; close it.
 *
 * <p>Bounded: what has expired could not be opened again anyway, and is dropped; a file full of
 * messages that have not takes no more, because forgetting one would let it count twice. A torn
 * last line was acknowledged to nobody and is cut off; any other damage is an IOException.
 */
public final class SeenFile implements SeenMessages, AutoCloseable {
  /** Messages that are remembered at most. */
  public static final int MAX_ENTRIES = 1 << 20;

  private static final String FILE = "seen";
  private static final int DROP_AFTER = 10_000;
  private static final Pattern LINE =
      Pattern.compile("([0-9]{1,12}) ([0-9a-f]{64}) ([0-9a-f]{32}) ([0-9a-f]{64})");

  private record Id(String sender, String id) {}

  private record Entry(String content, long expires) {}

  private final Path directory;
  private final Clock clock;
  private final DirectoryLock lock;
  private final Map<Id, Entry> entries;
  private FileChannel lines;
  private int appended;

  private SeenFile(Path directory, Clock clock, DirectoryLock lock, Map<Id, Entry> entries)
      throws IOException {
    this.directory = directory;
    this.clock = clock;
    this.lock = lock;
    this.entries = entries;
    this.lines = rewritten();
  }

  /**
   * Opens the account in a directory that exists.
   *
   * @throws DirectoryInUseException when another process holds it
   */
  public static SeenFile in(Path directory, Clock clock) throws IOException {
    DirectoryLock lock = DirectoryLock.of(directory);
    boolean done = false;
    try {
      SeenFile file = new SeenFile(directory, clock, lock, load(directory.resolve(FILE)));
      done = true;
      return file;
    } finally {
      if (!done) {
        lock.close();
      }
    }
  }

  private static Map<Id, Entry> load(Path file) throws IOException {
    Map<Id, Entry> entries = new HashMap<>();
    String text = Files.exists(file) ? Files.readString(file, US_ASCII) : "";
    int at = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
      Matcher parts = LINE.matcher(text.substring(at, end));
      if (!parts.matches()) {
        throw new IOException(file + " is damaged; restore it from a copy");
      }
      entries.put(
          new Id(parts.group(2), parts.group(3)),
          new Entry(parts.group(4), Long.parseLong(parts.group(1))));
      at = end + 1;
    }
    return entries;
  }

  /** Drops what has expired, and writes the rest as a fresh file. */
  private FileChannel rewritten() throws IOException {
    long now = clock.instant().getEpochSecond();
    entries.values().removeIf(entry -> entry.expires() < now);
    StringBuilder text = new StringBuilder();
    entries.forEach((id, entry) -> text.append(line(id, entry)));
    DurableFile.write(directory.resolve(FILE), text.toString().getBytes(US_ASCII));
    appended = 0;
    return FileChannel.open(directory.resolve(FILE), StandardOpenOption.APPEND);
  }

  private static String line(Id id, Entry entry) {
    return entry.expires() + " " + id.sender() + " " + id.id() + " " + entry.content() + "\n";
  }

  /** Returns the names of the folders of what is remembered, see {@link MessageKey#folder}. */
  synchronized Set<String> folders() {
    Set<String> folders = new HashSet<>();
    entries.forEach(
        (id, entry) -> folders.add(new MessageKey(id.sender(), id.id(), entry.content()).folder()));
    return folders;
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
    if (entry.equals(entries.get(id))) {
      return;
    }
    if (appended > Math.max(DROP_AFTER, entries.size())) {
      FileChannel before = lines;
      lines = rewritten();
      before.close();
    }
    if (entries.size() >= MAX_ENTRIES) {
      throw new IOException(directory + ": " + MAX_ENTRIES + " messages are remembered already");
    }
    append(line(id, entry));
    entries.put(id, entry);
  }

  /** Half a line must not stand before the next one. */
  private void append(String line) throws IOException {
    long length = lines.size();
    boolean done = false;
    try {
      DurableFile.append(lines, line.getBytes(US_ASCII));
      done = true;
    } finally {
      if (!done) {
        lines.truncate(length);
      }
    }
    appended++;
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      lines.close();
    } finally {
      lock.close();
    }
  }
}
