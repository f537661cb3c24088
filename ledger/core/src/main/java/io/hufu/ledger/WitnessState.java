package io.hufu.ledger;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The newest checkpoint of each origin that was verified, one file each. Used by one thread.
 *
 * <p>What a file says may have been read before its name was durable (after a kill, or after a sync
 * that failed). So only what this object has itself written counts as durable.
 */
final class WitnessState {
  private final DurableFiles files;
  private final Map<String, String> durable = new HashMap<>();

  WitnessState(FileLayer files, Path directory) {
    this.files = new DurableFiles(files, directory);
  }

  void make() throws IOException {
    files.make();
  }

  /**
   * Names the file of an origin: 64 hexadecimal digits, and nothing that an origin could choose.
   */
  static String name(String origin) {
    byte[] utf8 = origin.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(HashAlgorithm.SHA_256.digest(utf8));
  }

  /** Reads the newest checkpoint; a file that is none is an error and never taken for "none". */
  Optional<Head> newest(String origin) throws IOException {
    return newestByName(name(origin));
  }

  Optional<Head> newestByName(String name) throws IOException {
    try {
      return Optional.of(Head.parse(files.read(name, Head.MAX_LENGTH)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (MalformedDataException e) {
      throw new LedgerException(
          LedgerException.Reason.DAMAGED,
          files.directory().resolve(name),
          "not a signed checkpoint ("
              + e.getMessage()
              + "); restore the file: without it an older view could be confirmed again",
          e);
    }
  }

  /** Makes a checkpoint the newest, durably. */
  void keep(Head head) throws IOException {
    String origin = head.checkpoint().origin();
    if (!head.text().equals(durable.get(origin))) {
      durable.remove(origin);
      files.write(name(origin), head.encoded());
      durable.put(origin, head.text());
    }
  }
}
