package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds schemas that, asked about one value, ask themselves about the same value again.
 *
 * <p>Keywords that step into a member or an item may refer back: values end. Not thread-safe.
 */
final class SchemaCycles {
  /** What a schema asks of the same value (JSON Schema 2020-12, core §10.2). */
  private static final List<String> IN_PLACE =
      List.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas");

  private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef");
  private static final List<String> ANCHORS = List.of("$anchor", "$dynamicAnchor");

  /** More steps without a step into the value than any schema that a person has written. */
  private static final int MAX_STEPS = 256;

  private final JsonObject root;
  private final Map<String, JsonValue> anchors = new HashMap<>();
  private final List<JsonObject> all = new ArrayList<>();
  private final Set<JsonObject> done = identitySet();
  private final Set<JsonObject> open = identitySet();

  private SchemaCycles(JsonObject root) {
    this.root = root;
  }

  static void refuse(JsonObject schema) throws MalformedDataException {
    SchemaCycles cycles = new SchemaCycles(schema);
    cycles.collect(schema);
    for (JsonObject one : cycles.all) {
      cycles.follow(one);
    }
  }

  private static Set<JsonObject> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** Every object may be a schema; those that are none have no keyword that is followed. */
  private void collect(JsonValue value) {
    if (value instanceof JsonObject object) {
      all.add(object);
      for (String anchor : ANCHORS) {
        object.text(anchor).ifPresent(name -> anchors.putIfAbsent(name, object));
      }
      object.members().values().forEach(this::collect);
    } else if (value instanceof JsonArray array) {
      array.items().forEach(this::collect);
    }
  }

  private void follow(JsonObject schema) throws MalformedDataException {
    if (done.contains(schema)) {
      return;
    }
    if (!open.add(schema) || open.size() > MAX_STEPS) {
      throw new MalformedDataException("items: the schema refers to itself without end");
    }
    for (JsonObject next : asked(schema)) {
      follow(next);
    }
    open.remove(schema);
    done.add(schema);
  }

  private Set<JsonObject> asked(JsonObject schema) {
    Set<JsonObject> seen = identitySet();
    List<JsonValue> found = new ArrayList<>();
    for (String reference : REFERENCES) {
      schema.text(reference).ifPresent(text -> target(text).forEach(found::add));
    }
    for (String keyword : IN_PLACE) {
      schema.get(keyword).ifPresent(found::add);
    }
    for (JsonValue value : found) {
      if (value instanceof JsonObject object) {
        seen.add(object);
        if (schema.get("dependentSchemas").filter(d -> d == object).isPresent()) {
          object.members().values().forEach(v -> addTo(seen, v));
        }
      } else if (value instanceof JsonArray array) {
        array.items().forEach(v -> addTo(seen, v));
      }
    }
    return seen;
  }

  private static void addTo(Set<JsonObject> schemas, JsonValue value) {
    if (value instanceof JsonObject object) {
      schemas.add(object);
    }
  }

  /** What a reference inside the same file means; nothing for any other. */
  private List<JsonValue> target(String reference) {
    if (!reference.startsWith("#")) {
      return List.of();
    }
    String fragment = reference.substring(1);
    if (!fragment.isEmpty() && !fragment.startsWith("/")) {
      JsonValue anchored = anchors.get(fragment);
      return anchored == null ? List.of() : List.of(anchored);
    }
    JsonValue place = root;
    for (String step : fragment.split("/", -1)) {
      if (step.isEmpty() && place == root) {
        continue;
      }
      String name = step.replace("~1", "/").replace("~0", "~");
      if (place instanceof JsonObject object && object.get(name).isPresent()) {
        place = object.get(name).get();
      } else if (place instanceof JsonArray array
          && name.matches("[0-9]{1,6}")
          && Integer.parseInt(name) < array.items().size()) {
        place = array.items().get(Integer.parseInt(name));
      } else {
        return List.of();
      }
    }
    return List.of(place);
  }
}
