package io.hufu.model;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code licence.json} of layout carriers, {@code hufu.licence/1}. */
final class PayloadJson {
  private static final String SCHEMA = "hufu.licence/1";

  private PayloadJson() {}

  static JsonObject write(LicencePayload payload) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("schema", SCHEMA)
            .put("role", payload.role().name())
            .put("hash", payload.hash().label())
            .put("salt", Base64Url.encode(payload.salt()))
            .put("licenceDigest", Base64Url.encode(payload.licenceDigest()))
            .put("issuedAt", payload.issuedAt().toString());
    payload
        .statusReference()
        .ifPresent(
            status ->
                json.put(
                    "status",
                    JsonObject.builder()
                        .put("list", status.list())
                        .put("index", status.index())
                        .build()));
    byte[] original = payload.originalDigest();
    if (original != null) {
      json.put("originalDigest", Base64Url.encode(original));
    }
    return json.put("licence", payload.licence().toJson()).build();
  }

  static LicencePayload read(byte[] file) throws MalformedDataException {
    MemberReader members =
        MemberReader.of("licence.json", Json.parseCanonical(file)).schema(SCHEMA);
    Role role = members.constant(Role.class, "role");
    HashAlgorithm hash = hash(members);
    byte[] salt = digest(members, "salt", 32);
    byte[] stated = digest(members, "licenceDigest", hash.length());
    Instant issuedAt = members.instant("issuedAt");
    StatusReference status = members.has("status") ? status(members.object("status")) : null;
    byte @Nullable [] original =
        members.has("originalDigest") ? digest(members, "originalDigest", hash.length()) : null;
    JsonValue licence = members.value("licence");
    members.end();
    if (!(licence instanceof JsonObject object)) {
      throw members.wrong("licence", "is not an object");
    }
    LicencePayload payload =
        new LicencePayload(Licence.fromJson(object), hash, salt, status, role, original, issuedAt);
    if (!Arrays.equals(payload.licenceDigest(), stated)) {
      throw members.wrong("licenceDigest", "is not the digest of the licence");
    }
    return payload;
  }

  private static HashAlgorithm hash(MemberReader members) throws MalformedDataException {
    String label = members.text("hash");
    return Arrays.stream(new HashAlgorithm[] {HashAlgorithm.SM3, HashAlgorithm.SHA_256})
        .filter(hash -> hash.label().equals(label))
        .findFirst()
        .orElseThrow(() -> members.wrong("hash", "is neither SM3 nor SHA-256"));
  }

  private static byte[] digest(MemberReader members, String name, int length)
      throws MalformedDataException {
    byte[] bytes = members.bytes(name);
    if (bytes.length != length) {
      throw members.wrong(name, "has not " + length + " bytes");
    }
    return bytes;
  }

  private static StatusReference status(MemberReader members) throws MalformedDataException {
    StatusReference reference =
        new StatusReference(members.text("list"), members.integer("index", 0));
    members.end();
    return reference;
  }
}
