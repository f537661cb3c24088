package io.hufu.ledger;

import io.hufu.crypto.HashAlgorithm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The salts drawn for files, so that a repeated anchoring finds its entry again. Thread-safe.
 *
 * <p>Records of 72 bytes: file digest, salt, first eight bytes of H(digest ‖ salt). The last part
 * tells a record from what a crash may leave; such remains are skipped. Held in memory, about 100
 * bytes a file. Private: who has a salt can test whether a guessed file was anchored.
 */
final class SaltJournal {
  private static final int DIGEST = 32;
  private static final int SALT = 32;
  private static final int RECORD = DIGEST + SALT + Long.BYTES;

  private final FileLayer files;
  private final Path file;
  private final HashAlgorithm hash;
  private final SecureRandom random;
  private final EntryIndex index;
  private byte[] records;

  /** Length of the valid records, in bytes. */
  private int length;

  private SaltJournal(FileLayer files, Path file, HashAlgorithm hash, SecureRandom random) {
    this.files = files;
    this.file = file;
    this.hash = hash;
    this.random = random;
    this.index = new EntryIndex(random.nextLong());
    this.records = new byte[0];
  }

  /** Reads the journal, and makes what it read durable before anyone relies on it. */
  static SaltJournal open(LogDirectory directory, HashAlgorithm hash, SecureRandom random)
      throws IOException {
    SaltJournal journal = new SaltJournal(directory.files(), directory.salts(), hash, random);
    journal.load();
    journal.files.writeAt(journal.file, journal.length, new byte[0]);
    journal.files.syncDirectory(directory.salts().resolveSibling(""));
    return journal;
  }

  private void load() throws IOException {
    try {
      records = files.read(file, Integer.MAX_VALUE - RECORD);
    } catch (NoSuchFileException e) {
      return;
    }
    length = records.length / RECORD * RECORD;
    for (int at = 0; at < length; at += RECORD) {
      if (Arrays.equals(
          record(digest(at), salt(at)), Arrays.copyOfRange(records, at, at + RECORD))) {
        index.add(EntryIndex.prefix(records, at), at / RECORD);
      }
    }
  }

  /** Returns the salts of files in order; new ones are durable when this returns. */
  synchronized List<byte[]> salts(List<byte[]> digests) throws IOException {
    Map<ByteBuffer, byte[]> drawn = new LinkedHashMap<>();
    List<byte[]> salts = new ArrayList<>(digests.size());
    for (byte[] digest : digests) {
      Optional<byte[]> known = find(digest);
      salts.add(
          known.isPresent()
              ? known.get()
              : Arrays.copyOfRange(draw(digest, drawn), DIGEST, DIGEST + SALT));
    }
    if (!drawn.isEmpty()) {
      ByteBuffer added = ByteBuffer.allocate(Math.multiplyExact(drawn.size(), RECORD));
      drawn.values().forEach(added::put);
      files.writeAt(file, length, added.array());
      keep(added.array());
    }
    return salts;
  }

  /** Returns the salt of a file that was anchored here before. */
  synchronized Optional<byte[]> find(byte[] digest) {
    for (long candidate : index.candidates(EntryIndex.prefix(digest, 0))) {
      int at = (int) candidate * RECORD;
      if (Arrays.equals(digest, digest(at))) {
        return Optional.of(salt(at));
      }
    }
    return Optional.empty();
  }

  /** Draws the record of a file, once even when the file is named twice. */
  private byte[] draw(byte[] digest, Map<ByteBuffer, byte[]> drawn) {
    return drawn.computeIfAbsent(
        ByteBuffer.wrap(digest.clone()),
        key -> {
          byte[] salt = new byte[SALT];
          random.nextBytes(salt);
          return record(digest, salt);
        });
  }

  private void keep(byte[] added) {
    int end = Math.addExact(length, added.length);
    if (end > records.length) {
      records = Arrays.copyOf(records, Math.max(end, records.length + records.length / 2));
    }
    System.arraycopy(added, 0, records, length, added.length);
    for (int at = length; at < end; at += RECORD) {
      index.add(EntryIndex.prefix(records, at), at / RECORD);
    }
    length = end;
  }

  private byte[] record(byte[] digest, byte[] salt) {
    return ByteBuffer.allocate(RECORD)
        .put(digest)
        .put(salt)
        .put(hash.digest(digest, salt), 0, Long.BYTES)
        .array();
  }

  private byte[] digest(int at) {
    return Arrays.copyOfRange(records, at, at + DIGEST);
  }

  private byte[] salt(int at) {
    return Arrays.copyOfRange(records, at + DIGEST, at + DIGEST + SALT);
  }
}
