package io.hufu.signing.pdf;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.Evidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Evidence that was added after the signature itself was frozen: canonical JSON, schema {@code
 * hufu.evidence/1} of docs/formats/pdf.md.
 *
 * @param items by lower-case hex SHA-256 of the signature's /Contents, padding included
 * @param malformed whether there was a stream that could not be read
 */
record EvidenceStream(Map<String, List<Evidence>> items, boolean malformed) {
  static final String SCHEMA = "hufu.evidence/1";
  static final EvidenceStream NONE = new EvidenceStream(Map.of(), false);

  private static final int MAX_ITEMS = 4096;
  private static final int MAX_BYTES = 8 << 20;

  /** Reads a decoded stream; what is not canonical, or not all understood, is no evidence. */
  static EvidenceStream parse(byte[] bytes) {
    try {
      return new EvidenceStream(read(bytes), false);
    } catch (MalformedDataException e) {
      return new EvidenceStream(Map.of(), true);
    }
  }

  private static Map<String, List<Evidence>> read(byte[] bytes) throws MalformedDataException {
    Map<String, List<Evidence>> items = new LinkedHashMap<>();
    int count = 0;
    if (bytes.length > MAX_BYTES
        || !(Json.parseCanonical(bytes) instanceof JsonObject object)
        || object.members().size() != 2
        || object.text("schema").filter(SCHEMA::equals).isEmpty()) {
      throw new MalformedDataException("not of schema " + SCHEMA);
    }
    for (JsonValue each : array(object, "signatures")) {
      JsonObject signature = object(each);
      String contents = text(signature, "contents");
      List<Evidence> list = new ArrayList<>();
      for (JsonValue item : array(signature, "items")) {
        if (++count > MAX_ITEMS) {
          throw new MalformedDataException("more than " + MAX_ITEMS + " items");
        }
        list.add(item(object(item)));
      }
      if (signature.members().size() != 2 || items.put(contents, list) != null) {
        throw new MalformedDataException("a signature twice, or an unknown member");
      }
    }
    return items;
  }

  private static JsonObject object(JsonValue value) throws MalformedDataException {
    if (value instanceof JsonObject object && object.members().size() == 2) {
      return object;
    }
    throw new MalformedDataException("not an object of two members");
  }

  private static List<JsonValue> array(JsonObject object, String name)
      throws MalformedDataException {
    if (object.get(name).orElse(null) instanceof JsonArray array) {
      return array.items();
    }
    throw new MalformedDataException(name + " is not an array");
  }

  private static String text(JsonObject object, String name) throws MalformedDataException {
    return object.text(name).orElseThrow(() -> new MalformedDataException(name + " is not a text"));
  }

  private static Evidence item(JsonObject item) throws MalformedDataException {
    String label = text(item, "kind");
    byte[] value = Base64Url.decode(text(item, "value"));
    return Arrays.stream(Evidence.Kind.values())
        .filter(kind -> kind != Evidence.Kind.UNKNOWN && kind.label().equals(label))
        .findFirst()
        .map(kind -> new Evidence(kind, value))
        .orElseGet(() -> new Evidence(Evidence.Kind.UNKNOWN, Json.canonical(item)));
  }

  /** Returns the evidence of a signature. */
  List<Evidence> of(byte[] contentsDigest) {
    return items.getOrDefault(HexFormat.of().formatHex(contentsDigest), List.of());
  }

  /** Writes evidence in this form, in the order given. */
  static byte[] write(Map<String, List<Evidence>> items) {
    List<JsonValue> signatures = new ArrayList<>();
    items.forEach(
        (contents, list) ->
            signatures.add(
                JsonObject.builder()
                    .put("contents", contents)
                    .put("items", new JsonArray(list.stream().map(EvidenceStream::item).toList()))
                    .build()));
    return Json.canonical(
        JsonObject.builder()
            .put("schema", SCHEMA)
            .put("signatures", new JsonArray(signatures))
            .build());
  }

  private static JsonValue item(Evidence evidence) {
    return JsonObject.builder()
        .put("kind", evidence.kind().label())
        .put("value", Base64Url.encode(evidence.bytes()))
        .build();
  }
}
