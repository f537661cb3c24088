package io.hufu.signing.json;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Replaces claims by digests and keeps their disclosures (RFC 9901 §4.2). Not thread-safe. */
final class Concealer {
  private static final int SALT_BYTES = 16;

  private final HashAlgorithm hash;
  private final SecureRandom random;
  private final int decoys;
  private final List<String> disclosures = new ArrayList<>();

  Concealer(HashAlgorithm hash, SecureRandom random, int decoys) {
    this.hash = hash;
    this.random = random;
    this.decoys = decoys;
  }

  /** Hides every member but the visible ones. The digests are sorted: order reveals nothing. */
  JsonObject conceal(JsonObject object, Set<String> visible) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    TreeSet<String> digests = new TreeSet<>();
    object
        .members()
        .forEach(
            (name, value) -> {
              if (visible.contains(name)) {
                members.put(name, value);
              } else {
                digests.add(disclose(name, value));
              }
            });
    for (int i = 0; i < decoys; i++) {
      digests.add(Base64Url.encode(hash.digest(bytes(hash.length()))));
    }
    if (!digests.isEmpty()) {
      members.put(
          DisclosedClaims.DIGESTS,
          new JsonArray(digests.stream().map(d -> (JsonValue) new JsonText(d)).toList()));
    }
    return new JsonObject(members);
  }

  private String disclose(String name, JsonValue value) {
    String salt = Base64Url.encode(bytes(SALT_BYTES));
    byte[] array = Json.canonical(JsonArray.of(new JsonText(salt), new JsonText(name), value));
    String encoded = Base64Url.encode(array);
    disclosures.add(encoded);
    return Base64Url.encode(hash.digest(encoded.getBytes(StandardCharsets.US_ASCII)));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  List<String> disclosures() {
    return List.copyOf(disclosures);
  }
}
