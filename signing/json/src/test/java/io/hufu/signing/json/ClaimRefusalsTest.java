package io.hufu.signing.json;

import static io.hufu.signing.json.Tampering.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.report.Finding;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is refused of disclosures and claims, most of it signed by the issuer's own key. */
class ClaimRefusalsTest extends Refusals {
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
      assertFound(subject, Outcome.NOTICE, "PARTLY_DISCLOSED");
      assertThat(subject.inSight()).as("without " + i).isPresent();
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
}
