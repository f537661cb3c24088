package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.util.List;

/**
 * A JSON Schema (draft 2020-12) that describes a document of ours. Immutable and thread-safe.
 *
 * <p>It refers to nothing outside itself. Beside the draft's formats it knows {@code uscc}.
 */
public final class PublishedSchema {
  private final ItemSchema schema;

  private PublishedSchema(ItemSchema schema) {
    this.schema = schema;
  }

  /**
   * Parses and compiles a schema.
   *
   * @param json UTF-8
   * @throws MalformedDataException when it is no usable schema
   */
  public static PublishedSchema parse(byte[] json) throws MalformedDataException {
    ItemSchema schema = new ItemSchema(Json.parseObject(json));
    schema.check();
    return new PublishedSchema(schema);
  }

  /** Lists what a document breaks, without its values; empty when it is valid. */
  public List<LicenceType.Violation> violations(JsonObject document) {
    return schema.validate(document);
  }
}
