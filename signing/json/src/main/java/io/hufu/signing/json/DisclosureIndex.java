package io.hufu.signing.json;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where in the claims each disclosure stands: {@code items/area}, {@code
 * certificateHolders/0/certificateHolderName}. Only for files that were read without a complaint.
 */
final class DisclosureIndex {
  private final Map<String, String> encodedByDigest = new HashMap<>();
  private final Map<String, String> encodedByPath = new LinkedHashMap<>();
  private final Set<String> visible = new LinkedHashSet<>();

  DisclosureIndex(JsonObject payload, List<String> disclosures, HashAlgorithm hash)
      throws MalformedDataException {
    for (String encoded : disclosures) {
      byte[] digest = hash.digest(encoded.getBytes(StandardCharsets.UTF_8));
      encodedByDigest.put(Base64Url.encode(digest), encoded);
    }
    walk(payload, "");
  }

  /** Paths of everything that can be disclosed or kept back, in the order of the file. */
  Set<String> paths() {
    return encodedByPath.keySet();
  }

  /** Paths of what is in sight whatever is disclosed. */
  Set<String> visible() {
    return visible;
  }

  /** Tells whether a field's name means this path: the whole path, or its last part. */
  static boolean means(String field, String path) {
    return path.equals(field)
        || path.startsWith(field + "/")
        || path.substring(path.lastIndexOf('/') + 1).equals(field);
  }

  /** The disclosures of these paths, with those that they are nested in; in the file's order. */
  List<String> encoded(Set<String> paths) {
    List<String> chosen = new ArrayList<>();
    encodedByPath.forEach(
        (path, encoded) -> {
          boolean needed =
              paths.contains(path) || paths.stream().anyMatch(p -> p.startsWith(path + "/"));
          if (needed) {
            chosen.add(encoded);
          }
        });
    return chosen;
  }

  private void walk(JsonValue value, String path) throws MalformedDataException {
    if (value instanceof JsonObject object) {
      for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
        if (member.getKey().equals(DisclosedClaims.DIGESTS)) {
          disclosed(object.array(DisclosedClaims.DIGESTS).orElse(List.of()), path);
        } else {
          visible.add(below(path, member.getKey()));
          walk(member.getValue(), below(path, member.getKey()));
        }
      }
    } else if (value instanceof JsonArray array) {
      for (int i = 0; i < array.items().size(); i++) {
        element(array.items().get(i), below(path, Integer.toString(i)));
      }
    }
  }

  private void disclosed(List<JsonValue> digests, String path) throws MalformedDataException {
    for (JsonValue digest : digests) {
      List<JsonValue> parts = take(digest);
      if (parts.size() == 3 && parts.get(1) instanceof JsonText name) {
        put(below(path, name.value()), digest, parts.get(2));
      }
    }
  }

  private void element(JsonValue item, String path) throws MalformedDataException {
    JsonValue digest =
        item instanceof JsonObject object ? object.get(DisclosedClaims.ELEMENT).orElse(null) : null;
    if (digest != null) {
      List<JsonValue> parts = take(digest);
      if (parts.size() == 2) {
        put(path, digest, parts.get(1));
      }
    } else {
      walk(item, path);
    }
  }

  private void put(String path, JsonValue digest, JsonValue value) throws MalformedDataException {
    encodedByPath.put(path, encodedByDigest.getOrDefault(((JsonText) digest).value(), ""));
    walk(value, path);
  }

  /** The parts of a disclosure; empty for a decoy or what was kept back before. */
  private List<JsonValue> take(JsonValue digest) throws MalformedDataException {
    String encoded = digest instanceof JsonText text ? encodedByDigest.get(text.value()) : null;
    if (encoded == null) {
      return List.of();
    }
    return Json.parse(Base64Url.decode(encoded)) instanceof JsonArray array
        ? array.items()
        : List.of();
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }
}
