package io.hufu.signing.page;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonBool;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What beside the data decides how a page looks; embedded so that it can be drawn again. Immutable.
 *
 * <p>The file {@code page.json}, {@code hufu.page/1} of docs/formats/page.md.
 *
 * @param template digest of the template, as {@link PageTemplate#digest} gives it
 * @param qr text of the QR code; null when there is none
 * @param sealOnPage whether the seal is part of the page rather than drawn by a signature
 */
public record PageStatement(String template, @Nullable String qr, boolean sealOnPage) {
  private static final String SCHEMA = "hufu.page/1";
  private static final Set<String> MEMBERS = Set.of("schema", "template", "qr", "sealOnPage");

  /** Refuses what is no digest. */
  public PageStatement {
    if (!template.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("template is not the digest of one");
    }
  }

  /** Writes the file: canonical JSON (RFC 8785). */
  public byte[] toJsonFile() {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("schema", SCHEMA)
            .put("template", template)
            .put("sealOnPage", sealOnPage);
    if (qr != null) {
      json.put("qr", qr);
    }
    return Json.canonical(json.build());
  }

  /** Reads the file; throws when it is not canonical or has a member too many or too few. */
  public static PageStatement fromJsonFile(byte[] file) throws MalformedDataException {
    if (!(Json.parseCanonical(file) instanceof JsonObject json)
        || !MEMBERS.containsAll(json.members().keySet())
        || !(json.get("schema").orElse(null) instanceof JsonText schema)
        || !schema.value().equals(SCHEMA)
        || !(json.get("template").orElse(null) instanceof JsonText template)
        || !template.value().matches("[0-9a-f]{64}")
        || !(json.get("sealOnPage").orElse(null) instanceof JsonBool seal)) {
      throw new MalformedDataException("page.json: does not have the form of " + SCHEMA);
    }
    @Nullable JsonValue qr = json.get("qr").orElse(null);
    if (qr != null && !(qr instanceof JsonText)) {
      throw new MalformedDataException("page.json: qr is no text");
    }
    String text = qr == null ? null : ((JsonText) qr).value();
    return new PageStatement(template.value(), text, seal.value());
  }
}
