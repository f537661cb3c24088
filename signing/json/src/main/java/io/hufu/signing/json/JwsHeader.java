package io.hufu.signing.json;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.JoseNames;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonBool;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The headers of one JWS signature (RFC 7515 §4, RFC 7797, ETSI TS 119 182-1 §5). Immutable.
 *
 * <p>Keys and addresses ({@code jwk}, {@code jku}, {@code x5u}) are never looked at.
 */
final class JwsHeader {
  private static final int MAX_CERTIFICATES = 64;

  /** Critical parameters that are processed here (RFC 7797 §6; TS 119 182-1 §5.2). */
  private static final Set<String> UNDERSTOOD = Set.of("b64", "sigT", "sigD", "x5t#o");

  /** Registered parameters must not be listed (RFC 7515 §4.1.11). */
  private static final Set<String> REGISTERED =
      Set.of("alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit");

  private final JsonObject signed;
  private final JsonObject unsigned;

  private JwsHeader(JsonObject signed, JsonObject unsigned) {
    this.signed = signed;
    this.unsigned = unsigned;
  }

  /** Reads both headers; they share no name, and what matters is protected. */
  static JwsHeader of(JwsFile.JwsPart part) throws MalformedDataException {
    JsonObject signed = Json.parseObject(Base64Url.decode(part.protectedPart()));
    // RFC 7515 §7.2.1: the names are disjoint
    for (String name : part.header().members().keySet()) {
      if (signed.get(name).isPresent()) {
        throw new MalformedDataException("a header parameter is protected and unprotected");
      }
    }
    for (String name : List.of("alg", "crit", "b64", "sigD", "sigT")) {
      if (part.header().get(name).isPresent()) {
        throw new MalformedDataException("header parameter " + name + " is not protected");
      }
    }
    if (signed.text("alg").isEmpty()) {
      throw new MalformedDataException("the protected header has no alg");
    }
    if (signed.get("b64").isPresent() && !(signed.get("b64").get() instanceof JsonBool)) {
      throw new MalformedDataException("b64 is neither true nor false");
    }
    JwsHeader header = new JwsHeader(signed, part.header());
    header.requireCritical();
    return header;
  }

  /** RFC 7515 §4.1.11: a non-empty list of distinct names that are there. */
  private void requireCritical() throws MalformedDataException {
    List<String> critical = critical();
    if (signed.get("crit").isPresent() && critical.isEmpty()) {
      throw new MalformedDataException("crit is not a list of names");
    }
    Set<String> seen = new HashSet<>();
    for (String name : critical) {
      if (!seen.add(name) || REGISTERED.contains(name) || signed.get(name).isEmpty()) {
        throw new MalformedDataException("crit names what it must not, or what is not there");
      }
    }
    // RFC 7797 §6
    if (!isEncoded() && !critical.contains("b64")) {
      throw new MalformedDataException("b64 is false and not critical");
    }
  }

  private List<String> critical() throws MalformedDataException {
    List<String> names = new ArrayList<>();
    for (JsonValue each : signed.array("crit").orElse(List.of())) {
      if (!(each instanceof JsonText text)) {
        throw new MalformedDataException("crit is not a list of names");
      }
      names.add(text.value());
    }
    return names;
  }

  /** Critical names that nobody here processes. */
  List<String> notUnderstood() throws MalformedDataException {
    return critical().stream().filter(name -> !UNDERSTOOD.contains(name)).toList();
  }

  /** RFC 7797 §3: whether the payload is signed as base64url. */
  boolean isEncoded() {
    return !signed.get("b64").filter(JsonBool.FALSE::equals).isPresent();
  }

  boolean isUnsecured() {
    return signed.text("alg").filter("none"::equalsIgnoreCase).isPresent();
  }

  Optional<SignatureAlgorithm> algorithm() {
    return signed.text("alg").flatMap(JoseNames::algorithm);
  }

  /** How the content is referred to (TS 119 182-1 §5.2.8). */
  Optional<JsonValue> detachedReference() {
    return signed.get("sigD");
  }

  /** The signer's own word: iat, or sigT of older editions (TS 119 182-1 §5.2.1). */
  Optional<Instant> signingTime() {
    try {
      Optional<Long> iat = signed.integer("iat");
      return iat.isPresent()
          ? iat.map(Instant::ofEpochSecond)
          : signed.text("sigT").map(Instant::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Unsigned items of TS 119 182-1 §5.3. */
  List<JsonValue> unsignedItems() {
    return unsigned.array("etsiU").orElse(List.of());
  }

  /** RFC 7515 §4.1.6: certificates in base64, protected or not; they stay untrusted. */
  List<Certificate> certificates() throws MalformedDataException {
    JsonObject holder = signed.get("x5c").isPresent() ? signed : unsigned;
    List<Certificate> certificates = new ArrayList<>();
    for (JsonValue each : holder.array("x5c").orElse(List.of())) {
      if (!(each instanceof JsonText text) || certificates.size() == MAX_CERTIFICATES) {
        throw new MalformedDataException("x5c holds something else than certificates");
      }
      try {
        certificates.add(Certificate.fromDer(Base64.getDecoder().decode(text.value())));
      } catch (IllegalArgumentException e) {
        throw new MalformedDataException("x5c is not base64");
      }
    }
    return certificates;
  }

  /** Tells whether any protected thumbprint names another certificate (§4.1.8, §5.2.2). */
  boolean contradicts(Certificate certificate) {
    Optional<String> sha256 = signed.text("x5t#S256");
    boolean other =
        sha256.isPresent() && !sha256.get().equals(thumbprint(certificate, HashAlgorithm.SHA_256));
    Optional<JsonObject> own = signed.object("x5t#o");
    return other || (own.isPresent() && !names(own.get(), certificate));
  }

  private static boolean names(JsonObject reference, Certificate certificate) {
    return reference
        .text("digAlg")
        .flatMap(DigestNames::hash)
        .filter(hash -> reference.text("digVal").equals(Optional.of(thumbprint(certificate, hash))))
        .isPresent();
  }

  private static String thumbprint(Certificate certificate, HashAlgorithm hash) {
    return Base64Url.encode(certificate.digest(hash));
  }

  /** Tells whether a certificate is the one that the header only names. */
  boolean namesOnly(Certificate certificate) {
    boolean named = signed.get("x5t#S256").isPresent() || signed.get("x5t#o").isPresent();
    return named
        ? !contradicts(certificate)
        : keyId().filter(id -> isKeyId(id, certificate)).isPresent();
  }

  private Optional<String> keyId() {
    return signed.text("kid").or(() -> unsigned.text("kid"));
  }

  private static boolean isKeyId(String id, Certificate certificate) {
    boolean byThumbprint = id.equals(thumbprint(certificate, HashAlgorithm.SHA_256));
    return byThumbprint
        || certificate
            .subjectKeyId()
            .filter(
                key ->
                    id.equals(Base64Url.encode(key))
                        || id.equalsIgnoreCase(HexFormat.of().formatHex(key)))
            .isPresent();
  }
}
