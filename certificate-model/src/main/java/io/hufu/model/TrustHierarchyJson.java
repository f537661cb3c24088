package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.TrustHierarchy.Rotation;
import java.util.HashSet;

/** Reads and writes the members of a trust list that speak of other lists (all optional). */
final class TrustHierarchyJson {
  private TrustHierarchyJson() {}

  static TrustHierarchy read(MemberReader members) throws MalformedDataException {
    return new TrustHierarchy(
        members.has("scope") ? scope(members.object("scope")) : TrustScope.ALL,
        members.objectsOrNone("lists", TrustHierarchyJson::lower),
        members.objectsOrNone("regions", TrustHierarchyJson::region),
        members.has("rotation") ? rotation(members.object("rotation")) : null);
  }

  private static TrustScope scope(MemberReader members) throws MalformedDataException {
    TrustScope scope =
        new TrustScope(new HashSet<>(members.texts("types")), members.texts("regions"));
    members.end();
    return scope;
  }

  private static LowerList lower(MemberReader members) throws MalformedDataException {
    MemberReader name = members.object("name");
    LowerList list =
        new LowerList(
            name.text("zh"),
            name.text("en"),
            members.texts("signers"),
            scope(members.object("scope")),
            members.date("from"),
            members.dateOrNull("to"),
            members.has("services")
                ? new HashSet<>(members.constants(LowerList.Service.class, "services"))
                : new HashSet<>());
    name.end();
    return list;
  }

  private static RegionPeriod region(MemberReader members) throws MalformedDataException {
    String code = members.text("code");
    if (!RegionCode.isCode(code)) {
      throw members.wrong("code", "is not a code of six digits");
    }
    return new RegionPeriod(
        code,
        members.dateOrNull("from"),
        members.dateOrNull("to"),
        members.textsOrNone("mergedInto"));
  }

  private static Rotation rotation(MemberReader members) throws MalformedDataException {
    Rotation rotation = new Rotation(members.text("from"), members.text("to"));
    members.end();
    return rotation;
  }

  static void write(TrustHierarchy hierarchy, JsonObject.Builder json) {
    if (!hierarchy.scope().equals(TrustScope.ALL)) {
      json.put("scope", scope(hierarchy.scope()));
    }
    if (!hierarchy.lists().isEmpty()) {
      json.put("lists", TrustListWriter.array(hierarchy.lists(), TrustHierarchyJson::lower));
    }
    if (!hierarchy.regions().isEmpty()) {
      json.put("regions", TrustListWriter.array(hierarchy.regions(), TrustHierarchyJson::region));
    }
    Rotation rotation = hierarchy.rotation();
    if (rotation != null) {
      json.put("rotation", rotation(rotation));
    }
  }

  static JsonObject rotation(Rotation rotation) {
    return JsonObject.builder().put("from", rotation.from()).put("to", rotation.to()).build();
  }

  private static JsonObject scope(TrustScope scope) {
    return JsonObject.builder()
        .put("types", TrustListWriter.texts(scope.types().stream().sorted().toList()))
        .put("regions", TrustListWriter.texts(scope.regions()))
        .build();
  }

  private static JsonObject lower(LowerList list) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("name", TrustListWriter.names(list.nameZh(), list.nameEn()))
            .put("signers", TrustListWriter.texts(list.signers()))
            .put("scope", scope(list.scope()))
            .put("services", TrustListWriter.constants(list.services()));
    TrustListWriter.period(list.from(), list.to(), json);
    return json.build();
  }

  private static JsonObject region(RegionPeriod region) {
    JsonObject.Builder json = JsonObject.builder().put("code", region.code());
    TrustListWriter.period(region.from(), region.to(), json);
    if (!region.mergedInto().isEmpty()) {
      json.put("mergedInto", TrustListWriter.texts(region.mergedInto()));
    }
    return json.build();
  }
}
