package io.hufu.signing.json;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.VerificationKey;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.JoseNames;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.Jwk;
import io.hufu.model.DisclosedLicence;
import io.hufu.model.Licence;
import io.hufu.model.LicencePayload;
import io.hufu.model.Role;
import io.hufu.model.StatusReference;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds a licence payload to SD-JWT claims (docs/formats/json.md). */
final class LicenceClaims {
  /** What stands before the type code in {@code vct}. */
  static final String VCT = "https://hufu.io/vct/licence/1/";

  static final String SALT = "licenceSalt";
  private static final String HOLDERS = "certificateHolders";
  static final String ITEMS = "items";

  /** Claims about the licence as a token; a verifier must always see them. */
  private static final Set<String> ENVELOPE =
      Set.of("vct", "iss", "iat", "cnf", "status", "role", "licenceDigest", "originalDigest");

  /** Licence members that name no person and that every verifier needs. */
  private static final Set<String> OPEN =
      Set.of(
          "certificateTypeCode",
          "certificateName",
          "certificateIssuingAuthorityName",
          "certificateIssuingAuthorityCode",
          "certificateIssuingAuthorityLevel",
          "certificateAreaCode",
          "certificateIssuedDate",
          "certificateEffectiveDate",
          "certificateExpiringDate",
          "sample",
          // An annotated copy is one, whoever looks at it.
          "certificateCopyCreationTime",
          "certificateCopyCreator",
          "certificateCopyCause",
          "certificateCopyExpiringTime",
          "certificateCopySource",
          // Structures whose contents are hidden one by one.
          HOLDERS,
          ITEMS);

  private static final List<String> HIDDEN =
      List.of("certificateNumber", "certificateIdentifier", SALT);

  private LicenceClaims() {}

  /** Writes the signed claims; what is hidden goes to the concealer. */
  static JsonObject write(
      LicencePayload payload, @Nullable VerificationKey holder, Concealer concealer) {
    Map<String, JsonValue> claims = new LinkedHashMap<>(payload.licence().toJson().members());
    claims.put(ITEMS, concealer.conceal(payload.items(), Set.of()));
    claims.computeIfPresent(HOLDERS, (name, holders) -> conceal(holders, concealer));
    JsonObject.Builder envelope =
        JsonObject.builder()
            .put("vct", VCT + payload.licence().type())
            .put("iss", payload.licence().issuer().code())
            .put("iat", payload.issuedAt().getEpochSecond())
            .put("role", payload.role().name())
            .put("licenceDigest", Base64Url.encode(payload.licenceDigest()))
            .put(SALT, Base64Url.encode(payload.salt()))
            .put(DisclosedClaims.HASH, JoseNames.of(payload.hash()));
    payload.statusReference().ifPresent(status -> envelope.put("status", statusClaim(status)));
    byte[] original = payload.originalDigest();
    if (original != null) {
      envelope.put("originalDigest", Base64Url.encode(original));
    }
    if (holder != null) {
      envelope.put("cnf", JsonObject.builder().put("jwk", Jwk.of(holder)).build());
    }
    claims.putAll(envelope.build().members());
    Set<String> visible = new HashSet<>(OPEN);
    visible.addAll(ENVELOPE);
    visible.add(DisclosedClaims.HASH);
    return concealer.conceal(new JsonObject(claims), visible);
  }

  private static JsonValue conceal(JsonValue holders, Concealer concealer) {
    return new JsonArray(
        ((JsonArray) holders)
            .items().stream()
                .map(holder -> (JsonValue) concealer.conceal((JsonObject) holder, Set.of()))
                .toList());
  }

  private static JsonObject statusClaim(StatusReference status) {
    return JsonObject.builder()
        .put(
            "status_list",
            JsonObject.builder().put("idx", status.index()).put("uri", status.list()).build())
        .build();
  }

  /** Tells whether a payload claims to be one of ours. */
  static boolean isLicence(JsonObject payload) {
    return payload.text("vct").filter(vct -> vct.startsWith(VCT)).isPresent();
  }

  /** Tells whether a claim that every licence has was kept back by whoever presents it. */
  static boolean isPartial(JsonObject claims) {
    return HIDDEN.stream().anyMatch(name -> claims.get(name).isEmpty())
        || claims.array(HOLDERS).orElse(List.of()).stream()
            .anyMatch(h -> h instanceof JsonObject holder && holder.members().size() < 3);
  }

  /**
   * Reads a complete licence.
   *
   * @param signed the payload as signed: claims of the envelope may not come from disclosures
   * @param claims the payload with its disclosures in place
   */
  static LicencePayload read(JsonObject signed, JsonObject claims, HashAlgorithm hash)
      throws MalformedDataException {
    Map<String, JsonValue> members = new LinkedHashMap<>(claims.members());
    members.keySet().removeAll(ENVELOPE);
    members.remove(SALT);
    Licence licence = Licence.fromJson(new JsonObject(members));
    requireEnvelope(signed, claims, licence.type(), licence.issuer().code());
    return new LicencePayload(
        licence,
        hash,
        digest(claims, SALT, 32),
        status(signed),
        role(signed),
        signed.get("originalDigest").isEmpty()
            ? null
            : digest(signed, "originalDigest", hash.length()),
        issuedAt(signed).orElseThrow(() -> new MalformedDataException("iat: missing or wrong")));
  }

  /**
   * Reads what a presentation discloses of a licence.
   *
   * <p>An end of validity that was kept back must not be taken for none.
   */
  static DisclosedLicence readDisclosed(JsonObject signed, JsonObject claims)
      throws MalformedDataException {
    for (String name : List.of("certificateExpiringDate", "sample")) {
      if (signed.get(name).isEmpty()) {
        throw new MalformedDataException(name + ": must not be selectively disclosable");
      }
    }
    Map<String, JsonValue> members = new LinkedHashMap<>(claims.members());
    members.keySet().removeAll(ENVELOPE);
    members.remove(SALT);
    DisclosedLicence licence = DisclosedLicence.fromJson(new JsonObject(members), status(signed));
    requireEnvelope(signed, claims, licence.type(), licence.issuer().code());
    return licence;
  }

  private static void requireEnvelope(
      JsonObject signed, JsonObject claims, String type, String issuer)
      throws MalformedDataException {
    requireSame(signed, "vct", VCT + type);
    requireSame(signed, "iss", issuer);
    for (String name : ENVELOPE) {
      if (!signed.get(name).equals(claims.get(name))) {
        throw new MalformedDataException(name + ": must not be selectively disclosable");
      }
    }
    holderKey(signed);
  }

  /** The digest that the issuer signed. */
  static byte[] licenceDigest(JsonObject signed, HashAlgorithm hash) throws MalformedDataException {
    return digest(signed, "licenceDigest", hash.length());
  }

  static Optional<Instant> issuedAt(JsonObject signed) {
    try {
      return signed.integer("iat").map(Instant::ofEpochSecond);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The key that a payload names for its holder; null when it names none. */
  static @Nullable VerificationKey holderKey(JsonObject signed) throws MalformedDataException {
    if (signed.get("cnf").isEmpty()) {
      return null;
    }
    JsonObject jwk =
        signed
            .object("cnf")
            .filter(cnf -> cnf.members().size() == 1)
            .flatMap(cnf -> cnf.object("jwk"))
            .orElseThrow(() -> new MalformedDataException("cnf: not {\"jwk\": {…}}"));
    return Jwk.parse(jwk);
  }

  private static void requireSame(JsonObject signed, String name, String expected)
      throws MalformedDataException {
    if (!signed.text(name).equals(Optional.of(expected))) {
      throw new MalformedDataException(name + ": does not agree with the licence");
    }
  }

  private static byte[] digest(JsonObject object, String name, int length)
      throws MalformedDataException {
    byte[] bytes =
        Base64Url.decode(
            object.text(name).orElseThrow(() -> new MalformedDataException(name + ": missing")));
    if (bytes.length != length) {
      throw new MalformedDataException(name + ": not " + length + " bytes");
    }
    return bytes;
  }

  static Role role(JsonObject signed) throws MalformedDataException {
    return Arrays.stream(Role.values())
        .filter(role -> signed.text("role").equals(Optional.of(role.name())))
        .findFirst()
        .orElseThrow(() -> new MalformedDataException("role: missing or unknown"));
  }

  private static @Nullable StatusReference status(JsonObject signed) throws MalformedDataException {
    if (signed.get("status").isEmpty()) {
      return null;
    }
    Optional<JsonObject> list = signed.object("status").flatMap(s -> s.object("status_list"));
    Optional<Long> index = list.flatMap(l -> l.integer("idx")).filter(i -> i >= 0);
    Optional<String> uri = list.flatMap(l -> l.text("uri")).filter(u -> !u.isEmpty());
    if (index.isEmpty() || uri.isEmpty()) {
      throw new MalformedDataException("status: no status_list with idx and uri");
    }
    return new StatusReference(uri.get(), index.get());
  }
}
