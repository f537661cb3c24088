package io.hufu.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.resource.ClasspathSchemaLoader;
import com.networknt.schema.resource.InputStreamSource;
import java.util.function.Predicate;

/** The one place that sets up the JSON Schema library: draft 2020-12, nothing fetched. */
final class SchemaLibrary {
  private static final String BUNDLED = "classpath:draft/2020-12/";

  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder()
          .pathType(PathType.JSON_POINTER)
          .formatAssertionsEnabled(true)
          .build();

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012))
          .metaSchema(
              JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                  .format(new CodeFormat("uscc", UnifiedSocialCreditCode::isValid))
                  .format(new CodeFormat("resident-id", ResidentIdNumber::isValid))
                  .build())
          .schemaLoaders(loaders -> loaders.add(SchemaLibrary::load))
          .build();

  private SchemaLibrary() {}

  static JsonSchema compile(JsonNode schema) {
    return FACTORY.getSchema(schema, CONFIG);
  }

  static JsonSchema metaSchema() {
    return FACTORY.getSchema(
        SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"), CONFIG);
  }

  /** Loads the draft's own schemas from the library's jar, and refuses everything else. */
  private static InputStreamSource load(AbsoluteIri iri) {
    String normal = iri.toString().replace("classpath:/", "classpath:");
    if (normal.startsWith(BUNDLED) && !normal.contains("..")) {
      return new ClasspathSchemaLoader().getSchema(iri);
    }
    throw new JsonSchemaException("a schema may not refer to another file or address");
  }

  /** A format of ours for a code with a check character. */
  private record CodeFormat(String name, Predicate<String> valid) implements Format {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean matches(ExecutionContext context, String value) {
      return valid.test(value);
    }
  }
}
