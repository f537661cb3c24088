package io.hufu.exchange;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads an audit log line by line and holds each against the one before. Used by one thread.
 *
 * <p>It needs no key and no lock: a log that an office is writing can be read, up to its last whole
 * line. An auditor needs nothing but the file, and the anchored heads to trust it.
 */
public final class AuditReader {
  private static final int MAX_LINE = 1 << 16;

  private final InputStream in;
  private final HashAlgorithm hash;
  private AuditLog.Head head;
  private boolean unfinished;

  private AuditReader(InputStream in, HashAlgorithm hash) {
    this.in = new BufferedInputStream(in);
    this.hash = hash;
    this.head = new AuditLog.Head(0, new byte[hash.length()]);
  }

  /**
   * What a log says.
   *
   * @param purged entries of which only the digest is left
   * @param first time of the first entry that is left; null without any
   * @param last time of the last entry that is left; null without any
   * @param passed those of the given heads that the chain goes through
   * @param unfinished whether a line without an end follows, as while it is being written
   */
  public record Summary(
      AuditLog.Head head,
      long purged,
      @Nullable Instant first,
      @Nullable Instant last,
      List<AuditLog.Head> passed,
      boolean unfinished) {
    /** Copies. */
    public Summary {
      passed = List.copyOf(passed);
    }
  }

  /**
   * Checks a log from its first line.
   *
   * @param hash of the office's suite
   * @param heads that were anchored
   * @throws MalformedDataException naming the first line that does not fit
   */
  public static Summary read(InputStream log, HashAlgorithm hash, Collection<AuditLog.Head> heads)
      throws IOException, MalformedDataException {
    AuditReader reader = new AuditReader(log, hash);
    List<AuditLog.Head> passed = new ArrayList<>();
    reader.collect(heads, passed);
    long purged = 0;
    Instant first = null;
    Instant last = null;
    for (AuditLine line = reader.next(); line != null; line = reader.next()) {
      Instant at = line.at();
      purged += line.entry() == null ? 1 : 0;
      first = first == null ? at : first;
      last = at == null ? last : at;
      reader.collect(heads, passed);
    }
    return new Summary(reader.head, purged, first, last, passed, reader.unfinished);
  }

  private void collect(Collection<AuditLog.Head> heads, List<AuditLog.Head> passed) {
    for (AuditLog.Head each : heads) {
      if (each.entries() == head.entries() && Arrays.equals(each.link(), head.link())) {
        passed.add(each);
      }
    }
  }

  /**
   * Copies a log; of entries that are not wanted only the digest goes along, so that the copy
   * proves the rest as the log does.
   *
   * @return how many entries were copied with what they say
   */
  public static long copy(
      InputStream log, HashAlgorithm hash, Predicate<AuditEntry> wanted, OutputStream out)
      throws IOException, MalformedDataException {
    AuditReader reader = new AuditReader(log, hash);
    long copied = 0;
    for (AuditLine line = reader.next(); line != null; line = reader.next()) {
      boolean goes = line.entry() != null && wanted.test(AuditEntry.parse(line.entry()));
      copied += goes ? 1 : 0;
      out.write((goes ? line : line.purged()).encoded());
    }
    return copied;
  }

  /** Reads the next line that fits; null at the end. */
  private @Nullable AuditLine next() throws IOException, MalformedDataException {
    byte[] json = line();
    if (json == null) {
      return null;
    }
    AuditLine line;
    try {
      line = AuditLine.parse(hash, json);
    } catch (MalformedDataException e) {
      throw new MalformedDataException("line " + head.entries() + ": " + e.getMessage(), e);
    }
    if (line.number() != head.entries() || !Arrays.equals(line.previous(), head.link())) {
      throw new MalformedDataException(
          "line " + head.entries() + ": does not follow the one before");
    }
    head = new AuditLog.Head(head.entries() + 1, line.link(hash));
    return line;
  }

  private byte @Nullable [] line() throws IOException, MalformedDataException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        unfinished = line.size() > 0;
        return null;
      }
      if (line.size() == MAX_LINE) {
        throw new MalformedDataException("line " + head.entries() + ": is too long");
      }
      line.write(b);
    }
    return line.toByteArray();
  }
}
