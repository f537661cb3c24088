package io.hufu.signing.json;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts disclosures in the place of their digests (RFC 9901 §7.1), objects, arrays and recursion.
 *
 * <p>Every disclosure is used at most once, so the work is linear in the input.
 */
final class DisclosedClaims {
  static final String DIGESTS = "_sd";
  static final String ELEMENT = "...";
  static final String HASH = "_sd_alg";
  private static final String PLACE = "disclosures";

  private final Map<String, List<JsonValue>> disclosures = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private int undisclosed;

  private DisclosedClaims() {}

  /**
   * The claims with everything that was disclosed, and nothing of the mechanism left.
   *
   * @param undisclosed digests without a disclosure: hidden claims or decoys
   */
  record Result(JsonObject claims, int undisclosed) {}

  static Result process(JsonObject payload, List<String> encoded, HashAlgorithm hash)
      throws RefusedException {
    DisclosedClaims walk = new DisclosedClaims();
    // step 3.a: the digest of each disclosure, over its encoded form
    for (String disclosure : encoded) {
      byte[] ascii = disclosure.getBytes(StandardCharsets.UTF_8);
      String digest = Base64Url.encode(hash.digest(ascii));
      if (walk.disclosures.put(digest, decode(disclosure)) != null) {
        throw refused(FindingCode.DISCLOSURE_REPEATED, "a disclosure is given twice");
      }
    }
    JsonObject top = walk.object(payload, 1);
    // step 5: every disclosure was referenced
    if (!walk.disclosures.isEmpty()) {
      throw refused(
          FindingCode.DISCLOSURE_UNREFERENCED,
          walk.disclosures.size() + " of " + encoded.size() + " disclosures have no digest");
    }
    Map<String, JsonValue> claims = new LinkedHashMap<>(top.members());
    claims.remove(HASH); // step 3.f
    return new Result(new JsonObject(claims), walk.undisclosed);
  }

  private static List<JsonValue> decode(String disclosure) throws RefusedException {
    try {
      JsonValue value = Json.parse(Base64Url.decode(disclosure));
      if (value instanceof JsonArray array
          && (array.items().size() == 2 || array.items().size() == 3)
          && array.items().get(0) instanceof JsonText) {
        return array.items();
      }
    } catch (MalformedDataException e) {
      throw RefusedException.malformed(PLACE, e);
    }
    throw RefusedException.malformed(PLACE, "not [salt, name, value] or [salt, value]");
  }

  private JsonValue value(JsonValue value, int depth) throws RefusedException {
    if (depth > Json.MAX_DEPTH) {
      // Each disclosure is within the limit by itself; nested in each other they need not be.
      throw RefusedException.signature(
          FindingCode.LIMIT_EXCEEDED,
          Outcome.INCONCLUSIVE,
          PLACE,
          "nested deeper than " + Json.MAX_DEPTH);
    }
    if (value instanceof JsonObject object) {
      return object(object, depth);
    }
    return value instanceof JsonArray array ? array(array, depth) : value;
  }

  private JsonObject object(JsonObject object, int depth) throws RefusedException {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
      if (member.getKey().equals(ELEMENT)) {
        throw RefusedException.malformed("payload", "a member named ... outside an array");
      }
      if (!member.getKey().equals(DIGESTS)) { // step 3.e
        members.put(member.getKey(), value(member.getValue(), depth + 1));
      }
    }
    for (JsonValue digest : digests(object)) {
      List<JsonValue> disclosure = take(digest);
      if (disclosure != null) {
        // step 3.c.ii
        String name = claimName(disclosure);
        if (members.containsKey(name)) {
          throw refused(
              FindingCode.DISCLOSURE_SHADOWS, "a disclosure names a claim that is there already");
        }
        members.put(name, value(disclosure.get(2), depth + 1));
      }
    }
    return new JsonObject(members);
  }

  private static List<JsonValue> digests(JsonObject object) throws RefusedException {
    if (object.get(DIGESTS).isEmpty()) {
      return List.of();
    }
    return object
        .array(DIGESTS)
        .orElseThrow(() -> RefusedException.malformed("payload", "_sd is not an array"));
  }

  private static String claimName(List<JsonValue> disclosure) throws RefusedException {
    if (disclosure.size() != 3 || !(disclosure.get(1) instanceof JsonText name)) {
      throw RefusedException.malformed(PLACE, "a claim's disclosure is not [salt, name, value]");
    }
    if (Set.of(DIGESTS, ELEMENT, HASH).contains(name.value())) {
      throw refused(FindingCode.DISCLOSURE_SHADOWS, "a disclosure uses a reserved name");
    }
    return name.value();
  }

  private JsonArray array(JsonArray array, int depth) throws RefusedException {
    List<JsonValue> items = new ArrayList<>();
    for (JsonValue item : array.items()) {
      if (item instanceof JsonObject object && object.get(ELEMENT).isPresent()) {
        if (object.members().size() != 1) {
          throw RefusedException.malformed("payload", "... stands beside other members");
        }
        List<JsonValue> disclosure = take(object.members().get(ELEMENT));
        // step 3.c.iii; step 3.d drops what was not disclosed
        if (disclosure != null) {
          if (disclosure.size() != 2) {
            throw RefusedException.malformed(PLACE, "an element's disclosure is not [salt, value]");
          }
          items.add(value(disclosure.get(1), depth + 1));
        }
      } else {
        items.add(value(item, depth + 1));
      }
    }
    return new JsonArray(items);
  }

  /** The disclosure of a digest, which is then used up; null when it is hidden or a decoy. */
  private @Nullable List<JsonValue> take(@Nullable JsonValue digest) throws RefusedException {
    if (!(digest instanceof JsonText text)) {
      throw RefusedException.malformed("payload", "a digest is not a string");
    }
    // step 4: no digest twice, wherever it stands
    if (!seen.add(text.value())) {
      throw refused(FindingCode.DISCLOSURE_REPEATED, "a digest occurs twice");
    }
    List<JsonValue> disclosure = disclosures.remove(text.value());
    if (disclosure == null) {
      undisclosed++;
    }
    return disclosure;
  }

  private static RefusedException refused(FindingCode code, String detail) {
    return RefusedException.signature(code, Outcome.FAILED, PLACE, detail);
  }
}
