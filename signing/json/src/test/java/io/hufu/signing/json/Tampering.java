package io.hufu.signing.json;

import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.crypto.jose.Jws;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Takes a JSON licence apart and puts it together as an attacker, or a careless issuer, would. */
final class Tampering {
  private Tampering() {}

  static JsonObject parse(byte[] file) throws Exception {
    return Json.parseObject(file);
  }

  /** Replaces members of the file; a null removes one. The result is canonical. */
  static byte[] file(byte[] file, String name, JsonValue value) throws Exception {
    return Json.canonical(set(parse(file), name, value));
  }

  static JsonObject set(JsonObject object, String name, JsonValue value) {
    Map<String, JsonValue> members = new LinkedHashMap<>(object.members());
    if (value == null) {
      members.remove(name);
    } else {
      members.put(name, value);
    }
    return new JsonObject(members);
  }

  static byte[] header(byte[] file, UnaryOperator<JsonObject> change) throws Exception {
    return file(file, "header", change.apply(parse(file).object("header").orElseThrow()));
  }

  static byte[] disclosures(byte[] file, UnaryOperator<List<JsonValue>> change) throws Exception {
    return header(
        file,
        header -> {
          List<JsonValue> list = new ArrayList<>(header.array("disclosures").orElseThrow());
          return set(header, "disclosures", new JsonArray(change.apply(list)));
        });
  }

  static JsonObject payload(byte[] file) throws Exception {
    return Json.parseObject(Base64Url.decode(parse(file).text("payload").orElseThrow()));
  }

  static JsonObject protectedHeader(byte[] file) throws Exception {
    return Json.parseObject(Base64Url.decode(parse(file).text("protected").orElseThrow()));
  }

  /** Signs other claims with the issuer's own key: an issuer gone wrong, signature intact. */
  static byte[] resigned(byte[] file, SigningKey key, UnaryOperator<JsonObject> change)
      throws Exception {
    JsonObject header = JsonObject.builder().put("typ", "dc+sd-jwt").build();
    return resigned(file, key, header, Json.canonical(change.apply(payload(file))));
  }

  static byte[] resigned(byte[] file, SigningKey key, JsonObject header, byte[] payload)
      throws Exception {
    return with(file, Jws.sign(key, header, payload));
  }

  private static byte[] with(byte[] file, Jws jws) throws Exception {
    return with(file, jws.protectedPart(), jws.payloadPart(), jws.signaturePart());
  }

  private static byte[] with(byte[] file, String header, String payload, String signature)
      throws Exception {
    JsonObject changed =
        parse(file)
            .with("protected", new JsonText(header))
            .with("payload", new JsonText(payload))
            .with("signature", new JsonText(signature));
    return Json.canonical(changed);
  }

  /** Signs any header at all, which a careful signer would refuse to do. */
  static byte[] signedBlindly(byte[] file, SigningKey key, JsonObject header) throws Exception {
    String first = Base64Url.encode(Json.canonical(header));
    String second = parse(file).text("payload").orElseThrow();
    byte[] signature = key.sign((first + "." + second).getBytes(StandardCharsets.US_ASCII));
    return with(file, first, second, Base64Url.encode(signature));
  }

  /** Replaces the protected header and leaves the signature as it is. */
  static byte[] withHeader(byte[] file, JsonObject header) throws Exception {
    return file(file, "protected", new JsonText(Base64Url.encode(Json.canonical(header))));
  }

  /** The general serialisation, with the same signature twice. */
  static byte[] general(byte[] file) throws Exception {
    JsonObject flat = parse(file);
    JsonObject signature =
        JsonObject.builder()
            .put("protected", flat.get("protected").orElseThrow())
            .put("signature", flat.get("signature").orElseThrow())
            .put("header", flat.get("header").orElseThrow())
            .build();
    return Json.canonical(
        JsonObject.builder()
            .put("payload", flat.get("payload").orElseThrow())
            .put("signatures", JsonArray.of(signature, signature))
            .build());
  }
}
