package io.hufu.signing.json;

import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.JoseNames;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonBool;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Builds one JWS of others, header by header; starts as RFC 7515 by the book, with x5c. */
final class JwsForge {
  private final SigningKey key;
  private final byte[] content;
  private final Map<String, JsonValue> signed = new LinkedHashMap<>();
  private JsonObject header = JsonObject.EMPTY;
  private boolean detached;
  private boolean byReference;

  JwsForge(SigningKey key, byte[] content) {
    this.key = key;
    this.content = content;
    signed.put("alg", new JsonText(JoseNames.of(key.algorithm())));
    signed.put("x5c", x5c(key));
  }

  static JsonArray x5c(SigningKey key) {
    return new JsonArray(
        key.chain().stream()
            .map(c -> (JsonValue) new JsonText(Base64.getEncoder().encodeToString(c.der())))
            .toList());
  }

  JwsForge with(String name, JsonValue value) {
    signed.put(name, value);
    return this;
  }

  JwsForge without(String name) {
    signed.remove(name);
    return this;
  }

  JwsForge critical(String... names) {
    return with(
        "crit", new JsonArray(Arrays.stream(names).map(n -> (JsonValue) new JsonText(n)).toList()));
  }

  JwsForge unprotected(String name, JsonValue value) {
    header = header.with(name, value);
    return this;
  }

  /** RFC 7797: the payload is signed as it is. */
  JwsForge unencoded() {
    return with("b64", JsonBool.FALSE).critical("b64");
  }

  JwsForge detached() {
    detached = true;
    return this;
  }

  /** With sigD by digest: the payload counts as empty. */
  JwsForge byReference(JsonObject sigD) {
    byReference = true;
    detached = true;
    return with("sigD", sigD).critical("sigD");
  }

  private String protectedPart() {
    return Base64Url.encode(Json.compact(new JsonObject(signed)));
  }

  private byte[] payload() {
    if (byReference) {
      return new byte[0];
    }
    return JsonBool.FALSE.equals(signed.get("b64"))
        ? content
        : Base64Url.encode(content).getBytes(StandardCharsets.US_ASCII);
  }

  String signaturePart() throws Exception {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes((protectedPart() + ".").getBytes(StandardCharsets.US_ASCII));
    message.writeBytes(payload());
    return Base64Url.encode(key.sign(message.toByteArray()));
  }

  byte[] compact() throws Exception {
    String middle = detached ? "" : new String(payload(), StandardCharsets.UTF_8);
    return (protectedPart() + "." + middle + "." + signaturePart())
        .getBytes(StandardCharsets.UTF_8);
  }

  private JsonObject one() throws Exception {
    JsonObject part =
        JsonObject.builder()
            .put("protected", protectedPart())
            .put("signature", signaturePart())
            .build();
    return header.members().isEmpty() ? part : part.with("header", header);
  }

  private JsonObject withPayload(JsonObject file) {
    return detached
        ? file
        : file.with("payload", new JsonText(new String(payload(), StandardCharsets.UTF_8)));
  }

  byte[] flattened() throws Exception {
    return Json.pretty(withPayload(one()));
  }

  byte[] general(JwsForge... others) throws Exception {
    JsonValue[] parts = new JsonValue[others.length + 1];
    parts[0] = one();
    for (int i = 0; i < others.length; i++) {
      parts[i + 1] = others[i].one();
    }
    return Json.pretty(
        withPayload(JsonObject.builder().put("signatures", JsonArray.of(parts)).build()));
  }
}
