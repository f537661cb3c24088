package io.hufu.signing.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonBool;
import io.hufu.crypto.jose.JsonValue.JsonNull;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.Licence;
import io.hufu.model.LicencePayload;
import io.hufu.model.Role;
import io.hufu.model.SampleLicences;
import io.hufu.signing.Payloads;
import io.hufu.signing.PilotKeys;
import io.hufu.signing.SealingContext;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The schemas say what the writer writes, and nothing is lost between data and elements. */
class SchemaTest {
  private static final Path DOCS = Path.of("../../docs/schema");
  private static SealingContext context;

  @BeforeAll
  static void makeKey() throws Exception {
    SigningKey key = PilotKeys.signer(SignatureAlgorithm.ED25519);
    context = new SealingContext(key, Payloads.type(), new SecureRandom());
  }

  private static Validator validator(String name) throws Exception {
    return SchemaFactory.newDefaultInstance()
        .newSchema(SchemaTest.class.getResource(name))
        .newValidator();
  }

  @Test
  void the_schemas_of_the_documents_are_those_of_the_jar() throws Exception {
    for (String name : List.of("licence-1.xsd", "licence-1-pinyin.xsd")) {
      try (var in = XmlFormat.class.getResourceAsStream(name)) {
        assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(DOCS.resolve(name)));
      }
    }
  }

  @Test
  void every_sample_obeys_the_schema_and_survives_both_bindings() throws Exception {
    Validator english = validator("licence-1.xsd");
    Validator pinyin = validator("licence-1-pinyin.xsd");
    for (Licence licence : SampleLicences.shipped(LocalDate.of(2026, 11, 24))) {
      LicencePayload payload = payload(licence);
      byte[] first = XmlFormat.instance().seal(payload, context).bytes();
      english.validate(new StreamSource(new ByteArrayInputStream(first)));
      assertThat(Sealed.open(first).payload()).isEqualTo(payload);
      byte[] second = XmlFormat.pinyin().seal(payload, context).bytes();
      pinyin.validate(new StreamSource(new ByteArrayInputStream(second)));
      assertThat(Sealed.open(second).payload()).isEqualTo(payload);
    }
  }

  @Test
  void the_schema_refuses_what_the_reader_refuses() throws Exception {
    Validator english = validator("licence-1.xsd");
    for (String bad :
        List.of(
            Sealed.GOOD.replaceFirst("<role>DATA</role>", "<role>BOTH</role>"),
            Sealed.GOOD.replaceFirst("<certificateHolders>.*</certificateHolders>", ""),
            Sealed.GOOD.replaceFirst("<items>", "<items><more></more>"))) {
      var source = new StreamSource(new java.io.StringReader(bad));
      assertThatThrownBy(() -> english.validate(source))
          .isInstanceOf(org.xml.sax.SAXException.class);
    }
  }

  private static LicencePayload payload(Licence licence) {
    LicencePayload base = Payloads.payload(HashAlgorithm.SHA_256);
    return new LicencePayload(
        licence, base.hash(), base.salt(), null, Role.DATA, new byte[32], base.issuedAt());
  }

  @Test
  void any_json_in_the_items_is_read_back_as_it_was() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Licence sample = Payloads.licence("1");
    for (int i = 0; i < 40; i++) {
      JsonObject items = object(random, 4);
      LicencePayload payload = payload(with(sample, items));
      byte[] file = XmlFormat.instance().seal(payload, context).bytes();
      assertThat(Json.canonical(Sealed.open(file).payload().items()))
          .as("seed " + seed + " round " + i)
          .isEqualTo(Json.canonical(items));
    }
  }

  private static Licence with(Licence l, JsonObject items) {
    return new Licence(
        l.type(),
        l.name(),
        l.number(),
        l.identifier(),
        l.issuer(),
        l.issuedOn(),
        l.holders(),
        l.areaCode(),
        l.effectiveFrom(),
        l.expiresOn(),
        l.supersedes(),
        l.sample(),
        items);
  }

  private static JsonValue value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> JsonNull.NULL;
      case 1 -> new JsonBool(random.nextBoolean());
      case 2 -> new JsonNumber(new BigDecimal(random.nextInt() + "." + random.nextInt(1000)));
      case 3 -> new JsonText(text(random));
      case 4 -> JsonNumber.of(random.nextInt());
      case 5 -> object(random, depth - 1);
      default -> {
        List<JsonValue> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(value(random, depth - 1));
        }
        yield new JsonArray(items);
      }
    };
  }

  private static JsonObject object(Random random, int depth) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      members.put(text(random), value(random, depth));
    }
    return new JsonObject(members);
  }

  /** Everything that JSON may hold and XML may not, or treats in its own way. */
  private static String text(Random random) {
    String[] parts = {
      "a", "示", "𠀀", " ", "\n", "\t", "\r", "\r\n", "<", "&", "]]>", "\"", "'", "\u0000", "\u0007",
      "\ufffe", "\u0085", "\u2028", "<!--", "&#65;", "name", ""
    };
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }
}
