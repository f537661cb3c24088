package io.hufu.signing.input;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A ZIP archive with one meaning: every reader finds the same entries in it. Thread-safe.
 *
 * <p>Central directory and local headers agree, entries lie one behind the other with nothing
 * between, before or behind them, no two names are alike, none leaves its folder, and nothing is
 * encrypted, linked or ZIP64. Data is read from the document on demand.
 */
public final class ZipArchive {
  /** Small texts may compress better than the limit; what they expand to is no danger. */
  private static final long UNSUSPICIOUS = 1 << 20;

  private static final int CHUNK = 1 << 16;

  private final Document document;
  private final Map<String, ArchiveEntry> entries;
  private final long prefix;
  private final boolean trailerBorne;

  private ZipArchive(
      Document document, Map<String, ArchiveEntry> entries, long prefix, boolean trailerBorne) {
    this.trailerBorne = trailerBorne;
    this.document = document;
    this.entries = Collections.unmodifiableMap(entries);
    this.prefix = prefix;
  }

  /**
   * Opens an archive without reading its data.
   *
   * @throws ArchiveRefusedException with the finding that says why
   * @throws IOException when the document cannot be read
   */
  public static ZipArchive open(Document document, Limits limits, Set<ZipTolerance> tolerances)
      throws IOException, ArchiveRefusedException {
    ZipDirectory directory = ZipDirectory.read(document, limits, tolerances);
    ZipNames names = new ZipNames();
    List<ZipLocal> locals = new ArrayList<>();
    ZipLocal.Place place = new ZipLocal.Place(document, directory.start(), tolerances);
    for (ZipHeader header : directory.headers()) {
      names.requireNew(header.name());
      locals.add(ZipLocal.read(place, header, header.offset() + directory.shift()));
    }
    long prefix = requireAdjacent(locals, directory, tolerances);
    Map<String, ArchiveEntry> entries = new LinkedHashMap<>();
    for (ZipLocal local : locals) {
      if (!local.header().isDirectory()) {
        requireWithin(local.header(), limits);
        entries.put(local.header().name(), entry(local));
      }
    }
    names.requireNoFileIsFolder(List.copyOf(entries.keySet()));
    requireExpansion(entries.values(), document.size(), limits);
    boolean trailerBorne = tolerances.contains(ZipTolerance.ZLIB_TRAILER);
    return new ZipArchive(document, entries, prefix, trailerBorne);
  }

  private static ArchiveEntry entry(ZipLocal local) {
    ZipHeader header = local.header();
    return new ArchiveEntry(
        header.name(),
        header.size(),
        header.compressedSize(),
        header.crc(),
        header.method() == ZipHeader.DEFLATED,
        local.data());
  }

  /** Entries in the order of their places leave no gap and do not overlap; returns the prefix. */
  private static long requireAdjacent(
      List<ZipLocal> locals, ZipDirectory directory, Set<ZipTolerance> tolerances)
      throws ArchiveRefusedException {
    List<ZipLocal> sorted = new ArrayList<>(locals);
    sorted.sort(Comparator.comparingLong(ZipLocal::position));
    long prefix = sorted.isEmpty() ? directory.start() : sorted.get(0).position();
    boolean borne = tolerances.contains(ZipTolerance.PREPENDED_DATA);
    if (prefix != directory.shift() && !(borne && directory.shift() == 0)) {
      throw ZipDirectory.hidden(prefix + " bytes before the first entry");
    }
    long expected = prefix;
    for (ZipLocal local : sorted) {
      if (local.position() < expected) {
        throw local.header().refused(FindingCode.ARCHIVE_ENTRIES_OVERLAP, "two entries overlap");
      }
      if (local.position() > expected) {
        throw local
            .header()
            .refused(FindingCode.ARCHIVE_DATA_HIDDEN, "bytes before it belong to no entry");
      }
      expected = local.end();
    }
    if (expected != directory.start()) {
      throw ZipDirectory.hidden("bytes before the central directory belong to no entry");
    }
    return prefix;
  }

  private static void requireWithin(ZipHeader header, Limits limits)
      throws ArchiveRefusedException {
    boolean bomb =
        header.size() > UNSUSPICIOUS
            && header.size() / limits.expansion() > header.compressedSize();
    if (header.size() > limits.archiveEntry() || bomb) {
      throw header.refused(
          FindingCode.LIMIT_EXCEEDED,
          header.size() + " bytes from " + header.compressedSize() + " compressed");
    }
  }

  private static void requireExpansion(Collection<ArchiveEntry> entries, long size, Limits limits)
      throws ArchiveRefusedException {
    long total = entries.stream().mapToLong(ArchiveEntry::size).sum();
    if (total > UNSUSPICIOUS && total / limits.expansion() > size) {
      throw new ArchiveRefusedException(
          FindingCode.LIMIT_EXCEEDED, "", total + " bytes from an archive of " + size);
    }
  }

  /** Returns the files in the order of the central directory; folders are not listed. */
  public Collection<ArchiveEntry> entries() {
    return entries.values();
  }

  /** Finds a file by its exact name. */
  public Optional<ArchiveEntry> entry(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** Returns how many bytes stand before the archive; 0 unless they were tolerated. */
  public long prefix() {
    return prefix;
  }

  /**
   * Streams the decompressed bytes; the end is reached only when length and CRC are right.
   *
   * <p>The stream throws {@link CorruptEntryException}, an IOException, for wrong data.
   */
  public InputStream stream(ArchiveEntry entry) {
    return new EntryStream(document, entry, trailerBorne);
  }

  /**
   * Reads the decompressed bytes.
   *
   * @param limit bytes at most
   * @throws MalformedDataException when the data is not what the headers say, or longer than limit
   */
  public byte[] read(ArchiveEntry entry, long limit) throws IOException, MalformedDataException {
    if (entry.size() > Math.min(limit, Integer.MAX_VALUE - 8)) {
      throw new ArchiveRefusedException(
          FindingCode.LIMIT_EXCEEDED, entry.name(), entry.size() + " bytes of " + limit);
    }
    try (InputStream in = stream(entry)) {
      return in.readAllBytes();
    } catch (CorruptEntryException e) {
      throw corrupt(entry, e);
    }
  }

  /**
   * Feeds the decompressed bytes into a digest.
   *
   * @throws MalformedDataException when the data is not what the headers say
   */
  public void digest(ArchiveEntry entry, MessageDigest digest)
      throws IOException, MalformedDataException {
    byte[] buffer = new byte[CHUNK];
    try (InputStream in = stream(entry)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    } catch (CorruptEntryException e) {
      throw corrupt(entry, e);
    }
  }

  private static ArchiveRefusedException corrupt(ArchiveEntry entry, CorruptEntryException cause) {
    @Nullable String detail = cause.getMessage();
    return new ArchiveRefusedException(
        FindingCode.ARCHIVE_ENTRY_CORRUPT, entry.name(), detail == null ? "" : detail);
  }
}
