package io.hufu.model.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.hufu.crypto.jose.Json;
import io.hufu.model.Catalogue;
import io.hufu.model.Matter;
import io.hufu.model.Matters;
import io.hufu.model.report.CaseReport.MaterialResult;
import io.hufu.model.report.CaseReport.RuleResult;
import io.hufu.model.report.CaseReport.UnusedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CaseReportTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String DIGEST = "sm3:" + "ab".repeat(32);
  private static final List<CaseCode> OF_MATERIALS =
      List.copyOf(EnumSet.range(CaseCode.MATERIAL_MET, CaseCode.CONSENT_MISSING));
  private static final List<CaseCode> OF_RULES =
      List.copyOf(EnumSet.range(CaseCode.RULE_HOLDS, CaseCode.NOT_SUPERSEDED));

  private final ObjectMapper mapper = new ObjectMapper();
  private final Matter matter = Matters.shipped().find("990131009000").orElseThrow().matter();

  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(
            Files.readString(Path.of("..", "docs", "schema", "case-report.schema.json")),
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
  }

  private CaseReport random(Random random) {
    List<MaterialResult> materials = new ArrayList<>();
    for (Matter.Material material : matter.materials()) {
      CaseCode code = OF_MATERIALS.get(random.nextInt(OF_MATERIALS.size()));
      List<String> findings =
          code == CaseCode.DOCUMENT_REJECTED ? List.of("LICENCE_EXPIRED") : List.of();
      String file = random.nextBoolean() ? "a 11010519491231002X.json" : null;
      materials.add(new MaterialResult(material, code, file, null, findings, Map.of("k", "v")));
    }
    List<RuleResult> rules =
        matter.rules().stream()
            .map(
                rule ->
                    new RuleResult(
                        rule.id(),
                        random.nextInt(3) > 0
                            ? CaseCode.RULE_HOLDS
                            : OF_RULES.get(random.nextInt(OF_RULES.size())),
                        List.of(rule.fields().get(0).material()),
                        true,
                        Map.of("left", "11010519491231002X")))
            .toList();
    return report(materials, rules);
  }

  private CaseReport report(List<MaterialResult> materials, List<RuleResult> rules) {
    return new CaseReport(
        "case of 11010519491231002X",
        matter,
        materials,
        rules,
        List.of(new UnusedDocument("x", CaseCode.DOCUMENT_NOT_NEEDED)),
        Map.of("matter", DIGEST, "trustList", DIGEST),
        VerificationContext.Period.of(NOON),
        NOON,
        "0.1.0");
  }

  @Test
  void random_reports_conform_to_the_published_schema_and_show_no_number() throws Exception {
    JsonSchema schema = schema();
    for (int seed = 0; seed < 100; seed++) {
      CaseReport report = random(new Random(seed));
      for (boolean full : new boolean[] {false, true}) {
        byte[] json = Json.compact(report.toJson(full, Catalogue.shipped()));
        JsonNode tree = mapper.readTree(json);
        assertThat(schema.validate(tree)).as("seed " + seed).isEmpty();
        assertThat(tree.toString().contains("11010519491231002X")).isEqualTo(full);
      }
    }
  }

  @Test
  void the_schema_refuses_what_a_report_never_says() throws Exception {
    JsonSchema schema = schema();
    List<MaterialResult> met =
        matter.materials().stream()
            .map(m -> new MaterialResult(m, CaseCode.MATERIAL_MET, "a", null, List.of(), Map.of()))
            .toList();
    byte[] good = Json.compact(report(met, List.of()).toJson(false, Catalogue.shipped()));
    assertThat(schema.validate(mapper.readTree(good))).isEmpty();
    List<ObjectNode> wrong = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      wrong.add((ObjectNode) mapper.readTree(good));
    }
    wrong.get(0).put("verdict", "REJECTED");
    wrong.get(1).put("reason", "INCOMPLETE");
    wrong.get(2).put("colour", "red");
    wrong.get(3).remove("artefacts");
    assertThat(wrong).allSatisfy(json -> assertThat(schema.validate(json)).isNotEmpty());
  }

  @Test
  void one_failure_refuses_and_what_is_open_never_does() {
    for (int seed = 0; seed < 300; seed++) {
      CaseReport report = random(new Random(seed));
      List<Outcome> outcomes = new ArrayList<>();
      report.materials().forEach(m -> outcomes.add(m.code().outcome()));
      report.rules().forEach(r -> outcomes.add(r.code().outcome()));
      boolean failed = outcomes.contains(Outcome.FAILED);
      assertThat(report.verdict() == Verdict.REJECTED).as("seed " + seed).isEqualTo(failed);
      assertThat(report.problems().isEmpty()).isEqualTo(!failed);
      assertThat(report.reason().isPresent()).isEqualTo(failed);
      assertThat(report.verdict() == Verdict.ACCEPTED)
          .isEqualTo(!failed && !outcomes.contains(Outcome.INCONCLUSIVE));
      assertThat(report.stats().saved())
          .isEqualTo(report.stats().licences() + report.stats().exempt());
    }
  }
}
