package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.Matter.Accepted;
import io.hufu.model.Matter.FieldOf;
import io.hufu.model.Matter.Material;
import java.util.HashSet;

/** Reads and writes matters, schema {@code hufu.matter/1} (docs/formats/matter.md). */
final class MatterJson {
  static final String SCHEMA = "hufu.matter/1";

  private MatterJson() {}

  static Matter read(JsonObject json) throws MalformedDataException {
    MemberReader members = new MemberReader("matter", json).schema(SCHEMA);
    MemberReader name = members.object("name");
    try {
      Matter matter =
          new Matter(
              new MatterCode(members.text("basicCode"), members.textOrNull("implementationCode")),
              name.text("zh"),
              name.text("en"),
              members.texts("legalBasis"),
              members.objects("materials", MatterJson::material),
              members.objectsOrNone("rules", MatterJson::rule));
      name.end();
      members.end();
      return matter;
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException("matter: " + e.getMessage(), e);
    }
  }

  private static Material material(MemberReader members) throws MalformedDataException {
    MemberReader name = members.object("name");
    boolean exempt = members.bool("exempt", false);
    if (exempt != members.has("replacedBy")) {
      throw members.wrong("replacedBy", "names the licence that makes a material exempt");
    }
    Material material =
        new Material(
            members.text("id"),
            name.text("zh"),
            name.text("en"),
            !members.bool("optional", false),
            members.objectsOrNone("accepts", MatterJson::accepted),
            members.textOrNull("replacedBy"),
            members.objectsOrNone("consent", MatterJson::field));
    name.end();
    return material;
  }

  private static Accepted accepted(MemberReader members) throws MalformedDataException {
    String type = members.text("type");
    if (!TrustScope.isTypeOrAll(type) || type.equals("*")) {
      throw members.wrong("type", "is no code of a licence type");
    }
    return new Accepted(
        type,
        new HashSet<>(members.constants(LicenceState.class, "states")),
        members.texts("fields"),
        members.text("evidence"),
        members.has("refuses")
            ? new HashSet<>(members.constants(Restriction.Kind.class, "refuses"))
            : new HashSet<>());
  }

  private static FieldOf field(MemberReader members) throws MalformedDataException {
    return new FieldOf(members.text("material"), members.text("field"));
  }

  private static MatterRule rule(MemberReader members) throws MalformedDataException {
    MemberReader name = members.object("name");
    MatterRule rule =
        new MatterRule(
            members.text("id"),
            name.text("zh"),
            name.text("en"),
            members.constant(MatterRule.Kind.class, "kind"),
            members.objects("fields", MatterJson::field),
            members.has("compare")
                ? members.constant(MatterRule.Compare.class, "compare")
                : MatterRule.Compare.EXACT);
    name.end();
    return rule;
  }

  static JsonObject write(Matter matter) {
    JsonObject.Builder json =
        JsonObject.builder().put("schema", SCHEMA).put("basicCode", matter.code().basic());
    String implementation = matter.code().implementation();
    if (implementation != null) {
      json.put("implementationCode", implementation);
    }
    return json.put("name", TrustListWriter.names(matter.nameZh(), matter.nameEn()))
        .put("legalBasis", TrustListWriter.texts(matter.legalBasis()))
        .put("materials", TrustListWriter.array(matter.materials(), MatterJson::material))
        .put("rules", TrustListWriter.array(matter.rules(), MatterJson::rule))
        .build();
  }

  private static JsonObject material(Material material) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("id", material.id())
            .put("name", TrustListWriter.names(material.nameZh(), material.nameEn()))
            .put("optional", !material.required());
    String replacedBy = material.replacedBy();
    if (replacedBy != null) {
      json.put("exempt", true).put("replacedBy", replacedBy);
    }
    if (!material.accepts().isEmpty()) {
      json.put("accepts", TrustListWriter.array(material.accepts(), MatterJson::accepted));
    }
    if (!material.consent().isEmpty()) {
      json.put("consent", TrustListWriter.array(material.consent(), MatterJson::field));
    }
    return json.build();
  }

  private static JsonObject accepted(Accepted accepted) {
    return JsonObject.builder()
        .put("type", accepted.type())
        .put("states", TrustListWriter.constants(accepted.states()))
        .put("fields", TrustListWriter.texts(accepted.fields()))
        .put("evidence", accepted.evidence())
        .put("refuses", TrustListWriter.constants(accepted.refuses()))
        .build();
  }

  private static JsonObject field(FieldOf field) {
    return JsonObject.builder()
        .put("material", field.material())
        .put("field", field.field())
        .build();
  }

  private static JsonObject rule(MatterRule rule) {
    return JsonObject.builder()
        .put("id", rule.id())
        .put("name", TrustListWriter.names(rule.nameZh(), rule.nameEn()))
        .put("kind", rule.kind().name())
        .put("fields", TrustListWriter.array(rule.fields(), MatterJson::field))
        .put("compare", rule.compare().name())
        .build();
  }
}
