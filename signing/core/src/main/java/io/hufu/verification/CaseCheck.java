package io.hufu.verification;

import io.hufu.model.AcceptancePolicy;
import io.hufu.model.CaseRecord;
import io.hufu.model.DisclosedLicence;
import io.hufu.model.Matter;
import io.hufu.model.Matter.Accepted;
import io.hufu.model.Matter.Material;
import io.hufu.model.report.CaseCode;
import io.hufu.model.report.CaseReport;
import io.hufu.model.report.CaseReport.MaterialResult;
import io.hufu.model.report.CaseReport.RuleResult;
import io.hufu.model.report.CaseReport.UnusedDocument;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.VerificationContext.Period;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.UnverifiedLicence;
import io.hufu.signing.input.Document;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One case under judgement. */
final class CaseCheck {
  private final Matter matter;
  private final CaseInput input;
  private final Function<AcceptancePolicy, Verifier> verifiers;
  private final Setting setting;
  private final List<LicenceFormat> formats;
  private final MaterialJudge judge;

  /** Type of each document as it says of itself: chooses what it is judged as, no more. */
  private final Map<String, Optional<String>> claimedTypes = new HashMap<>();

  CaseCheck(
      Matter matter,
      CaseInput input,
      Function<AcceptancePolicy, Verifier> verifiers,
      Setting setting,
      List<LicenceFormat> formats) {
    this.matter = matter;
    this.input = input;
    this.verifiers = verifiers;
    this.setting = setting;
    this.formats = formats;
    this.judge = new MaterialJudge(setting.catalogue());
  }

  CaseReport run(Period at, Instant knownAt, Map<String, String> artefacts) throws IOException {
    Map<String, MaterialResult> results = new LinkedHashMap<>();
    Set<String> used = new HashSet<>();
    for (Material material : matter.materials()) {
      if (!material.accepts().isEmpty()) {
        results.put(material.id(), licence(material, used, at, knownAt));
      }
    }
    results.replaceAll((id, result) -> judge.consented(result, input.record(), results.values()));
    List<MaterialResult> materials = new ArrayList<>();
    for (Material material : matter.materials()) {
      MaterialResult known = results.get(material.id());
      materials.add(known == null ? other(material, results) : known);
    }
    return new CaseReport(
        input.name(),
        matter,
        materials,
        rules(materials),
        unused(used),
        artefacts,
        at,
        knownAt,
        Version.TEXT);
  }

  /** The best of the documents that may be meant as this material. */
  private MaterialResult licence(Material material, Set<String> used, Period at, Instant knownAt)
      throws IOException {
    MaterialResult best = null;
    for (String file : input.documents().keySet()) {
      Accepted accepted = meant(material, file);
      if (accepted != null) {
        used.add(file);
        Verifier verifier =
            verifiers.apply(matter.policy(material, accepted, setting.trust().pilot()));
        VerificationReport report = verify(file, verifier, at, knownAt);
        MaterialResult result = judge.judge(material, accepted, file, report);
        if (best == null || rank(result) > rank(best)) {
          best = result;
        }
      }
    }
    return best == null ? absent(material) : best;
  }

  private static int rank(MaterialResult result) {
    if (result.met()) {
      return 2;
    }
    return result.code().outcome() == Outcome.INCONCLUSIVE ? 1 : 0;
  }

  /** What the desk said that it is, else what it says of itself. */
  private @Nullable Accepted meant(Material material, String file) throws IOException {
    Optional<String> type = claimedType(file);
    String assigned = input.record().assigned().get(file);
    if (assigned != null) {
      return assigned.equals(material.id())
          ? type.flatMap(material::accepts).orElse(material.accepts().get(0))
          : null;
    }
    return type.flatMap(material::accepts).orElse(null);
  }

  private Optional<String> claimedType(String file) throws IOException {
    Optional<String> known = claimedTypes.get(file);
    if (known == null) {
      known = readType(file);
      claimedTypes.put(file, known);
    }
    return known;
  }

  private Optional<String> readType(String file) throws IOException {
    try (Document document = open(file)) {
      return UnverifiedLicence.readWithoutVerifying(document, formats, setting.limits())
          .flatMap(read -> read.subject().inSight())
          .map(DisclosedLicence::type);
    } catch (RuntimeException | StackOverflowError e) {
      Defect.facts(this, e); // a format that throws is our bug; the document stays unrecognised
      return Optional.empty();
    }
  }

  private Document open(String file) throws IOException {
    CaseInput.Source source = input.documents().get(file);
    if (source == null) {
      throw new IllegalStateException("no document of this name");
    }
    return source.open();
  }

  private VerificationReport verify(String file, Verifier verifier, Period at, Instant knownAt)
      throws IOException {
    try (Document document = open(file)) {
      return verifier.verify(
          document, new Verifier.Question(file, at, knownAt, input.evidence(), challenge()));
    }
  }

  private Verifier.@Nullable Challenge challenge() {
    CaseRecord.Challenge asked = input.record().challenge();
    return asked == null ? null : new Verifier.Challenge(asked.audience(), asked.nonce());
  }

  /** What a licence replaces, or a person looks at. */
  private MaterialResult other(Material material, Map<String, MaterialResult> licences) {
    String by = material.replacedBy();
    MaterialResult replacing = by == null ? null : licences.get(by);
    if (replacing != null && replacing.met()) {
      return new MaterialResult(
          material, CaseCode.MATERIAL_EXEMPT, null, null, List.of(), Map.of("replacedBy", by));
    }
    if (by != null && replacing != null && !seen(material)) {
      // The licence that would replace it stands there with its own reason.
      return new MaterialResult(
          material,
          CaseCode.MATERIAL_COVERED_LATER,
          null,
          null,
          List.of(),
          Map.of("replacedBy", by));
    }
    return absent(material);
  }

  private MaterialResult absent(Material material) {
    CaseCode code = material.required() ? CaseCode.MATERIAL_MISSING : CaseCode.MATERIAL_NOT_GIVEN;
    return new MaterialResult(
        material, seen(material) ? CaseCode.MATERIAL_SEEN : code, null, null, List.of(), Map.of());
  }

  private boolean seen(Material material) {
    return input.record().received().contains(material.id());
  }

  private List<RuleResult> rules(List<MaterialResult> materials) {
    Map<String, DisclosedLicence> licences = new HashMap<>();
    for (MaterialResult result : materials) {
      VerificationReport report = result.report();
      if (result.met() && report != null) {
        LicenceFields.of(report).ifPresent(one -> licences.put(result.material().id(), one));
      }
    }
    CaseConsistency consistency =
        new CaseConsistency(licences, input.record(), setting.catalogue());
    return matter.rules().stream().map(consistency::judge).toList();
  }

  private List<UnusedDocument> unused(Set<String> used) throws IOException {
    List<UnusedDocument> unused = new ArrayList<>();
    for (String file : input.documents().keySet()) {
      if (!used.contains(file)) {
        boolean recognised = claimedType(file).isPresent();
        unused.add(
            new UnusedDocument(
                file,
                recognised ? CaseCode.DOCUMENT_NOT_NEEDED : CaseCode.DOCUMENT_NOT_RECOGNISED));
      }
    }
    return unused;
  }
}
