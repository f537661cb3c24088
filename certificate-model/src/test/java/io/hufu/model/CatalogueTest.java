package io.hufu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.LicenceType.Violation;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {
  private final Catalogue shipped = Catalogue.shipped();
  private final LicenceType food = shipped.find("food-operation").orElseThrow();
  private final JsonObject items =
      SampleLicences.stream("food-operation", 1).findFirst().orElseThrow().items();

  @Test
  void eleven_types_are_shipped_and_found_by_id_and_code() {
    assertThat(shipped.types()).hasSize(11);
    for (LicenceType type : shipped.types()) {
      assertThat(shipped.find(type.id())).containsSame(type);
      assertThat(shipped.find(type.code())).containsSame(type);
    }
    assertThat(shipped.find("unknown")).isEmpty();
    assertThat(shipped.types())
        .extracting(LicenceType::nameZh)
        .containsExactly(
            "营业执照",
            "食品经营许可证",
            "建设工程企业资质证书",
            "安全生产许可证",
            "不动产权证书",
            "结婚证",
            "出生医学证明",
            "机动车驾驶证",
            "医师执业证书",
            "学位证书",
            "居民身份证");
  }

  @Test
  void every_shipped_file_is_a_valid_type_file_with_a_valid_schema() throws Exception {
    for (LicenceType type : shipped.types()) {
      LicenceType checked = Catalogue.parse(type.id() + ".json", resource(type.id()));
      assertThat(checked.fields()).isEqualTo(type.fields()).isNotEmpty();
      assertThat(checked.schema().members().get("additionalProperties"))
          .isEqualTo(new io.hufu.crypto.jose.JsonValue.JsonBool(false));
    }
  }

  @Test
  void types_whose_number_is_a_persons_number_say_so() {
    assertThat(shipped.types())
        .filteredOn(LicenceType::personalNumber)
        .extracting(LicenceType::id)
        .containsExactly("driving-licence", "resident-id");
  }

  @Test
  void good_items_have_no_violations() {
    assertThat(food.validate(items)).isEmpty();
  }

  @Test
  void violations_name_field_rule_and_expectation() {
    JsonObject wrong =
        items
            .with("complaintPhone", new JsonText("13800138000x"))
            .with("operatorCategory", new JsonText("某某某"))
            .with("operationItems", JsonArray.of(new JsonText("a"), JsonNumber.of(2)))
            .with("colour", new JsonText("red"))
            .with("principal", JsonNumber.of(5));
    assertThat(food.validate(wrong))
        .extracting(Violation::field, Violation::rule)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("/colour", "additionalProperties"),
            org.assertj.core.groups.Tuple.tuple("/complaintPhone", "pattern"),
            org.assertj.core.groups.Tuple.tuple("/operationItems/1", "type"),
            org.assertj.core.groups.Tuple.tuple("/operatorCategory", "enum"),
            org.assertj.core.groups.Tuple.tuple("/principal", "type"));
    assertThat(food.validate(wrong).get(1).detail()).contains("^[0-9+][0-9 -]{3,22}[0-9]$");
  }

  @Test
  void a_missing_field_is_named_in_place() {
    assertThat(food.validate(JsonObject.builder().build()))
        .contains(new Violation("/premises", "required", "is missing"));
  }

  @Test
  void violations_never_quote_a_personal_value() {
    LicenceType marriage = shipped.find("marriage").orElseThrow();
    String secret = "秘密11010519491231002X";
    JsonObject spouse =
        JsonObject.builder()
            .put("name", secret.repeat(9))
            .put("sex", secret)
            .put("nationality", secret.repeat(9))
            .put("birthDate", secret)
            .put("idNumber", secret.repeat(9))
            .put("extra", secret)
            .build();
    JsonObject wrong =
        JsonObject.builder()
            .put("registeredOn", secret)
            .put("spouses", JsonArray.of(spouse, new JsonText(secret), new JsonText(secret)))
            .put("remarks", JsonNumber.of(1))
            .build();
    assertThat(marriage.validate(wrong)).hasSizeGreaterThan(6);
    assertThat(marriage.validate(wrong))
        .allSatisfy(v -> assertThat(v.toString()).doesNotContain("秘密").doesNotContain("110105"));
  }

  @Test
  void dates_and_codes_of_items_are_checked() throws Exception {
    LicenceType type = Catalogue.parse("t.json", typeFile("\"format\":\"uscc\""));
    assertThat(type.validate(thing("11990100009902019W"))).isEmpty();
    assertThat(type.validate(thing("119901000099020199"))).hasSize(1);
    LicenceType person = Catalogue.parse("t.json", typeFile("\"format\":\"resident-id\""));
    assertThat(person.validate(thing("11010519491231002X"))).isEmpty();
    assertThat(person.validate(thing("110105194912310021")))
        .extracting(Violation::rule)
        .containsExactly("format");
    LicenceType dated = Catalogue.parse("t.json", typeFile("\"format\":\"date\""));
    assertThat(dated.validate(thing("2026-02-28"))).isEmpty();
    assertThat(dated.validate(thing("2026-02-30"))).hasSize(1);
  }

  private static JsonObject thing(String value) {
    return JsonObject.builder().put("thing", value).build();
  }

  @Test
  void a_dropped_in_file_becomes_a_type(@TempDir Path folder) throws Exception {
    Files.write(folder.resolve("mine.json"), typeFile("\"type\":\"string\""));
    Files.writeString(folder.resolve("notes.txt"), "not a type");
    Catalogue both = shipped.with(folder);
    assertThat(both.types()).hasSize(12);
    assertThat(both.find("mine").orElseThrow().code()).isEqualTo("11990100009902019W777");
    assertThat(shipped.find("mine")).isEmpty();
  }

  @Test
  void a_file_that_repeats_a_type_is_refused_with_its_name(@TempDir Path folder) throws Exception {
    Files.write(folder.resolve("again.json"), resource("degree"));
    assertThatThrownBy(() -> shipped.with(folder))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("again.json")
        .hasMessageContaining("degree");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`\"id\":\"mine\"` | `\"id\":\"My Type\"` | mine.json.id",
        "`\"personalNumber\":false` | `\"personalNumber\":\"no\"` | mine.json.personalNumber",
        "`W777` | `W77` | certificateTypeCode",
        "`\"certificateDefineAuthorityCode\":\"11990100009902019W\"` | `\"certificateDefineAuthorityCode\":\"119901000099020199\"` | certificateDefineAuthorityCode",
        "`\"KZ_W\"` | `\"W\"` | mine.json.fields[0].pinyin",
        "`\"name\":\"thing\"` | `\"name\":\"other\"` | mine.json.items",
        "`[\"省级\"]` | `[\"州级\"]` | certificateIssuingAuthorityLevel",
        "`自然人` | `外星人` | certificateHolderCategory",
        "`\"type\":\"string\"` | `\"type\":\"strong\"` | items/properties/thing/type",
        "`\"type\":\"string\"` | `\"pattern\":\"(\"` | mine.json: items",
        "`\"type\":\"string\"` | `\"minLength\":-1` | items/properties/thing/minLength",
        "`\"type\":\"string\"` | `\"$ref\":\"#/nowhere\"` | mine.json: items",
        "`\"type\":\"object\",` | `\"type\":\"object\",\"allOf\":[{\"$ref\":\"#\"}],` | mine.json: items",
        "`hufu.licence-type/1` | `hufu.licence-type/2` | mine.json.schema",
        "`\"id\"` | `\"colour\":1,\"id\"` | colour",
        "`\"id\"` | `id` | mine.json",
      })
  void a_wrong_file_is_named_with_the_place(
      String good, String bad, String named, @TempDir Path folder) throws Exception {
    String file = new String(typeFile("\"type\":\"string\""), StandardCharsets.UTF_8);
    assertThat(file).contains(good);
    Files.writeString(folder.resolve("mine.json"), file.replace(good, bad));
    assertThatThrownBy(() -> shipped.with(folder))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("mine.json")
        .hasMessageContaining(named);
  }

  @Test
  void a_schema_never_makes_a_connection_or_reads_a_file(@TempDir Path folder) throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    try {
      Path file = Files.writeString(folder.resolve("other.json"), "{}");
      String remote = "http://127.0.0.1:" + server.getAddress().getPort() + "/s.json";
      for (String target : new String[] {remote, file.toUri().toString(), "classpath:x.json"}) {
        byte[] type = typeFile("\"$ref\":\"" + target + "\"");
        assertThatThrownBy(() -> Catalogue.parse("mine.json", type))
            .as(target)
            .isInstanceOf(MalformedDataException.class);
      }
    } finally {
      server.stop(0);
    }
    assertThat(requests).hasValue(0);
  }

  private static byte[] typeFile(String schemaOfThing) {
    String file =
        """
        {"schema":"hufu.licence-type/1","id":"mine","nameEn":"Mine",
         "catalogue":{"certificateTypeName":"我的证","certificateTypeCode":"11990100009902019W777",
          "certificateDefineAuthorityName":"示例","certificateDefineAuthorityCode":"11990100009902019W",
          "certificateDefineAuthorityLevel":"地市级","relatedItemName":"事项","relatedItemCode":"1",
          "certificateHolderCategory":"自然人","validityRange":["1年"],
          "certificateIssuingAuthorityLevel":["省级"],"catalogueClass":"证照"},
         "personalNumber":false,
         "fields":[{"name":"thing","pinyin":"KZ_W","zh":"物","en":"Thing"}],
         "items":{"type":"object","properties":{"thing":{THING}},"required":["thing"]}}
        """;
    return file.replace("THING", schemaOfThing).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] resource(String id) throws Exception {
    try (InputStream in = Catalogue.class.getResourceAsStream("catalogue/" + id + ".json")) {
      return in.readAllBytes();
    }
  }
}
