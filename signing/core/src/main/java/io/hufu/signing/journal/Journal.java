package io.hufu.signing.journal;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * An append-only file of records that survives a crash at any instant.
 *
 * <p>One append is one line: 32 hex digits, a space, a canonical JSON array of records. The digits
 * are the first half of SM3 over the digits of the line before and this line's array, so that no
 * line can be changed, moved or dropped in the middle. A line is synced before {@link #append}
 * returns; the next is written only then. Hence only the last line can be torn by a crash, it was
 * acknowledged to nobody, and it is set aside when the file is opened.
 *
 * <p>The caller sees to it that one writer at a time has the file open. Not thread-safe.
 */
public final class Journal implements Closeable {
  private static final int DIGITS = 32;

  private final Path file;
  private final FileChannel channel;
  private final List<JsonObject> records = new ArrayList<>();
  private String last = "0".repeat(DIGITS);
  private long end;
  private boolean broken;

  private Journal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens the file, or makes it; its directory exists.
   *
   * @throws DamagedJournalException when a line before the last is not what was written
   * @throws IOException when the file cannot be read or written
   */
  public static Journal open(Path file) throws IOException {
    boolean fresh = Files.notExists(file);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    try {
      if (fresh) {
        syncDirectory(file);
      }
      Journal journal = new Journal(file, channel);
      journal.load();
      return journal;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Returns the records that the file held when it was opened; a second call returns none. */
  public List<JsonObject> takeRecords() {
    List<JsonObject> taken = List.copyOf(records);
    records.clear();
    return taken;
  }

  /**
   * Appends records durably, all or none.
   *
   * @throws IOException when none was appended; if what was half written could not be cut off
   *     again, every later call fails too
   */
  public void append(List<JsonObject> batch) throws IOException {
    if (broken) {
      throw new FileSystemException(
          file.toString(), null, "an earlier write failed; open the journal again");
    }
    byte[] array = Json.canonical(new JsonArray(List.copyOf(batch)));
    String digits = digits(last, array);
    ByteArrayOutputStream line = new ByteArrayOutputStream(array.length + DIGITS + 2);
    line.writeBytes(digits.getBytes(StandardCharsets.US_ASCII));
    line.write(' ');
    line.writeBytes(array);
    line.write('\n');
    broken = true;
    try {
      write(line.toByteArray());
      channel.force(true);
    } catch (IOException e) {
      // The bytes may be there in part: cut them off, or stay broken until the next open.
      channel.truncate(end);
      channel.force(true);
      broken = false;
      throw e;
    }
    broken = false;
    last = digits;
    end += line.size();
  }

  private void write(byte[] line) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(line);
    while (buffer.hasRemaining()) {
      channel.write(buffer, end + buffer.position());
    }
  }

  private void load() throws IOException {
    byte[] all = Files.readAllBytes(file);
    int start = 0;
    int number = 1;
    while (start < all.length) {
      int stop = start;
      while (stop < all.length && all[stop] != '\n') {
        stop++;
      }
      if (stop == all.length || !take(Arrays.copyOfRange(all, start, stop))) {
        if (stop + 1 < all.length) {
          throw new DamagedJournalException(file, number);
        }
        setAside(Arrays.copyOfRange(all, start, all.length));
        break;
      }
      start = stop + 1;
      number++;
    }
    end = start;
  }

  private boolean take(byte[] line) {
    if (line.length < DIGITS + 1 || line[DIGITS] != ' ') {
      return false;
    }
    String digits = new String(line, 0, DIGITS, StandardCharsets.ISO_8859_1);
    byte[] array = Arrays.copyOfRange(line, DIGITS + 1, line.length);
    if (!digits.equals(digits(last, array))) {
      return false;
    }
    try {
      if (!(Json.parse(array) instanceof JsonArray batch)) {
        return false;
      }
      for (JsonValue record : batch.items()) {
        records.add((JsonObject) record);
      }
    } catch (MalformedDataException e) {
      return false;
    }
    last = digits;
    return true;
  }

  /** Keeps a torn line for whoever wants to look at it, and cuts it off. */
  private void setAside(byte[] torn) throws IOException {
    Files.write(file.resolveSibling(file.getFileName() + ".torn"), torn);
    channel.truncate(Files.size(file) - torn.length);
    channel.force(true);
  }

  private static String digits(String before, byte[] array) {
    byte[] digest = HashAlgorithm.SM3.digest(before.getBytes(StandardCharsets.US_ASCII), array);
    return HexFormat.of().formatHex(digest, 0, DIGITS / 2);
  }

  private static void syncDirectory(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
