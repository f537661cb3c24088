package io.hufu.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonBool;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.LicenceType.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schema of a type's items, compiled when it is first needed. Thread-safe. */
final class ItemSchema {
  private static final Set<String> ABOUT_A_MEMBER =
      Set.of("required", "additionalProperties", "unevaluatedProperties");

  private final JsonObject json;
  private volatile @Nullable JsonSchema compiled;

  ItemSchema(JsonObject json) {
    this.json = json;
  }

  JsonObject json() {
    return json;
  }

  /**
   * Compiles now, and holds the schema against the meta-schema of its draft.
   *
   * @throws MalformedDataException naming the place in the schema
   */
  void check() throws MalformedDataException {
    SchemaCycles.refuse(json);
    JsonNode node = node(json);
    try {
      for (ValidationMessage message : SchemaLibrary.metaSchema().validate(node)) {
        throw new MalformedDataException(
            "items" + message.getInstanceLocation() + ": breaks the rule " + message.getType());
      }
      JsonSchema schema = SchemaLibrary.compile(node);
      schema.initializeValidators();
      schema.validate(JsonNodeFactory.instance.objectNode());
      compiled = schema;
    } catch (RuntimeException e) {
      // The library has no common type for what is wrong with a schema.
      throw new MalformedDataException("items: is no usable JSON Schema", e);
    } catch (StackOverflowError e) {
      throw new MalformedDataException("items: the schema refers to itself without end", e);
    }
  }

  List<Violation> validate(JsonObject items) {
    JsonSchema schema = compiled;
    if (schema == null) {
      schema = SchemaLibrary.compile(node(json));
      compiled = schema;
    }
    return schema.validate(node(items)).stream()
        .map(ItemSchema::violation)
        .distinct()
        .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::rule))
        .toList();
  }

  /** The library's own texts quote values, which may be personal: the rule is quoted instead. */
  private static Violation violation(ValidationMessage message) {
    String rule = message.getType();
    String place = message.getInstanceLocation().toString();
    if (ABOUT_A_MEMBER.contains(rule) && message.getProperty() != null) {
      String name = message.getProperty().replace("~", "~0").replace("/", "~1");
      String detail = rule.equals("required") ? "is missing" : "is not known to the type";
      return new Violation(place + "/" + name, rule, detail);
    }
    JsonNode expected = message.getSchemaNode();
    return new Violation(place, rule, "expected: " + (expected == null ? rule : expected));
  }

  private static JsonNode node(JsonValue value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value instanceof JsonObject object) {
      ObjectNode node = nodes.objectNode();
      object.members().forEach((name, member) -> node.set(name, node(member)));
      return node;
    }
    if (value instanceof JsonArray array) {
      ArrayNode node = nodes.arrayNode();
      array.items().forEach(item -> node.add(node(item)));
      return node;
    }
    if (value instanceof JsonText text) {
      return new Text(text);
    }
    if (value instanceof JsonNumber number) {
      return nodes.numberNode(number.value());
    }
    return value instanceof JsonBool bool ? nodes.booleanNode(bool.value()) : nodes.nullNode();
  }

  /**
   * A text node that writes itself. The library writes every word of an {@code enum} as it compiles
   * a schema, and Jackson's own way of writing starts a whole object mapper: a third of the time
   * that the first validation takes in a fresh process.
   */
  @SuppressWarnings("serial") // never serialised by Java
  private static final class Text extends TextNode {
    private final JsonText text;

    Text(JsonText text) {
      super(text.value());
      this.text = text;
    }

    @Override
    public String toString() {
      return new String(Json.compact(text), StandardCharsets.UTF_8);
    }
  }
}
