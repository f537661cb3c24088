package io.hufu.verification;

import io.hufu.model.Carrier;
import io.hufu.model.CaseRecord;
import io.hufu.model.CaseRecord.Applicant;
import io.hufu.model.CaseRecord.Consent;
import io.hufu.model.Evidence;
import io.hufu.model.Licence;
import io.hufu.model.LicenceIdentifier;
import io.hufu.model.LicencePayload;
import io.hufu.model.LicenceState;
import io.hufu.model.Matter;
import io.hufu.model.Matter.Accepted;
import io.hufu.model.Matter.FieldOf;
import io.hufu.model.Matter.Material;
import io.hufu.model.MatterCode;
import io.hufu.model.MatterRule;
import io.hufu.model.Matters;
import io.hufu.model.Restriction;
import io.hufu.model.SampleLicences;
import io.hufu.model.report.CaseReport;
import io.hufu.model.report.Subject;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.SealingContext;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A desk with one matter under construction, and the documents that are handed in. */
final class CaseDesk {
  static final String CODE = "990131009000";
  static final Licence FOOD = World.licence();
  static final Licence BUSINESS = like("business-licence");

  private final List<Material> materials = new ArrayList<>();
  private final List<MatterRule> rules = new ArrayList<>();
  private final Map<String, Supplier<Subject>> documents = new LinkedHashMap<>();
  private final Map<String, String> assigned = new LinkedHashMap<>();
  private final List<String> received = new ArrayList<>();
  private final List<Consent> consents = new ArrayList<>();
  private final List<String> junk = new ArrayList<>();
  private Applicant applicant;

  /** The format of the documents: each is its own name. */
  private record Named(Map<String, Supplier<Subject>> documents) implements LicenceFormat {
    @Override
    public Carrier carrier() {
      return Carrier.JSON;
    }

    @Override
    public boolean recognises(Document document) throws IOException {
      return documents.containsKey(name(document));
    }

    @Override
    public Subject open(Document document, Limits limits) throws IOException {
      return documents.get(name(document)).get();
    }

    private static String name(Document document) throws IOException {
      return new String(document.readAll(), StandardCharsets.UTF_8);
    }

    @Override
    public boolean carriesChain() {
      return true;
    }

    @Override
    public SealedLicence seal(LicencePayload payload, SealingContext context) {
      throw new AssertionError("nothing is sealed in this format");
    }

    @Override
    public byte[] withEvidence(byte[] sealed, List<Evidence> items) {
      throw new AssertionError("nothing is sealed in this format");
    }
  }

  /** A licence of another type by the same authority for the same holder. */
  static Licence like(String type) {
    return like(type, FOOD.holders());
  }

  /** A licence of another type by the same authority. */
  static Licence like(String type, List<Licence.Holder> holders) {
    Licence sample = SampleLicences.stream(type, 1).findFirst().orElseThrow();
    return new Licence(
        sample.type(),
        sample.name(),
        sample.number(),
        LicenceIdentifier.of(sample.type(), World.ISSUER, "CASE1", "001"),
        FOOD.issuer(),
        FOOD.issuedOn(),
        holders,
        FOOD.areaCode(),
        FOOD.effectiveFrom(),
        sample.expiresOn() == null ? null : FOOD.expiresOn(),
        null,
        false,
        sample.items());
  }

  /** The food licence, for other holders, other days, replacing another licence. */
  static Licence food(
      List<Licence.Holder> holders, LocalDate from, LocalDate to, LicenceIdentifier replaces) {
    return new Licence(
        FOOD.type(),
        FOOD.name(),
        FOOD.number(),
        FOOD.identifier(),
        FOOD.issuer(),
        from,
        holders,
        FOOD.areaCode(),
        from,
        to,
        replaces,
        false,
        FOOD.items());
  }

  /** Adds a material that a licence type serves as, in force and without restriction. */
  CaseDesk needs(String id, Licence like, String... fields) {
    return needs(id, accepted(like, Set.of(LicenceState.IN_FORCE), Set.of(), fields), true);
  }

  CaseDesk needs(String id, Accepted accepted, boolean required) {
    materials.add(
        new Material(
            id, "材料" + id, "Material " + id, required, List.of(accepted), null, List.of()));
    return this;
  }

  static Accepted accepted(
      Licence like, Set<LicenceState> states, Set<Restriction.Kind> refuses, String... fields) {
    return new Accepted(like.type(), states, List.of(fields), "offline", refuses);
  }

  CaseDesk consentOf(String id, Licence like, String field) {
    materials.add(
        new Material(
            id,
            "材料",
            "Material",
            true,
            List.of(accepted(like, Set.of(LicenceState.IN_FORCE), Set.of(), field)),
            null,
            List.of(new FieldOf(id, field))));
    return this;
  }

  CaseDesk exempt(String id, String by) {
    materials.add(new Material(id, "免提交", "Exempt", true, List.of(), by, List.of()));
    return this;
  }

  CaseDesk looksAt(String id, boolean required) {
    materials.add(new Material(id, "申请表", "Form", required, List.of(), null, List.of()));
    return this;
  }

  /** Adds a rule; fields are written {@code material.field}. */
  CaseDesk rule(MatterRule.Kind kind, MatterRule.Compare compare, String... fields) {
    List<FieldOf> of = new ArrayList<>();
    for (String field : fields) {
      String[] parts = field.split("\\.");
      of.add(new FieldOf(parts[0], parts[1]));
    }
    rules.add(new MatterRule("rule" + rules.size(), "规则", "Rule", kind, of, compare));
    return this;
  }

  CaseDesk given(String name, Doc doc) {
    documents.put(name, doc::subject);
    return this;
  }

  CaseDesk broken(String name, RuntimeException failure) {
    documents.put(
        name,
        () -> {
          throw failure;
        });
    return this;
  }

  CaseDesk junk(String name) {
    junk.add(name);
    return this;
  }

  CaseDesk assigned(String name, String material) {
    assigned.put(name, material);
    return this;
  }

  CaseDesk received(String material) {
    received.add(material);
    return this;
  }

  CaseDesk applicant(String code) {
    this.applicant = new Applicant("某人", code);
    return this;
  }

  CaseDesk consent(String by, String material, String... fields) {
    consents.add(new Consent(by, material, List.of(fields), World.SIGNED));
    return this;
  }

  AcceptanceDesk desk() {
    Matter matter =
        new Matter(
            new MatterCode(CODE, null), "示例事项", "Example", List.of("示例条例第一条"), materials, rules);
    return AcceptanceDesk.builder(World.trust(), Matters.of(matter))
        .formats(List.of(new Named(documents)))
        .clock(Clock.fixed(World.NOW, ZoneOffset.UTC))
        .build();
  }

  CaseInput input() {
    CaseRecord record = new CaseRecord(CODE, applicant, null, null, received, consents, assigned);
    CaseInput.Builder input = CaseInput.named("case 1").record(record);
    documents.keySet().forEach(name -> input.document(name, utf8(name)));
    junk.forEach(name -> input.document(name, utf8("no licence")));
    return input.build();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  CaseReport check() {
    try {
      return desk().check(input());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
