package io.hufu.ledger;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.model.LogEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Entries for tests, each fixed by its number. */
public final class Entries {
  private Entries() {}

  /** Makes entry number {@code number} for a log of this hash. */
  public static LogEntry entry(HashAlgorithm hash, int number) {
    byte[] content = ("entry " + number).getBytes(StandardCharsets.UTF_8);
    return new LogEntry(
        LogEntry.Kind.LICENCE_SIGNATURE, hash, hash.digest(content), hash.digest(), content);
  }

  /** Makes the entries from one number up to, not including, another. */
  public static List<LogEntry> range(HashAlgorithm hash, int from, int to) {
    return IntStream.range(from, to).mapToObj(number -> entry(hash, number)).toList();
  }
}
