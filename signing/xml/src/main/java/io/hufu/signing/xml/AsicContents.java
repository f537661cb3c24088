package io.hufu.signing.xml;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.cms.ContentDigest;
import io.hufu.model.report.FindingCode;
import io.hufu.signing.input.ArchiveEntry;
import io.hufu.signing.input.ZipArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of a container as contents of its signatures; each is digested once per hash. */
final class AsicContents implements Contents {
  private static final long MAX_STREAMED = 256L << 20;
  private static final int FACTOR = 8;

  private final ZipArchive archive;
  private final Map<String, byte[]> digests = new HashMap<>();
  private long streamed;

  /** Thrown when signers ask for more of the files than a container may make us read. */
  static final class BudgetSpentException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  AsicContents(ZipArchive archive) {
    this.archive = archive;
  }

  @Override
  public Optional<byte[]> digest(String uri, HashAlgorithm hash) throws RefusedException {
    String name = name(uri);
    Optional<ArchiveEntry> entry = name == null ? Optional.empty() : archive.entry(name);
    if (entry.isEmpty()) {
      throw RefusedException.undecided(
          FindingCode.CONTAINER_FILE_MISSING, "Reference", "names no file of the container");
    }
    String key = hash.label() + " " + entry.get().name();
    byte[] known = digests.get(key);
    if (known == null) {
      known = digest(entry.get(), hash);
      digests.put(key, known);
    }
    return Optional.of(known);
  }

  /** Returns the name of the file of a container that has one only; null otherwise. */
  @Nullable String onlyFile() {
    List<String> files = AsicNames.contents(archive.entries());
    return files.size() == 1 ? files.get(0) : null;
  }

  /** Returns an entry as content of a CMS; its name is one of the archive's. */
  ContentDigest content(String name) {
    ArchiveEntry entry = archive.entry(name).orElseThrow();
    return ContentDigest.of(() -> opened(entry));
  }

  /** What must be read anew for each signer is read in all as often as pays for honest files. */
  private InputStream opened(ArchiveEntry entry) throws IOException {
    streamed += entry.size();
    if (streamed > MAX_STREAMED && streamed > FACTOR * entry.size()) {
      throw new BudgetSpentException();
    }
    return archive.stream(entry);
  }

  private byte[] digest(ArchiveEntry entry, HashAlgorithm hash) throws RefusedException {
    MessageDigest digest = hash.start();
    try {
      archive.digest(entry, digest);
    } catch (MalformedDataException e) {
      throw RefusedException.failed(FindingCode.ARCHIVE_ENTRY_CORRUPT, entry.name(), "damaged");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return digest.digest();
  }

  /**
   * Returns the entry that a URI names: relative to the container, percent-encoded UTF-8; null when
   * it names none.
   */
  static @Nullable String name(String uri) {
    byte[] bytes = uri.getBytes(StandardCharsets.UTF_8);
    ByteBuffer name = ByteBuffer.allocate(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        name.put(bytes[i]);
      } else {
        int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
        int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
        if (low < 0) {
          return null;
        }
        name.put((byte) (high * 16 + low));
        i += 2;
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(name.flip()).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
