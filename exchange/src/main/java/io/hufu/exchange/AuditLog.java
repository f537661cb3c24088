package io.hufu.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.model.Anchor;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What happened to every message, as a chain of lines in one file. Thread-safe; close it.
 *
 * <p>An entry is durable when {@link #add} returns. The head can be anchored: whoever has its
 * receipt notices when an entry before it was changed, left out or put in. Entries that are older
 * than a retention period allows are deleted, and only their digests stay (docs/exchange.md).
 */
public final class AuditLog implements Closeable {
  private static final int SALT = 32;
  private static final Pattern TEXT =
      Pattern.compile("hufu-exchange-audit/1\n(0|[1-9][0-9]{0,17})\n([0-9a-f]{64})\n");

  private final Path file;
  private final HashAlgorithm hash;
  private final SecureRandom random;
  private FileChannel lines;
  private Head head;

  private AuditLog(Path file, HashAlgorithm hash, SecureRandom random) throws IOException {
    this.file = file;
    this.hash = hash;
    this.random = random;
    cutTornLine(file);
    try {
      this.head = verify(file, hash);
    } catch (MalformedDataException e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
    this.lines = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /**
   * The state of a log.
   *
   * @param entries how many there are
   * @param link the last link of the chain; zeros before the first entry
   */
  public record Head(long entries, byte[] link) {
    /** Copies. */
    public Head {
      link = link.clone();
    }

    /** Returns the link (a copy). */
    @Override
    public byte[] link() {
      return link.clone();
    }

    /** Reads what {@link #text} wrote. */
    public static Head parse(byte[] text) throws MalformedDataException {
      Matcher parts = TEXT.matcher(new String(text, US_ASCII));
      if (!parts.matches()) {
        throw new MalformedDataException("not the head of an audit log");
      }
      return new Head(Long.parseLong(parts.group(1)), HexFormat.of().parseHex(parts.group(2)));
    }

    /** Returns what is anchored: three lines of text. */
    public byte[] text() {
      return ("hufu-exchange-audit/1\n" + entries + "\n" + HexFormat.of().formatHex(link) + "\n")
          .getBytes(US_ASCII);
    }
  }

  /** Opens a log, or starts one; the whole chain is checked. */
  static AuditLog open(Path file, HashAlgorithm hash, SecureRandom random) throws IOException {
    return new AuditLog(file, hash, random);
  }

  private static void cutTornLine(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = channel.size();
      java.nio.ByteBuffer last = java.nio.ByteBuffer.allocate(1);
      while (end > 0) {
        last.clear();
        if (channel.read(last, end - 1) == 1 && last.get(0) == '\n') {
          break;
        }
        end--;
      }
      channel.truncate(end);
    }
  }

  /**
   * Checks a chain from its first line.
   *
   * @throws MalformedDataException naming the first line that does not fit
   */
  public static Head verify(Path file, HashAlgorithm hash)
      throws IOException, MalformedDataException {
    if (!Files.exists(file)) {
      return new Head(0, new byte[hash.length()]);
    }
    try (InputStream in = Files.newInputStream(file)) {
      AuditReader.Summary summary = AuditReader.read(in, hash, List.of());
      if (summary.unfinished()) {
        throw new MalformedDataException("the last line has no end");
      }
      return summary.head();
    }
  }

  /** Adds an entry; durable when this returns. */
  synchronized void add(AuditEntry entry) throws IOException {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    AuditLine line = AuditLine.of(hash, head.entries(), head.link(), salt, entry.toJson());
    long length = lines.size();
    boolean done = false;
    try {
      DurableFile.append(lines, line.encoded());
      done = true;
    } finally {
      if (!done) {
        lines.truncate(length);
      }
    }
    head = new Head(head.entries() + 1, line.link(hash));
  }

  /** Returns the state of the log. */
  public synchronized Head head() {
    return head;
  }

  /** Copies the log as it stands. */
  public synchronized void export(OutputStream out) throws IOException {
    Files.copy(file, out);
  }

  /** Anchors a head; the receipt proves the log up to there. */
  AnchorReceipt anchor(Anchor anchor, Head anchored) throws IOException {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    HashAlgorithm of = anchor.hash();
    LogEntry entry =
        new LogEntry(LogEntry.Kind.OTHER_FILE, of, of.digest(anchored.text()), salt, new byte[0]);
    AnchorReceipt receipt = anchor.anchor(List.of(entry)).get(0);
    return new AnchorReceipt(
        receipt.origin(),
        receipt.hash(),
        receipt.index(),
        receipt.size(),
        receipt.path(),
        receipt.checkpoint(),
        salt,
        receipt.fabricProof());
  }

  private long purged() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return AuditReader.read(in, hash, List.of()).purged();
    } catch (MalformedDataException e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
  }

  /** Deletes entries made before a time; their digests stay. Returns how many went. */
  synchronized int purge(Instant before) throws IOException {
    Path fresh = file.resolveSibling(DurableFile.HIDDEN + file.getFileName());
    long gone = head.entries() - purged();
    try (InputStream in = Files.newInputStream(file);
        FileChannel out =
            FileChannel.open(
                fresh,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        OutputStream text =
            new java.io.BufferedOutputStream(java.nio.channels.Channels.newOutputStream(out))) {
      gone -= AuditReader.copy(in, hash, entry -> !entry.at().isBefore(before), text);
      text.flush();
      out.force(true);
    } catch (MalformedDataException e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
    lines.close();
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    DurableFile.syncDirectory(DurableFile.parent(file));
    lines = FileChannel.open(file, StandardOpenOption.APPEND);
    return (int) gone;
  }

  @Override
  public synchronized void close() throws IOException {
    lines.close();
  }
}
