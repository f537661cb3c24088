package io.hufu.exchange;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.exchange.message.MessageKind;
import io.hufu.model.MemberReader;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A package as it is stored for sending. Immutable.
 *
 * @param key what it was made for; there is one letter of a key, ever
 * @param message what tells the package from others
 * @param to unified social credit code of the recipient
 * @param reason matter or legal basis
 * @param expires when the package can no longer be opened
 * @param kind of the message that it carries; null for files only
 * @param digest of that message; null for files only
 * @param folder where its bytes are
 */
public record Letter(
    String key,
    MessageKey message,
    String to,
    String reason,
    Instant expires,
    @Nullable MessageKind kind,
    @Nullable String digest,
    Path folder) {
  static final String FILE = "letter.json";

  private static final String SCHEMA = "hufu.exchange-letter/1";
  private static final String PACKAGE = "package";

  /** Returns the file with the package: the same bytes each time it is sent. */
  public Path file() {
    return folder.resolve(PACKAGE);
  }

  byte[] encoded() {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("schema", SCHEMA)
            .put("key", key)
            .put("sender", message.sender())
            .put("id", message.id())
            .put("content", message.content())
            .put("to", to)
            .put("reason", reason)
            .put("expires", expires.toString());
    if (kind != null && digest != null) {
      json.put("kind", kind.name()).put("digest", digest);
    }
    return Json.canonical(json.build());
  }

  static Letter parse(byte[] json, Path folder) throws MalformedDataException {
    MemberReader members = MemberReader.of("letter", Json.parseCanonical(json)).schema(SCHEMA);
    Letter letter =
        new Letter(
            members.text("key"),
            new MessageKey(members.text("sender"), members.text("id"), members.text("content")),
            members.text("to"),
            members.text("reason"),
            members.instant("expires"),
            members.has("kind") ? members.constant(MessageKind.class, "kind") : null,
            members.textOrNull("digest"),
            folder);
    members.end();
    return letter;
  }
}
