package io.hufu.signing.ofd;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.Evidence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evidence.json beside a signature (docs/formats/ofd.md): what no signature so far covers. */
final class EvidenceFile {
  static final String NAME = "Evidence.json";
  private static final String SCHEMA = "hufu.evidence/1";
  private static final String INSIDE = "SignedValue";
  private static final int MAX_ITEMS = 1024;

  private EvidenceFile() {}

  /** Returns the name of the file that belongs to a Signature.xml. */
  static String beside(String signatureEntry) {
    return Loc.folder(signatureEntry) + NAME;
  }

  /**
   * Writes items; the first time-stamp may stand in the signature's own timeStamp, and then only
   * its place is kept here.
   */
  static byte[] write(List<Evidence> items, boolean firstStampInside) {
    List<JsonValue> entries = new ArrayList<>();
    boolean inside = firstStampInside;
    for (Evidence item : items) {
      JsonObject.Builder entry = JsonObject.builder().put("kind", item.kind().label());
      if (inside && item.kind() == Evidence.Kind.TIME_STAMP) {
        entry.put("place", INSIDE);
        inside = false;
      } else {
        entry.put("value", Base64Url.encode(item.bytes()));
      }
      entries.add(entry.build());
    }
    return Json.canonical(
        JsonObject.builder().put("schema", SCHEMA).put("items", new JsonArray(entries)).build());
  }

  /**
   * Reads; an item of an unknown kind keeps its place.
   *
   * @param inside what stands in the signature itself; goes where the file says, else first
   */
  static List<Evidence> read(byte[] file, List<Evidence> inside) throws MalformedDataException {
    if (!(Json.parseCanonical(file) instanceof JsonObject object)
        || object.members().size() != 2
        || !object.text("schema").equals(Optional.of(SCHEMA))) {
      throw new MalformedDataException(NAME + ": not " + SCHEMA);
    }
    List<JsonValue> entries =
        object.array("items").orElseThrow(() -> new MalformedDataException(NAME + ": no items"));
    if (entries.size() > MAX_ITEMS) {
      throw new MalformedDataException(NAME + ": more than " + MAX_ITEMS + " items");
    }
    List<Evidence> items = new ArrayList<>();
    List<Evidence> left = new ArrayList<>(inside);
    for (JsonValue entry : entries) {
      if (!left.isEmpty() && isPlace(entry)) {
        items.add(left.remove(0));
      } else {
        items.add(item(entry));
      }
    }
    items.addAll(0, left);
    return items;
  }

  private static boolean isPlace(JsonValue entry) {
    return entry instanceof JsonObject object
        && object.members().size() == 2
        && object.text("kind").equals(Optional.of(Evidence.Kind.TIME_STAMP.label()))
        && object.text("place").equals(Optional.of(INSIDE));
  }

  /** What is not kind and value is handed on as it stands, unknown, in its place. */
  private static Evidence item(JsonValue entry) {
    if (entry instanceof JsonObject object && object.members().size() == 2) {
      Optional<String> value = object.text("value");
      for (Evidence.Kind kind : Evidence.Kind.values()) {
        boolean named = object.text("kind").equals(Optional.of(kind.label()));
        if (named && kind != Evidence.Kind.UNKNOWN && value.isPresent()) {
          return new Evidence(kind, decoded(value.get()));
        }
      }
    }
    return new Evidence(Evidence.Kind.UNKNOWN, Json.canonical(entry));
  }

  private static byte[] decoded(String value) {
    try {
      return Base64Url.decode(value);
    } catch (MalformedDataException e) {
      return value.getBytes(StandardCharsets.UTF_8);
    }
  }
}
