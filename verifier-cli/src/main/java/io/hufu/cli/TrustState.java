package io.hufu.cli;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.TrustList;
import io.hufu.model.TrustListRefusedException.Code;
import io.hufu.model.TrustListRolledBackException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/**
 * What was seen of each signer's trust list, in a directory: its highest version, the digest of
 * that, and which signers a rotation has retired.
 */
final class TrustState {
  private static final String DIGESTS = "digests";
  private static final String RETIRED = "retired";

  private final Session session;
  private final Path directory;
  private final Path file;

  TrustState(Session session, Path directory) {
    this.session = session;
    this.directory = directory;
    this.file = directory.resolve("trust-versions.json");
  }

  /** Refuses a version older than one seen before, unless allowed; remembers a newer one. */
  void check(TrustList list, boolean allowOlder) throws CommandFailure {
    if (list.version() > judge(list, allowOlder, load())) {
      remember(list, allowOlder);
    }
  }

  /** Others remember too: what they have seen by now is read again, and kept. */
  private void remember(TrustList list, boolean allowOlder) throws CommandFailure {
    session.files().makeDirectory(directory);
    Path lockFile = directory.resolve("trust-versions.lock");
    synchronized (TrustState.class) { // a file's lock keeps out other processes only
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        JsonObject seen = load();
        if (lock.isValid() && list.version() > judge(list, allowOlder, seen)) {
          session.files().write(file, Json.pretty(after(list, seen)), true);
        }
      } catch (IOException e) {
        throw OutputFiles.cannotWrite(lockFile, e);
      }
    }
  }

  /** Returns the highest version that was seen of the list's line. */
  private long judge(TrustList list, boolean allowOlder, JsonObject seen) throws CommandFailure {
    String signer = digits(list.signer());
    requireNotRetired(list, signer, seen);
    long highest = highest(list, signer, seen);
    try {
      list.requireAtLeast(highest);
    } catch (TrustListRolledBackException e) {
      if (allowOlder) {
        return highest;
      }
      throw CommandFailure.input("trust.older", e.offered(), e.seen(), e.code());
    }
    requireSameLine(list, digest(list), highest, seen);
    return highest;
  }

  /** A version that the old signer alone signed after it was retired, or again in its place. */
  private static void requireNotRetired(TrustList list, String signer, JsonObject seen)
      throws CommandFailure {
    long retired = part(seen, RETIRED).integer(signer).orElse(Long.MAX_VALUE);
    if (list.version() >= retired) {
      throw CommandFailure.input(
          "trust.refused",
          Code.TRUST_LIST_SIGNER_RETIRED,
          list.version(),
          list.signer().subject(),
          retired);
    }
  }

  /** The one who takes over continues the line of the one who retires. */
  private static long highest(TrustList list, String signer, JsonObject seen) {
    long own = seen.integer(signer).orElse(0L);
    long before = list.retiring().flatMap(old -> seen.integer(digits(old))).orElse(0L);
    return Math.max(own, before);
  }

  /** Two lists of one number, or a next one that does not name this one, are a fork of the line. */
  private void requireSameLine(TrustList list, String digest, long highest, JsonObject seen)
      throws CommandFailure {
    String signer = digits(list.retiring().orElse(list.signer()));
    String known = part(seen, DIGESTS).text(signer).orElse("");
    if (known.isEmpty()) {
      return;
    }
    boolean twice =
        list.version() == highest && !known.equals(digest) && !knows(list, digest, seen);
    boolean unnamed = list.version() == highest + 1 && !names(list, known);
    if (twice || unnamed) {
      throw CommandFailure.input(
          "trust.fork", Code.TRUST_LIST_PREDECESSOR_DIFFERS, list.version(), highest);
    }
  }

  private static boolean knows(TrustList list, String digest, JsonObject seen) {
    return part(seen, DIGESTS).text(digits(list.signer())).filter(digest::equals).isPresent();
  }

  /** A digest by another hash than SM3 cannot be compared with what is kept here. */
  private static boolean names(TrustList list, String known) {
    return list.previous()
        .filter(text -> !text.startsWith("sm3:") || text.equals("sm3:" + known))
        .isPresent();
  }

  private static JsonObject after(TrustList list, JsonObject seen) {
    String signer = digits(list.signer());
    JsonNumber version = JsonNumber.of(list.version());
    JsonObject next = seen.with(signer, version);
    JsonObject digests = part(seen, DIGESTS).with(signer, new JsonText(digest(list)));
    Certificate old = list.retiring().orElse(null);
    if (old != null) {
      String retired = digits(old);
      next = next.with(retired, version);
      next = next.with(RETIRED, part(seen, RETIRED).with(retired, version));
    }
    return next.with(DIGESTS, digests);
  }

  private static JsonObject part(JsonObject seen, String name) {
    return seen.object(name).orElse(JsonObject.EMPTY);
  }

  private static String digest(TrustList list) {
    return HexFormat.of().formatHex(list.digest(HashAlgorithm.SM3));
  }

  private static String digits(Certificate certificate) {
    return HexFormat.of().formatHex(certificate.digest(HashAlgorithm.SM3));
  }

  private JsonObject load() throws CommandFailure {
    if (!Files.exists(file)) {
      return JsonObject.EMPTY;
    }
    try {
      return Json.parseObject(new InputFiles(session).read(file));
    } catch (MalformedDataException e) {
      throw CommandFailure.input("file.unreadable", session.show(file), InputFiles.reason(e));
    }
  }
}
