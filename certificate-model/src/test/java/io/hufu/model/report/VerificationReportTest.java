package io.hufu.model.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.Carrier;
import io.hufu.model.Catalogue;
import io.hufu.model.Licence;
import io.hufu.model.LicenceType;
import io.hufu.model.Role;
import io.hufu.model.SampleLicences;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationReportTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String FILE = "scan of 11010519491231002X.json";
  private static final JsonSchema SCHEMA = schema();
  private final ObjectMapper mapper = new ObjectMapper();

  private static JsonSchema schema() {
    try {
      Path file = Path.of("..", "docs", "schema", "report.schema.json");
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(
              Files.readString(file),
              SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void random_reports_conform_to_the_published_schema() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      VerificationReport report = random(new Random(seed));
      for (boolean full : new boolean[] {false, true}) {
        JsonNode json = mapper.readTree(Json.compact(report.toJson(full)));
        assertThat(SCHEMA.validate(json)).as("seed " + seed).isEmpty();
      }
    }
  }

  @Test
  void the_schema_refuses_what_a_report_never_says() throws Exception {
    byte[] good = Json.compact(random(new Random(1)).toJson(false));
    List<ObjectNode> wrong = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      wrong.add((ObjectNode) mapper.readTree(good));
    }
    wrong.get(0).put("verdict", "REVOKED");
    wrong.get(1).put("verdict", "REJECTED").putNull("reason");
    wrong.get(2).put("verdict", "UNDECIDED").put("reason", "NOT_IN_FORCE");
    wrong.get(3).put("colour", "red");
    wrong.get(4).remove("inputDigest");
    assertThat(wrong).allSatisfy(json -> assertThat(SCHEMA.validate(json)).isNotEmpty());
  }

  @Test
  void the_same_report_is_written_byte_for_byte_the_same() {
    byte[] once = Json.compact(random(new Random(7)).toJson(false));
    assertThat(Json.compact(random(new Random(7)).toJson(false))).isEqualTo(once);
  }

  @Test
  void no_name_or_number_of_a_person_is_in_a_default_report() {
    for (LicenceType type : Catalogue.shipped().types()) {
      Licence licence = SampleLicences.stream(type.id(), 3).findFirst().orElseThrow();
      Licence.Holder holder = licence.holders().get(0);
      Finding finding =
          Finding.of(
                  FindingCode.CODE_CHECK_FAILED,
                  Outcome.NOTICE,
                  FindingSubject.DOCUMENT,
                  Map.of("seen", "of " + holder.name() + ", " + holder.code(), "holderCode", "X1"))
              .at("/holders/" + holder.code());
      VerificationReport report = report(licence, List.of(finding), Answer.YES, Answer.YES);
      String masked = text(report.toJson(false));
      String full = text(report.toJson(true));
      assertThat(full).contains(holder.name(), holder.code(), "\"X1\"");
      assertThat(masked).doesNotContain("\"X1\"");
      if (holder.isNaturalPerson()) {
        assertThat(masked).as(type.id()).doesNotContain(holder.name(), holder.code());
      }
    }
  }

  @Test
  void a_refused_documents_facts_show_no_personal_number_either() {
    Finding finding =
        Finding.of(
            FindingCode.CODE_CHECK_FAILED,
            Outcome.FAILED,
            FindingSubject.DOCUMENT,
            Map.of("value", "11010519491231002X"));
    VerificationReport report = report(null, List.of(finding), Answer.NO, Answer.UNKNOWN);
    assertThat(text(report.toJson(false))).doesNotContain("11010519491231002X");
    assertThat(text(report.toJson(true))).contains("\"11010519491231002X\"", FILE);
  }

  @ParameterizedTest
  @CsvSource({
    "YES,YES,IN_FORCE,PASSED,0",
    "YES,NO,LICENCE_NOT_YET_VALID,FAILED,1",
    "YES,NO,LICENCE_SUSPENDED,FAILED,2",
    "YES,NO,LICENCE_EXPIRED,FAILED,3",
    "YES,NO,LICENCE_ENDED,FAILED,3",
    "YES,NO,LICENCE_SUPERSEDED,FAILED,3",
    "UNKNOWN,UNKNOWN,NO_STRUCTURED_DATA,INCONCLUSIVE,4",
    "NO,YES,SIGNATURE_INVALID,FAILED,6",
    "NO,UNKNOWN,NO_STRUCTURED_DATA,INCONCLUSIVE,6",
    "YES,UNKNOWN,STATUS_UNAVAILABLE,INCONCLUSIVE,",
    "UNKNOWN,YES,CHAIN_UNTRUSTED,INCONCLUSIVE,",
  })
  void the_information_result_code_is_said_when_it_is_known(
      Answer authentic, Answer inForce, FindingCode code, Outcome outcome, Long expected) {
    Finding finding = Finding.of(code, outcome, FindingSubject.DOCUMENT);
    JsonObject json = report(null, List.of(finding), authentic, inForce).toJson(false);
    assertThat(json.integer("resultCode").orElse(null)).isEqualTo(expected);
  }

  @Test
  void a_licence_is_handed_out_only_when_accepted() {
    Licence licence = SampleLicences.shipped().get(0);
    assertThatThrownBy(() -> report(licence, List.of(), Answer.NO, Answer.NO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** ACCEPTED with a licence, REJECTED when an answer is no, else UNDECIDED. */
  private static VerificationReport report(
      Licence licence, List<Finding> findings, Answer authentic, Answer inForce) {
    boolean rejected = authentic == Answer.NO || inForce == Answer.NO;
    Verdict verdict =
        rejected ? Verdict.REJECTED : licence == null ? Verdict.UNDECIDED : Verdict.ACCEPTED;
    ReasonClass reason =
        authentic == Answer.NO ? ReasonClass.NOT_AUTHENTIC : ReasonClass.NOT_IN_FORCE;
    return new VerificationReport(
        FILE,
        "ab".repeat(32),
        Carrier.JSON,
        Role.DATA,
        verdict,
        rejected ? reason : null,
        authentic,
        inForce,
        Answer.YES,
        licence,
        null,
        List.of(
            new VerificationReport.SignatureResult(
                1, verdict, "SM2_SM3", "CN=Agency", null, NOON, null, List.of("receipt"))),
        findings,
        Map.of("policy", "sm3:00", "trustList", "sm3:01"),
        "offline",
        VerificationContext.Period.of(NOON),
        NOON,
        "0.1.0");
  }

  private static VerificationReport random(Random random) {
    List<Finding> findings = new ArrayList<>();
    FindingCode[] codes = FindingCode.values();
    for (int i = random.nextInt(6); i > 0; i--) {
      FindingSubject subject =
          random.nextBoolean() ? FindingSubject.DOCUMENT : FindingSubject.evidence(1, i);
      Outcome outcome = Outcome.values()[random.nextInt(Outcome.values().length)];
      findings.add(
          Finding.of(codes[random.nextInt(codes.length)], outcome, subject, Map.of("n", "" + i)));
    }
    List<Licence> samples = SampleLicences.shipped();
    Answer[] answers = Answer.values();
    Answer authentic = answers[random.nextInt(3)];
    Answer inForce = answers[random.nextInt(3)];
    boolean rejected = authentic == Answer.NO || inForce == Answer.NO;
    Licence licence =
        rejected || random.nextBoolean() ? null : samples.get(random.nextInt(samples.size()));
    return report(licence, findings, authentic, inForce);
  }

  private static String text(JsonObject json) {
    return new String(Json.compact(json), StandardCharsets.UTF_8);
  }
}
