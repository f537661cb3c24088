package io.hufu.signing.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DisclosedClaimsTest {
  private static final HashAlgorithm HASH = HashAlgorithm.SM3;

  @TestFactory
  Stream<DynamicTest> cases_of_sd_jwt_python_disclose_what_they_specify() throws Exception {
    Path cases = Outside.corpus("sd-jwt-python/tests/testcases");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(cases)) {
      files = walk.filter(f -> f.endsWith("specification.yml")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(16);
    return files.stream()
        .map(f -> DynamicTest.dynamicTest(f.getParent().getFileName() + "", () -> runCase(f)));
  }

  private static void runCase(Path file) throws Exception {
    CaseSpecification specification = new CaseSpecification(file);
    CaseSpecification.Presentation given = specification.presentation();
    for (int seed = 0; seed < 5; seed++) {
      List<String> order = new ArrayList<>(given.disclosures());
      Collections.shuffle(order, new java.util.Random(seed));
      JsonObject claims =
          DisclosedClaims.process(given.payload(), order, HashAlgorithm.SHA_256).claims();
      assertThat(canonical(claims)).isEqualTo(canonical((JsonObject) specification.expected()));
    }
  }

  private static String canonical(JsonObject object) {
    return new String(Json.canonical(object), StandardCharsets.UTF_8);
  }

  private static String encoded(String json) {
    return Base64Url.encode(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String digest(String encoded) {
    return Base64Url.encode(HASH.digest(encoded.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Processes a payload in which D0, D1, … stand for the digests of the disclosures. */
  private static DisclosedClaims.Result process(String payload, String... disclosures)
      throws Exception {
    String text = payload;
    for (int i = 0; i < disclosures.length; i++) {
      text = text.replace("D" + i, digest(disclosures[i]));
    }
    return DisclosedClaims.process(
        Json.parseObject(text.getBytes(StandardCharsets.UTF_8)), List.of(disclosures), HASH);
  }

  private static void assertRefused(String code, String payload, String... disclosures) {
    assertThatThrownBy(() -> process(payload, disclosures))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.finding().code()).isEqualTo(code));
  }

  private static final String A = encoded("[\"s\",\"a\",1]");
  private static final String ITEM = encoded("[\"s\",1]");

  @Test
  void hidden_claims_and_decoys_are_counted() throws Exception {
    DisclosedClaims.Result result =
        process("{\"_sd_alg\":\"x\",\"_sd\":[\"decoy\",\"D0\"],\"l\":[{\"...\":\"none\"}]}", A);
    assertThat(canonical(result.claims())).isEqualTo("{\"a\":1,\"l\":[]}");
    assertThat(result.undisclosed()).isEqualTo(2);
  }

  @Test
  void a_disclosure_given_twice_is_refused() {
    assertRefused("DISCLOSURE_REPEATED", "{\"_sd\":[\"D0\"]}", A, A);
  }

  @Test
  void a_digest_that_occurs_twice_is_refused_whether_disclosed_or_not() {
    assertRefused("DISCLOSURE_REPEATED", "{\"_sd\":[\"D0\",\"D0\"]}", A);
    assertRefused("DISCLOSURE_REPEATED", "{\"_sd\":[\"x\"],\"o\":{\"_sd\":[\"x\"]}}");
    assertRefused("DISCLOSURE_REPEATED", "{\"_sd\":[\"x\"],\"l\":[{\"...\":\"x\"}]}");
    String nested = encoded("[\"s\",\"o\",{\"_sd\":[\"x\"]}]");
    assertRefused("DISCLOSURE_REPEATED", "{\"_sd\":[\"x\",\"D0\"]}", nested);
  }

  @Test
  void a_disclosure_without_a_digest_is_refused() {
    assertRefused("DISCLOSURE_UNREFERENCED", "{\"_sd\":[\"x\"]}", A);
    assertRefused("DISCLOSURE_UNREFERENCED", "{\"o\":\"D0\"}", A);
  }

  @Test
  void a_disclosure_whose_parent_is_kept_back_is_refused() {
    String parent = encoded("[\"s\",\"o\",{\"_sd\":[\"" + digest(A) + "\"]}]");
    assertRefused("DISCLOSURE_UNREFERENCED", "{\"_sd\":[\"" + digest(parent) + "\"]}", A);
  }

  @Test
  void a_disclosure_that_names_a_claim_in_sight_is_refused() {
    assertRefused("DISCLOSURE_SHADOWS", "{\"a\":2,\"_sd\":[\"D0\"]}", A);
    assertRefused("DISCLOSURE_SHADOWS", "{\"_sd\":[\"D0\"],\"a\":2}", A);
    assertRefused("DISCLOSURE_SHADOWS", "{\"_sd\":[\"D0\",\"D1\"]}", A, encoded("[\"t\",\"a\",2]"));
  }

  @Test
  void names_of_the_mechanism_cannot_be_disclosed() {
    for (String name : List.of("_sd", "...", "_sd_alg")) {
      String disclosure = encoded("[\"s\",\"" + name + "\",[]]");
      assertRefused("DISCLOSURE_SHADOWS", "{\"_sd\":[\"D0\"]}", disclosure);
    }
  }

  @Test
  void a_disclosure_of_another_shape_is_malformed() {
    List<String> shapes =
        List.of("[]", "[\"s\"]", "[\"s\",\"a\",1,2]", "[1,\"a\",1]", "{\"s\":1}", "\"s\"", "null");
    for (String shape : shapes) {
      assertRefused("MALFORMED", "{\"_sd\":[\"D0\"]}", encoded(shape));
    }
    assertRefused("MALFORMED", "{\"_sd\":[\"D0\"]}", encoded("[\"s\",1,1]"));
    assertRefused("MALFORMED", "{\"_sd\":[\"D0\"]}", ITEM);
    assertRefused("MALFORMED", "{\"l\":[{\"...\":\"D0\"}]}", A);
    assertRefused("MALFORMED", "{\"_sd\":[\"D0\"]}", encoded("[\"s\",\"a\",{\"b\":1,\"b\":2}]"));
    assertRefused("MALFORMED", "{\"_sd\":[\"D0\"]}", A + "=");
    assertRefused("MALFORMED", "{\"_sd\":[\"D0\"]}", "WyJz~");
  }

  @Test
  void digests_in_other_shapes_are_malformed() {
    assertRefused("MALFORMED", "{\"_sd\":\"x\"}");
    assertRefused("MALFORMED", "{\"_sd\":[1]}");
    assertRefused("MALFORMED", "{\"l\":[{\"...\":1}]}");
    assertRefused("MALFORMED", "{\"l\":[{\"...\":\"x\",\"b\":1}]}");
    assertRefused("MALFORMED", "{\"...\":\"x\"}");
  }

  @Test
  void disclosures_nested_in_each_other_end_at_the_limit_of_depth() {
    List<String> chain = new ArrayList<>();
    String inner = "1";
    for (int i = 0; i < 10_000; i++) {
      String disclosure = encoded("[\"s" + i + "\",\"a\"," + inner + "]");
      chain.add(disclosure);
      inner = "{\"_sd\":[\"" + digest(disclosure) + "\"]}";
    }
    String payload = inner;
    assertRefused("LIMIT_EXCEEDED", payload, chain.toArray(String[]::new));
  }

  @Test
  void many_disclosures_in_one_object_take_linear_time() throws Exception {
    int count = 50_000;
    List<String> disclosures = new ArrayList<>();
    StringBuilder digests = new StringBuilder();
    for (int i = 0; i < count; i++) {
      disclosures.add(encoded("[\"s\",\"" + i + "\",1]"));
      digests.append(i == 0 ? "\"" : ",\"").append(digest(disclosures.get(i))).append('"');
    }
    JsonObject payload =
        Json.parseObject(("{\"_sd\":[" + digests + "]}").getBytes(StandardCharsets.US_ASCII));
    assertThat(DisclosedClaims.process(payload, disclosures, HASH).claims().members())
        .hasSize(count);
  }
}
