package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A matter (事项): which materials it needs, and what makes them agree. Immutable.
 *
 * @param legalBasis why these materials may be asked for; at least one text
 * @param materials in the order of the report; each id once
 * @param rules what must hold across materials
 */
public record Matter(
    MatterCode code,
    String nameZh,
    String nameEn,
    List<String> legalBasis,
    List<Material> materials,
    List<MatterRule> rules) {
  /** Copies, and refuses materials of one id and references to a material that is not there. */
  public Matter {
    legalBasis = List.copyOf(legalBasis);
    materials = List.copyOf(materials);
    rules = List.copyOf(rules);
    if (legalBasis.isEmpty() || materials.isEmpty()) {
      throw new IllegalArgumentException("a matter has a legal basis and materials");
    }
    Set<String> licences = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (Material material : materials) {
      if (!ids.add(material.id())) {
        throw new IllegalArgumentException("material " + material.id() + " stands there twice");
      }
      if (!material.accepts().isEmpty()) {
        licences.add(material.id());
      }
    }
    for (Material material : materials) {
      String by = material.replacedBy();
      require(by == null || licences.contains(by), by);
      material.consent().forEach(field -> require(licences.contains(field.material()), field));
    }
    for (MatterRule rule : rules) {
      rule.fields().forEach(field -> require(licences.contains(field.material()), field));
    }
  }

  private static void require(boolean known, @Nullable Object named) {
    if (!known) {
      throw new IllegalArgumentException(named + " is no licence among the materials");
    }
  }

  /**
   * One material.
   *
   * @param required false when a case is complete without it
   * @param accepts licences that serve; empty for what a person looks at or a licence replaces
   * @param replacedBy id of the licence that replaces it (免提交, {@code exempt}); null otherwise
   * @param consent whose consent is needed: a person whose number is in one of these fields
   */
  public record Material(
      String id,
      String nameZh,
      String nameEn,
      boolean required,
      List<Accepted> accepts,
      @Nullable String replacedBy,
      List<FieldOf> consent) {
    /** Copies, and refuses a material that is both a licence and replaced by one. */
    public Material {
      accepts = List.copyOf(accepts);
      consent = List.copyOf(consent);
      if (id.isBlank() || (replacedBy != null && !accepts.isEmpty())) {
        throw new IllegalArgumentException("material " + id + ": is a licence, or is replaced");
      }
    }

    /** Tells whether nobody has to hand it in because a licence says it. */
    public boolean exempt() {
      return replacedBy != null;
    }

    /** Finds what is accepted of a licence type. */
    public Optional<Accepted> accepts(String type) {
      return accepts.stream().filter(one -> one.type().equals(type)).findFirst();
    }
  }

  /**
   * A licence type that serves as a material.
   *
   * @param type code of the type, 21 characters
   * @param states states that are accepted; at least one
   * @param fields what must be disclosed, by the names of docs/formats/matter.md
   * @param evidence name of the policy preset that it is judged by
   * @param refuses restrictions under which it does not serve
   */
  public record Accepted(
      String type,
      Set<LicenceState> states,
      List<String> fields,
      String evidence,
      Set<Restriction.Kind> refuses) {
    /** Copies, and refuses a preset that yields no licence. */
    public Accepted {
      if (states.isEmpty()) {
        throw new IllegalArgumentException("type " + type + ": no state is accepted");
      }
      states = Collections.unmodifiableSet(EnumSet.copyOf(states));
      fields = List.copyOf(fields);
      refuses = refuses.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(refuses));
      if (AcceptancePolicy.preset(evidence).filter(p -> p.yieldsLicence()).isEmpty()) {
        throw new IllegalArgumentException("evidence " + evidence + " is no preset for a matter");
      }
    }
  }

  /** A field of a material's licence. */
  public record FieldOf(String material, String field) {}

  /** Finds a material by its id. */
  public Optional<Material> material(String id) {
    return materials.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /**
   * Makes the policy by which a licence is judged as a material.
   *
   * @param acceptPilot whether the trust list is a pilot's
   */
  public AcceptancePolicy policy(Material material, Accepted accepted, boolean acceptPilot) {
    return MatterPolicy.of(this, material, accepted, acceptPilot);
  }

  /** Returns what has to be disclosed, and no more: type code → names of fields. */
  public Map<String, List<String>> disclosures() {
    Map<String, Set<String>> needed = new LinkedHashMap<>();
    for (Material material : materials) {
      for (Accepted accepted : material.accepts()) {
        Set<String> fields = needed.computeIfAbsent(accepted.type(), type -> new LinkedHashSet<>());
        fields.addAll(accepted.fields());
        rules.stream()
            .flatMap(rule -> rule.fields().stream())
            .filter(field -> field.material().equals(material.id()))
            .map(FieldOf::field)
            .forEach(fields::add);
      }
    }
    Map<String, List<String>> result = new LinkedHashMap<>();
    needed.forEach((type, fields) -> result.put(type, List.copyOf(fields)));
    return Collections.unmodifiableMap(result);
  }

  /** Makes the request for a presentation that discloses {@link #disclosures} and no more. */
  public DisclosureRequest disclosureRequest(String audience, String nonce) {
    return new DisclosureRequest(audience, nonce, disclosures());
  }

  /** Reads a matter strictly (hufu.matter/1); says which member is wrong. */
  public static Matter fromJson(JsonObject json) throws MalformedDataException {
    return MatterJson.read(json);
  }

  /** Writes the matter; its digest enters reports. */
  public JsonObject toJson() {
    return MatterJson.write(this);
  }
}
