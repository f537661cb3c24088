package io.hufu.signing.json;

import static io.hufu.signing.json.Tampering.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonBool;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.crypto.jose.Jwk;
import io.hufu.model.report.Finding;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.signing.Payloads;
import io.hufu.signing.PilotKeys;
import io.hufu.signing.SealingContext;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every refusal of the JSON row in the table of carriers, each attack built here. */
class JsonRefusalsTest {
  private static SigningKey key;
  private static byte[] good;

  @BeforeAll
  static void seal() throws Exception {
    key = PilotKeys.signer(SignatureAlgorithm.SM2_SM3);
    SealingContext context = new SealingContext(key, Payloads.type(), new SecureRandom());
    good = JsonFormat.instance().seal(Payloads.payload(HashAlgorithm.SM3), context).bytes();
  }

  private static Subject open(byte[] file) throws Exception {
    return JsonFormat.instance().open(Document.of(file), Limits.DEFAULT);
  }

  private static Subject open(String file) throws Exception {
    return open(file.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertFound(Subject subject, Outcome outcome, String code) {
    assertThat(subject.findings())
        .filteredOn(finding -> finding.outcome() == outcome)
        .extracting(Finding::code)
        .contains(code);
    assertThat(subject.findings())
        .as("nothing that a report prints may hold what a document says")
        .allSatisfy(f -> assertThat(f.facts().toString() + f.where()).doesNotContain("示例"));
  }

  private static void assertFailed(byte[] file, String code) throws Exception {
    assertFound(open(file), Outcome.FAILED, code);
  }

  private static JsonObject header() throws Exception {
    return Tampering.protectedHeader(good);
  }

  private static JsonObject typ() {
    return JsonObject.builder().put("typ", "dc+sd-jwt").build();
  }

  @Test
  void alg_none_is_not_signed_in_any_spelling() throws Exception {
    for (String none : List.of("none", "None", "NONE")) {
      byte[] file = Tampering.withHeader(good, set(header(), "alg", new JsonText(none)));
      assertFailed(Tampering.file(file, "signature", new JsonText("")), "NOT_SIGNED");
      assertFailed(file, "NOT_SIGNED");
    }
  }

  @Test
  void an_algorithm_that_is_not_the_keys_is_a_mismatch() throws Exception {
    byte[] file = Tampering.withHeader(good, set(header(), "alg", new JsonText("ES256")));
    assertFailed(file, "ALGORITHM_KEY_MISMATCH");
  }

  @Test
  void an_unknown_algorithm_is_inconclusive_not_failed() throws Exception {
    for (String alg : List.of("HS256", "SM2", "ES256K", "")) {
      Subject subject = open(Tampering.withHeader(good, set(header(), "alg", new JsonText(alg))));
      assertFound(subject, Outcome.INCONCLUSIVE, "ALGORITHM_UNKNOWN");
      assertThat(subject.findings()).noneMatch(f -> f.outcome() == Outcome.PASSED);
    }
  }

  @Test
  void a_key_in_the_header_is_never_used() throws Exception {
    SigningKey stranger = SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());
    JsonObject header =
        set(typ(), "jwk", Jwk.of(stranger.verificationKey()))
            .with("jku", new JsonText("https://keys.example/"))
            .with("x5u", new JsonText("https://keys.example/"));
    byte[] payload = Json.canonical(Tampering.payload(good));
    Subject subject = open(Tampering.resigned(good, stranger, header, payload));
    assertFound(subject, Outcome.INCONCLUSIVE, "NO_SIGNER_CERTIFICATE");
    // The issuer's own signature stands, whatever other keys the header names.
    assertThat(open(Tampering.resigned(good, key, header, payload)).findings())
        .extracting(Finding::code)
        .containsExactly("SIGNATURE_INTACT");
  }

  @Test
  void another_certificate_of_the_attackers_does_not_verify_the_signature() throws Exception {
    SigningKey stranger = PilotKeys.signer(SignatureAlgorithm.SM2_SM3);
    JsonArray x5c =
        JsonArray.of(
            new JsonText(
                java.util.Base64.getEncoder().encodeToString(stranger.certificate().der())));
    assertFailed(Tampering.withHeader(good, set(header(), "x5c", x5c)), "SIGNATURE_INVALID");
  }

  @Test
  void extensions_that_must_be_understood_are_refused_although_the_value_verifies()
      throws Exception {
    JsonObject crit = header().with("crit", JsonArray.of(new JsonText("exp")));
    JsonObject b64 = header().with("b64", new JsonBool(false));
    for (JsonObject header : List.of(crit, b64)) {
      byte[] file = Tampering.signedBlindly(good, key, header);
      assertFailed(file, "MALFORMED");
      assertFound(open(file), Outcome.PASSED, "SIGNATURE_INTACT");
    }
  }

  @Test
  void a_token_of_another_kind_is_not_a_licence() throws Exception {
    byte[] payload = Json.canonical(Tampering.payload(good));
    JsonObject other = JsonObject.builder().put("typ", "hufu-status+jwt").build();
    assertFailed(Tampering.resigned(good, key, other, payload), "MALFORMED");
    JsonObject none = JsonObject.builder().build();
    assertFailed(Tampering.resigned(good, key, none, payload), "MALFORMED");
  }

  @Test
  void members_of_the_unprotected_header_cannot_be_protected_too() throws Exception {
    byte[] payload = Json.canonical(Tampering.payload(good));
    for (String name : List.of("disclosures", "kb_jwt", "hufu_evidence")) {
      JsonObject header = set(typ(), name, JsonArray.of());
      assertFailed(Tampering.resigned(good, key, header, payload), "MALFORMED");
    }
  }

  @Test
  void duplicate_members_are_malformed_on_every_level() throws Exception {
    String file = new String(good, StandardCharsets.UTF_8);
    String twice = file.substring(0, file.length() - 1) + ",\"signature\":\"AAAA\"}";
    assertFailed(twice.getBytes(StandardCharsets.UTF_8), "MALFORMED");
    String payload = new String(Json.canonical(Tampering.payload(good)), StandardCharsets.UTF_8);
    String doubled = payload.substring(0, payload.length() - 1) + ",\"iss\":\"x\"}";
    byte[] bytes = doubled.getBytes(StandardCharsets.UTF_8);
    assertFailed(Tampering.resigned(good, key, typ(), bytes), "MALFORMED");
  }

  @Test
  void base64url_that_is_not_canonical_is_malformed() throws Exception {
    for (String name : List.of("payload", "protected", "signature")) {
      String part = Tampering.parse(good).text(name).orElseThrow();
      for (String bad : List.of(part + "=", part + "\n", "+" + part, " " + part)) {
        assertFailed(Tampering.file(good, name, new JsonText(bad)), "MALFORMED");
      }
    }
    // 64 octets end in a character with four unused bits; each of the other 15 is refused.
    String signature = Tampering.parse(good).text("signature").orElseThrow();
    char last = signature.charAt(signature.length() - 1);
    assertThat("AQgw").contains(Character.toString(last));
    String other = signature.substring(0, signature.length() - 1) + (char) (last + 1);
    assertFailed(Tampering.file(good, "signature", new JsonText(other)), "MALFORMED");
  }

  @Test
  void a_file_that_is_not_canonical_is_refused_although_its_signature_holds() throws Exception {
    String file = new String(good, StandardCharsets.UTF_8);
    for (String other : List.of(file + "\n", " " + file, file.replaceFirst(":", ": "))) {
      Subject subject = open(other);
      assertFound(subject, Outcome.FAILED, "NOT_CANONICAL");
      assertFound(subject, Outcome.PASSED, "SIGNATURE_INTACT");
    }
  }

  @Test
  void disclosures_repeated_foreign_or_shadowing_are_refused() throws Exception {
    assertFailed(
        Tampering.disclosures(
            good,
            list -> {
              list.add(list.get(0));
              return list;
            }),
        "DISCLOSURE_REPEATED");
    JsonText foreign =
        new JsonText(Base64Url.encode("[\"x\",\"y\",1]".getBytes(StandardCharsets.UTF_8)));
    assertFailed(
        Tampering.disclosures(
            good,
            list -> {
              list.add(foreign);
              return list;
            }),
        "DISCLOSURE_UNREFERENCED");
    // A claim in clear beside a disclosure of the same name.
    assertFailed(
        Tampering.resigned(good, key, p -> p.with("certificateNumber", new JsonText("x"))),
        "DISCLOSURE_SHADOWS");
  }

  @Test
  void the_order_of_disclosures_changes_nothing() throws Exception {
    byte[] shuffled =
        Tampering.disclosures(
            good,
            list -> {
              Collections.shuffle(list, new java.util.Random(7));
              return list;
            });
    Subject subject = open(shuffled);
    assertThat(subject.findings()).extracting(Finding::code).containsExactly("SIGNATURE_INTACT");
    assertThat(subject.licencePayload().orElseThrow().licence().toJson())
        .isEqualTo(open(good).licencePayload().orElseThrow().licence().toJson());
  }

  @Test
  void a_disclosure_kept_back_leaves_no_licence_and_no_blame() throws Exception {
    int count =
        Tampering.parse(good)
            .object("header")
            .orElseThrow()
            .array("disclosures")
            .orElseThrow()
            .size();
    for (int i = 0; i < count; i++) {
      int index = i;
      Subject subject =
          open(
              Tampering.disclosures(
                  good,
                  list -> {
                    list.remove(index);
                    return list;
                  }));
      assertThat(subject.payload()).as("without " + i).isNull();
      assertFound(subject, Outcome.INCONCLUSIVE, "NO_STRUCTURED_DATA");
      assertThat(subject.findings()).noneMatch(f -> f.outcome() == Outcome.FAILED);
    }
  }

  @Test
  void an_unknown_disclosure_hash_is_inconclusive() throws Exception {
    for (String name : List.of("sm3", "SHA-256", "md5", "")) {
      Subject subject =
          open(Tampering.resigned(good, key, p -> set(p, "_sd_alg", new JsonText(name))));
      assertFound(subject, Outcome.INCONCLUSIVE, "DISCLOSURE_HASH_UNKNOWN");
      assertThat(subject.payload()).isNull();
    }
    Subject number = open(Tampering.resigned(good, key, p -> set(p, "_sd_alg", JsonNumber.of(1))));
    assertFound(number, Outcome.INCONCLUSIVE, "DISCLOSURE_HASH_UNKNOWN");
  }

  @Test
  void a_digest_of_another_licence_is_a_mismatch() throws Exception {
    JsonText other = new JsonText(Base64Url.encode(new byte[32]));
    assertFailed(
        Tampering.resigned(good, key, p -> p.with("licenceDigest", other)),
        "LICENCE_DIGEST_MISMATCH");
  }

  @Test
  void a_payload_without_a_member_or_with_a_wrong_one_is_reported_by_its_name() throws Exception {
    for (String name : List.of("iss", "iat", "role", "licenceDigest", "certificateName", "items")) {
      Subject subject = open(Tampering.resigned(good, key, p -> set(p, name, null)));
      assertThat(subject.payload()).as(name).isNull();
      assertThat(subject.findings()).as(name).noneMatch(f -> f.outcome() == Outcome.NOTICE);
      assertThat(subject.findings()).as(name).anyMatch(f -> f.outcome() == Outcome.FAILED);
    }
    assertFailed(
        Tampering.resigned(good, key, p -> p.with("iss", new JsonText("x"))), "SCHEMA_VIOLATION");
    assertFailed(
        Tampering.resigned(good, key, p -> p.with("surprise", new JsonText("x"))),
        "SCHEMA_VIOLATION");
    assertFailed(
        Tampering.resigned(good, key, p -> p.with("vct", new JsonText(LicenceClaims.VCT + "x"))),
        "SCHEMA_VIOLATION");
  }

  @Test
  void claims_of_the_envelope_cannot_be_disclosures() throws Exception {
    JsonObject payload = Tampering.payload(good);
    List<String> moved = List.of("status", "role", "iat");
    for (String name : moved) {
      String disclosure =
          Base64Url.encode(
              Json.canonical(
                  JsonArray.of(
                      new JsonText("0123456789abcdef012345"),
                      new JsonText(name),
                      payload.get(name).orElseThrow())));
      String digest =
          Base64Url.encode(
              HashAlgorithm.SM3.digest(disclosure.getBytes(StandardCharsets.US_ASCII)));
      List<JsonValue> digests = new ArrayList<>(payload.array("_sd").orElseThrow());
      digests.add(new JsonText(digest));
      byte[] resigned =
          Tampering.resigned(
              good, key, p -> set(set(p, name, null), "_sd", new JsonArray(digests)));
      assertFailed(
          Tampering.disclosures(
              resigned,
              list -> {
                list.add(new JsonText(disclosure));
                return list;
              }),
          "SCHEMA_VIOLATION");
    }
  }

  @Test
  void what_no_signature_covers_is_never_silently_there() throws Exception {
    assertFound(
        open(Tampering.file(good, "note", new JsonText("x"))),
        Outcome.INCONCLUSIVE,
        "COVERAGE_INCOMPLETE");
    assertFound(
        open(Tampering.header(good, h -> h.with("note", new JsonText("x")))),
        Outcome.INCONCLUSIVE,
        "COVERAGE_INCOMPLETE");
  }

  @Test
  void bad_entries_of_evidence_keep_their_place_and_are_notices() throws Exception {
    JsonObject unknown = JsonObject.builder().put("kind", "oracle").put("value", "AA").build();
    JsonObject twisted = JsonObject.builder().put("kind", "crl").put("value", "A===").build();
    JsonArray entries = JsonArray.of(unknown, JsonNumber.of(1), twisted);
    Subject subject = open(Tampering.header(good, h -> h.with("hufu_evidence", entries)));
    assertThat(subject.findings())
        .filteredOn(f -> f.code().equals("EVIDENCE_UNKNOWN"))
        .extracting(f -> f.outcome() + " " + f.subject())
        .containsExactly("NOTICE signature/1/evidence/1", "NOTICE signature/1/evidence/2");
    assertThat(subject.signatures().get(0).evidence()).hasSize(3);
    assertThat(subject.signatures().get(0).evidence().get(2).bytes()).asString().isEqualTo("A===");
  }

  @Test
  void a_file_without_a_signature_is_not_signed() throws Exception {
    assertFailed(Tampering.file(good, "signature", null), "NOT_SIGNED");
    assertFailed("{}".getBytes(StandardCharsets.UTF_8), "NOT_SIGNED");
    assertFailed("{\"certificateName\":\"x\"}".getBytes(StandardCharsets.UTF_8), "NOT_SIGNED");
  }

  @Test
  void junk_is_malformed_and_never_an_exception() throws Exception {
    for (String junk :
        List.of("", "{", "[]", "null", "{\"signature\":1}", "ey", "eyJ~", "eyJ.a.b~", "ew~~~")) {
      assertThat(open(junk).findings())
          .as(junk)
          .isNotEmpty()
          .allMatch(f -> f.outcome() == Outcome.FAILED);
    }
    String deep = "{\"payload\":" + "[".repeat(100_000);
    assertThat(open(deep).findings()).extracting(Finding::code).containsExactly("MALFORMED");
  }

  @Test
  void a_chain_beyond_the_limit_is_not_used() throws Exception {
    Limits d = Limits.DEFAULT;
    Limits short1 =
        new Limits(
            d.document(),
            d.text(),
            d.archiveEntries(),
            d.archiveEntry(),
            d.expansion(),
            d.xmlDepth(),
            d.signatures(),
            1,
            d.statusList());
    Subject subject = JsonFormat.instance().open(Document.of(good), short1);
    assertFound(subject, Outcome.INCONCLUSIVE, "LIMIT_EXCEEDED");
    assertThat(subject.findings()).noneMatch(f -> f.outcome() == Outcome.PASSED);
    List<JsonValue> chain = Collections.nCopies(13, header().array("x5c").orElseThrow().get(0));
    byte[] file = Tampering.signedBlindly(good, key, set(header(), "x5c", new JsonArray(chain)));
    assertFailed(file, "MALFORMED");
  }

  @Test
  void a_key_binding_makes_it_a_presentation() throws Exception {
    Subject subject = open(Tampering.header(good, h -> h.with("kb_jwt", new JsonText("a.b.c"))));
    assertThat(subject.presentation()).isTrue();
    assertThat(open(good).presentation()).isFalse();
  }

  @Test
  void messages_of_exceptions_hold_no_data_of_the_document() {
    String bad = new String(good, StandardCharsets.UTF_8).replace("\"payload\"", "\"张示例\"");
    assertThatThrownBy(() -> JsonFormat.toCompact(bad.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedDataException.class)
        .satisfies(e -> assertThat(e.toString().toLowerCase(Locale.ROOT)).doesNotContain("张"));
  }
}
