package io.hufu.signing.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonBool;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Carrier;
import io.hufu.model.Evidence;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.cms.Counter;
import io.hufu.verification.Proofs;
import io.hufu.verification.World;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JWS and JAdES of others, through the whole verifier. */
class JwsTest {
  private static final byte[] CONTENT = "示例市公证书".getBytes(StandardCharsets.UTF_8);
  private static final String BY_URI = "http://uri.etsi.org/19182/ObjectIdByURI";

  private static JwsForge jws() {
    return new JwsForge(World.AGENCY, CONTENT);
  }

  private static VerificationReport judge(byte[] file) {
    return new Counter().judge(file);
  }

  private static void assertSays(VerificationReport report, FindingCode code, Outcome outcome) {
    assertThat(Counter.says(report, code, outcome)).as(report.findings().toString()).isTrue();
  }

  private static void assertAccepted(VerificationReport report) {
    assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(Verdict.ACCEPTED);
    assertThat(report.carrier()).isEqualTo(Carrier.JWS);
    assertThat(report.licence()).isNull();
  }

  private static void assertUndecided(VerificationReport report, FindingCode code) {
    assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(Verdict.UNDECIDED);
    assertSays(report, code, Outcome.INCONCLUSIVE);
  }

  private static void assertRejected(VerificationReport report, FindingCode code) {
    assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(Verdict.REJECTED);
    assertSays(report, code, Outcome.FAILED);
  }

  @Test
  void every_serialisation_is_accepted_as_a_signed_document_and_as_nothing_more() throws Exception {
    List<byte[]> files = List.of(jws().compact(), jws().flattened(), jws().general());
    for (byte[] file : files) {
      assertAccepted(judge(file));
      VerificationReport offline =
          new Counter()
              .trust(World.trust(c -> c.authority(World.issuer(issuer -> issuer)), false))
              .policy(AcceptancePolicy.offline())
              .judge(file);
      assertUndecided(offline, FindingCode.NO_STRUCTURED_DATA);
    }
  }

  @Test
  void detached_content_is_needed_and_is_the_one_that_was_signed() throws Exception {
    for (JwsForge forge : List.of(jws().detached(), jws().unencoded().detached())) {
      for (byte[] file : List.of(forge.compact(), forge.flattened())) {
        assertAccepted(new Counter().detached(CONTENT).judge(file));
        assertUndecided(judge(file), FindingCode.CONTENT_NOT_GIVEN);
        assertRejected(
            new Counter().detached(new byte[] {1}).judge(file), FindingCode.SIGNATURE_INVALID);
      }
    }
  }

  @Test
  void content_given_beside_other_content_is_not_taken_for_signed() throws Exception {
    assertAccepted(new Counter().detached(CONTENT).judge(jws().compact()));
    assertUndecided(
        new Counter().detached(new byte[] {1}).judge(jws().compact()),
        FindingCode.DETACHED_CONTENT_UNSIGNED);
  }

  @Test
  void an_unencoded_payload_is_read_as_it_stands() throws Exception {
    JwsForge forge = new JwsForge(World.AGENCY, "$.02".getBytes(StandardCharsets.US_ASCII));
    assertAccepted(judge(forge.unencoded().flattened()));
    assertAccepted(judge(forge.general()));
  }

  @Test
  void what_must_be_understood_is_understood_or_undecided() throws Exception {
    assertAccepted(
        judge(jws().with("sigT", new JsonText("2026-06-01T02:00:00Z")).critical("sigT").compact()));
    assertUndecided(
        judge(jws().with("exp", JsonNumber.of(1)).critical("exp").compact()),
        FindingCode.CRITICAL_HEADER_UNKNOWN);
    assertRejected(judge(jws().with("b64", JsonBool.FALSE).flattened()), FindingCode.MALFORMED);
    assertRejected(judge(jws().critical("exp").compact()), FindingCode.MALFORMED);
    assertRejected(judge(jws().critical("alg").compact()), FindingCode.MALFORMED);
    assertRejected(judge(jws().critical().compact()), FindingCode.MALFORMED);
    assertRejected(
        judge(jws().with("crit", new JsonText("sigT")).compact()), FindingCode.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alg", "crit", "b64", "sigD", "sigT"})
  void what_matters_is_protected(String name) throws Exception {
    JwsForge forge = jws().unprotected(name, new JsonText("x"));
    assertRejected(judge(forge.flattened()), FindingCode.MALFORMED);
  }

  @Test
  void alg_none_is_not_signed_and_unknown_ones_are_undecided() throws Exception {
    assertRejected(
        judge(jws().with("alg", new JsonText("none")).compact()), FindingCode.NOT_SIGNED);
    for (String alg : List.of("HS256", "SM2", "ES256K")) {
      assertUndecided(
          judge(jws().with("alg", new JsonText(alg)).compact()), FindingCode.ALGORITHM_UNKNOWN);
    }
    assertRejected(
        judge(jws().with("alg", new JsonText("ES256")).compact()),
        FindingCode.ALGORITHM_KEY_MISMATCH);
  }

  @Test
  void a_thumbprint_that_is_signed_must_be_the_certificates() throws Exception {
    String right = Base64Url.encode(World.AGENCY.certificate().digest(HashAlgorithm.SHA_256));
    String wrong = Base64Url.encode(World.STRANGER.certificate().digest(HashAlgorithm.SHA_256));
    assertAccepted(judge(jws().with("x5t#S256", new JsonText(right)).compact()));
    assertRejected(
        judge(jws().with("x5t#S256", new JsonText(wrong)).compact()),
        FindingCode.SIGNER_CERTIFICATE_MISMATCH);
    JsonObject own = JsonObject.builder().put("digAlg", "S512").put("digVal", right).build();
    assertRejected(
        judge(jws().with("x5t#o", own).compact()), FindingCode.SIGNER_CERTIFICATE_MISMATCH);
  }

  @Test
  void a_certificate_that_is_only_named_is_found_among_what_is_supplied() throws Exception {
    String thumbprint = Base64Url.encode(World.AGENCY.certificate().digest(HashAlgorithm.SHA_256));
    Evidence leaf = new Evidence(Evidence.Kind.CERTIFICATE, World.AGENCY.certificate().der());
    Evidence ca = new Evidence(Evidence.Kind.CERTIFICATE, World.CA.certificate().der());
    for (String name : List.of("kid", "x5t#S256")) {
      byte[] file = jws().without("x5c").with(name, new JsonText(thumbprint)).compact();
      assertUndecided(judge(file), FindingCode.NO_SIGNER_CERTIFICATE);
      assertAccepted(new Counter().supplied(leaf, ca).judge(file));
    }
    byte[] other = jws().without("x5c").with("kid", new JsonText("x")).compact();
    assertUndecided(
        new Counter().supplied(leaf, ca).judge(other), FindingCode.NO_SIGNER_CERTIFICATE);
  }

  @Test
  void addresses_and_keys_in_the_header_are_never_used() throws Exception {
    byte[] file =
        jws()
            .without("x5c")
            .with("x5u", new JsonText("https://keys.example/"))
            .with("jku", new JsonText("https://keys.example/"))
            .compact();
    assertUndecided(judge(file), FindingCode.NO_SIGNER_CERTIFICATE);
  }

  @Test
  void an_object_that_is_named_by_its_address_is_never_fetched() throws Exception {
    JsonObject sigD =
        JsonObject.builder()
            .put("mId", BY_URI)
            .put("pars", JsonArray.of(new JsonText("https://objects.example/1")))
            .build();
    byte[] file = jws().detached().with("sigD", sigD).critical("sigD").compact();
    assertUndecided(judge(file), FindingCode.CONTENT_NOT_GIVEN);
    assertAccepted(new Counter().detached(CONTENT).judge(file));
    assertRejected(
        new Counter().detached(new byte[] {1}).judge(file), FindingCode.SIGNATURE_INVALID);
  }

  private static JsonObject byDigest(String hash, byte[]... digests) {
    List<JsonText> values = new ArrayList<>();
    List<JsonText> names = new ArrayList<>();
    for (byte[] digest : digests) {
      values.add(new JsonText(Base64Url.encode(digest)));
      names.add(new JsonText("object-" + values.size()));
    }
    return JsonObject.builder()
        .put("mId", BY_URI + "Hash")
        .put("pars", new JsonArray(List.copyOf(names)))
        .put("hashM", hash)
        .put("hashV", new JsonArray(List.copyOf(values)))
        .build();
  }

  @Test
  void an_object_that_is_named_by_its_digest_must_be_the_one_that_is_given() throws Exception {
    byte[] digest = HashAlgorithm.SHA_256.digest(CONTENT);
    byte[] encoded =
        HashAlgorithm.SHA_256.digest(Base64Url.encode(CONTENT).getBytes(StandardCharsets.US_ASCII));
    for (byte[] each : List.of(digest, encoded)) {
      byte[] file = jws().byReference(byDigest("S256", each)).compact();
      assertUndecided(judge(file), FindingCode.CONTENT_NOT_GIVEN);
      assertAccepted(new Counter().detached(CONTENT).judge(file));
      assertRejected(
          new Counter().detached(new byte[] {1}).judge(file), FindingCode.CONTENT_CHANGED);
    }
    byte[] two = jws().byReference(byDigest("S256", digest, new byte[32])).compact();
    assertUndecided(new Counter().detached(CONTENT).judge(two), FindingCode.CONTENT_NOT_GIVEN);
    byte[] weak = jws().byReference(byDigest("S1", new byte[20])).compact();
    assertUndecided(new Counter().detached(CONTENT).judge(weak), FindingCode.DIGEST_METHOD_UNKNOWN);
  }

  @Test
  void several_signatures_are_judged_one_by_one() throws Exception {
    JwsForge stranger = new JwsForge(World.STRANGER, CONTENT);
    VerificationReport report = judge(jws().general(stranger, jws().critical("alg")));
    assertAccepted(report);
    assertThat(report.signatures())
        .extracting(signature -> signature.verdict())
        .containsExactly(Verdict.ACCEPTED, Verdict.UNDECIDED, Verdict.REJECTED);
  }

  @Test
  void unsigned_items_of_jades_become_evidence() throws Exception {
    String value = jws().signaturePart();
    JwsForge forge = jws();
    byte[] signed = forge.compact();
    String text = new String(signed, StandardCharsets.US_ASCII);
    byte[] octets = text.substring(text.lastIndexOf('.') + 1).getBytes(StandardCharsets.US_ASCII);
    assertThat(value).isNotEmpty();
    byte[] token =
        TimeStampAuthority.inProcess(
                World.TSA,
                Clock.fixed(World.SIGNED.plusSeconds(60), ZoneOffset.UTC),
                new SecureRandom())
            .stamp(HashAlgorithm.SM3, HashAlgorithm.SM3.digest(octets))
            .der();
    JsonObject stamp =
        item("sigTst", JsonObject.builder().put("tstTokens", JsonArray.of(val(token))).build());
    JsonObject revocation =
        item(
            "rVals",
            JsonObject.builder()
                .put(
                    "crlVals",
                    JsonArray.of(val(Proofs.crl().bytes()), val(Proofs.rootCrl().bytes())))
                .build());
    JsonObject archive = item("arcTst", JsonObject.EMPTY);
    JsonArray items =
        JsonArray.of(
            stamp,
            new JsonText(Base64Url.encode(Json.compact(revocation))),
            archive,
            item("unheardOf", JsonObject.EMPTY),
            new JsonText("!"));
    String[] parts = text.split("\\.");
    byte[] file =
        Json.pretty(
            JsonObject.builder()
                .put("protected", parts[0])
                .put("payload", parts[1])
                .put("signature", parts[2])
                .put("header", JsonObject.builder().put("etsiU", items).build())
                .build());
    VerificationReport report =
        new Counter().trust(World.trust(contents -> contents, true)).judge(file);
    assertAccepted(report);
    assertSays(report, FindingCode.TIME_PROVEN, Outcome.PASSED);
    assertSays(report, FindingCode.NOT_REVOKED, Outcome.PASSED);
    assertSays(report, FindingCode.ARCHIVE_TIME_STAMP_NOT_CHECKED, Outcome.NOTICE);
    assertSays(report, FindingCode.EVIDENCE_UNKNOWN, Outcome.NOTICE);
    assertSays(report, FindingCode.EVIDENCE_MALFORMED, Outcome.NOTICE);
  }

  private static JsonObject item(String name, JsonObject value) {
    return JsonObject.builder().put(name, value).build();
  }

  private static JsonObject val(byte[] der) {
    return JsonObject.builder().put("val", Base64.getEncoder().encodeToString(der)).build();
  }

  @Test
  void no_flipped_byte_is_accepted_with_another_report() throws Exception {
    byte[] good = jws().compact();
    List<String> found = Counter.decisive(judge(good));
    List<Integer> accepted = new ArrayList<>();
    for (int i = 0; i < good.length; i += i < 60 || i > good.length - 200 ? 1 : 23) {
      byte[] flipped = good.clone();
      flipped[i] ^= (byte) (1 << (i % 7));
      if (judge(flipped).verdict() == Verdict.ACCEPTED) {
        accepted.add(i);
      }
    }
    assertThat(found).isNotEmpty();
    assertThat(accepted).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "{\"payload\":\"e30\",\"signatures\":[]}|MALFORMED",
        "{\"payload\":1,\"protected\":\"e30\",\"signature\":\"\"}|MALFORMED"
      },
      delimiter = '|')
  void what_is_neither_licence_nor_jws_stays_malformed(String text, String code) {
    VerificationReport report = judge(text.getBytes(StandardCharsets.UTF_8));
    assertThat(report.verdict()).isNotEqualTo(Verdict.ACCEPTED);
    assertThat(report.findings()).extracting(finding -> finding.code()).contains(code);
  }
}
