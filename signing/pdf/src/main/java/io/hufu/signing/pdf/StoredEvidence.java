package io.hufu.signing.pdf;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.Evidence;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One item of evidence in a stream of its own, for what a signature cannot take any more: canonical
 * JSON, schema {@code hufu.evidence/1} of docs/formats/pdf.md.
 *
 * @param signature see {@link #key}
 */
record StoredEvidence(String signature, Evidence item) {
  static final String SCHEMA = "hufu.evidence/1";

  private static final int MEMBERS = 4;

  /** Names a signature: lower-case hex SHA-256 of the octets of its value. */
  static String key(byte[] value) {
    return HexFormat.of().formatHex(HashAlgorithm.SHA_256.digest(value));
  }

  /** Reads a decoded stream; what is not canonical, or not all understood, is no evidence. */
  static StoredEvidence parse(byte[] bytes) throws MalformedDataException {
    if (!(Json.parseCanonical(bytes) instanceof JsonObject object)
        || object.members().size() != MEMBERS
        || object.text("schema").filter(SCHEMA::equals).isEmpty()) {
      throw new MalformedDataException("not of schema " + SCHEMA);
    }
    return new StoredEvidence(text(object, "signature"), item(object));
  }

  private static String text(JsonObject object, String name) throws MalformedDataException {
    return object.text(name).orElseThrow(() -> new MalformedDataException(name + " is not a text"));
  }

  private static Evidence item(JsonObject object) throws MalformedDataException {
    String label = text(object, "kind");
    byte[] value = Base64Url.decode(text(object, "value"));
    return Arrays.stream(Evidence.Kind.values())
        .filter(kind -> kind != Evidence.Kind.UNKNOWN && kind.label().equals(label))
        .findFirst()
        .map(kind -> new Evidence(kind, value))
        .orElseGet(() -> new Evidence(Evidence.Kind.UNKNOWN, Json.canonical(object)));
  }

  byte[] toJson() {
    return Json.canonical(
        JsonObject.builder()
            .put("schema", SCHEMA)
            .put("signature", signature)
            .put("kind", item.kind().label())
            .put("value", Base64Url.encode(item.bytes()))
            .build());
  }
}
