package io.hufu.exchange.message;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.LicenceType.Violation;
import io.hufu.model.PublishedSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The published schemas (docs/schema/exchange), compiled once. Thread-safe. */
final class MessageSchemas {
  private static final Map<MessageKind, PublishedSchema> SCHEMAS = load();

  private MessageSchemas() {}

  private static Map<MessageKind, PublishedSchema> load() {
    Map<MessageKind, PublishedSchema> schemas = new EnumMap<>(MessageKind.class);
    for (MessageKind kind : MessageKind.values()) {
      try (InputStream in = MessageSchemas.class.getResourceAsStream(kind.resource())) {
        if (in == null) {
          throw new IllegalStateException(kind.resource() + " is missing from the jar");
        }
        schemas.put(kind, PublishedSchema.parse(in.readAllBytes()));
      } catch (IOException | MalformedDataException e) {
        throw new IllegalStateException(kind.resource() + " is unusable", e);
      }
    }
    return schemas;
  }

  /**
   * Holds a payload against the schema of its kind.
   *
   * @throws MalformedDataException that names the first member that breaks it
   */
  static void require(MessageKind kind, JsonObject payload) throws MalformedDataException {
    PublishedSchema schema = SCHEMAS.get(kind);
    List<Violation> violations = schema == null ? List.of() : schema.violations(payload);
    if (!violations.isEmpty()) {
      Violation first = violations.get(0);
      throw new MalformedDataException(
          kind.schema() + first.field() + ": breaks the rule " + first.rule());
    }
  }
}
