package io.hufu.cli;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.TrustList;
import io.hufu.model.TrustListRolledBackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** The highest version of each signer's trust list that was seen, in a directory. */
final class TrustState {
  private final Session session;
  private final Path file;

  TrustState(Session session, Path directory) {
    this.session = session;
    this.file = directory.resolve("trust-versions.json");
  }

  /** Refuses a version older than one seen before, unless allowed; remembers a newer one. */
  void check(TrustList list, boolean allowOlder) throws CommandFailure {
    JsonObject seen = load();
    String signer = HexFormat.of().formatHex(list.signer().digest(HashAlgorithm.SM3));
    long highest = seen.integer(signer).orElse(0L);
    try {
      list.requireAtLeast(highest);
    } catch (TrustListRolledBackException e) {
      if (!allowOlder) {
        throw CommandFailure.input("trust.older", e.offered(), e.seen());
      }
    }
    if (list.version() > highest) {
      byte[] bytes = Json.pretty(seen.with(signer, JsonNumber.of(list.version())));
      session.files().write(file, bytes, true);
    }
  }

  private JsonObject load() throws CommandFailure {
    if (!Files.exists(file)) {
      return JsonObject.builder().build();
    }
    try {
      return Json.parseObject(new InputFiles(session).read(file));
    } catch (MalformedDataException e) {
      throw CommandFailure.input("file.unreadable", session.show(file), InputFiles.reason(e));
    }
  }
}
