package io.hufu.signing.json;

import static io.hufu.signing.json.Tampering.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
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
import io.hufu.signing.PilotKeys;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What is refused of the file, its header and its signature; each attack is built here. */
class JsonRefusalsTest extends Refusals {
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
