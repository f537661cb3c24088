package io.hufu.crypto.jose;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.VerificationKey;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One JSON Web Signature (RFC 7515) with its parts as received. Immutable and thread-safe. */
public final class Jws {
  private static final int MAX_CERTIFICATES = 12;

  /** The protected part, a dot, the payload part: kept once, for a payload may be large. */
  private final byte[] signedOctets;

  private final int dot;
  private final String signaturePart;
  private final JsonObject header;
  private final byte[] payload;
  private final byte[] signature;
  private final List<Certificate> certificates;

  private Jws(String protectedPart, String payloadPart, String signaturePart)
      throws MalformedDataException {
    this.signedOctets = signedOctets(protectedPart, payloadPart);
    this.dot = protectedPart.length();
    this.signaturePart = signaturePart;
    this.header = Json.parseObject(Base64Url.decode(protectedPart));
    this.payload = Base64Url.decode(payloadPart);
    this.signature = Base64Url.decode(signaturePart);
    if (header.text("alg").isEmpty()) {
      throw new MalformedDataException("a JWS header has no alg");
    }
    this.certificates = header.members().containsKey("x5c") ? x5c(header) : List.of();
  }

  /**
   * Signs a payload; {@code alg} and {@code x5c} (the key's chain) are set, the rest is as given.
   *
   * @throws IllegalArgumentException when the header has {@code crit}, which no verifier here takes
   */
  public static Jws sign(SigningKey key, JsonObject header, byte[] payload)
      throws KeyUnavailableException {
    if (header.members().containsKey("crit")) {
      throw new IllegalArgumentException("a JWS header with crit would not verify");
    }
    JsonObject.Builder complete = JsonObject.builder().put("alg", JoseNames.of(key.algorithm()));
    for (Map.Entry<String, JsonValue> member : header.members().entrySet()) {
      if (!member.getKey().equals("alg") && !member.getKey().equals("x5c")) {
        complete.put(member.getKey(), member.getValue());
      }
    }
    if (!key.chain().isEmpty()) {
      complete.put("x5c", x5c(key.chain()));
    }
    String protectedPart = Base64Url.encode(Json.compact(complete.build()));
    String payloadPart = Base64Url.encode(payload);
    byte[] signature = key.sign(signedOctets(protectedPart, payloadPart));
    try {
      return new Jws(protectedPart, payloadPart, Base64Url.encode(signature));
    } catch (MalformedDataException e) {
      throw new IllegalArgumentException("a JWS header that cannot be read back", e);
    }
  }

  /** Parses the compact form: three strict base64url parts. */
  public static Jws parseCompact(String compact) throws MalformedDataException {
    int first = compact.indexOf('.');
    int second = compact.indexOf('.', first + 1);
    if (first < 0 || second < 0) {
      throw new MalformedDataException("a compact JWS has three parts");
    }
    // A third dot is no base64url character and falls with the last part.
    return new Jws(
        compact.substring(0, first),
        compact.substring(first + 1, second),
        compact.substring(second + 1));
  }

  /** Takes the three base64url parts of a flattened JSON serialisation. */
  public static Jws of(String protectedHeader, String payload, String signature)
      throws MalformedDataException {
    return new Jws(protectedHeader, payload, signature);
  }

  /** Returns the compact form. */
  public String compact() {
    return new String(signedOctets, US_ASCII) + "." + signaturePart;
  }

  /** Returns the protected header part as received (base64url). */
  public String protectedPart() {
    return new String(signedOctets, 0, dot, US_ASCII);
  }

  /** Returns the payload part as received (base64url). */
  public String payloadPart() {
    return new String(signedOctets, dot + 1, signedOctets.length - dot - 1, US_ASCII);
  }

  /** Returns the signature part as received (base64url). */
  public String signaturePart() {
    return signaturePart;
  }

  /** Returns the protected header. */
  public JsonObject header() {
    return header;
  }

  /** Returns the payload bytes (a copy). */
  public byte[] payload() {
    return payload.clone();
  }

  /**
   * Returns the canonical signature value (a copy): of the two that verify for ECDSA the one with
   * low s, other values as received.
   */
  public byte[] signature() {
    return algorithm().map(a -> a.canonical(signature)).orElseGet(signature::clone);
  }

  /** Returns the octets that are signed (a copy): protected part, a dot, payload part, in ASCII. */
  public byte[] signedOctets() {
    return signedOctets.clone();
  }

  /** Returns the algorithm that the header names; empty for {@code none} and unknown names. */
  public Optional<SignatureAlgorithm> algorithm() {
    return header.text("alg").flatMap(JoseNames::algorithm);
  }

  /** Returns the certificates of {@code x5c}, leaf first; empty when absent. Untrusted. */
  public List<Certificate> certificates() {
    return certificates;
  }

  /**
   * Verifies with a key the caller trusts: the named algorithm is one of the key's, no {@code crit}
   * member is present, and the value verifies. What the header says of keys ({@code jwk}, {@code
   * jku}, {@code kid}, {@code x5c}, {@code x5u}) plays no part.
   */
  public boolean verifies(VerificationKey key) {
    // RFC 7515 §4.1.11: an extension that is not understood; Hufu knows none.
    if (header.members().containsKey("crit")) {
      return false;
    }
    return algorithm()
        .map(algorithm -> key.verify(algorithm, signedOctets, signature))
        .orElse(false);
  }

  /** Tells whether the first certificate that it carries has signed it. Trusts none of them. */
  public boolean verifiesByItsCertificate() {
    return !certificates.isEmpty()
        && certificates.get(0).hasUsableKey()
        && verifies(certificates.get(0).key());
  }

  private static byte[] signedOctets(String protectedPart, String payloadPart) {
    return (protectedPart + "." + payloadPart).getBytes(US_ASCII);
  }

  private static JsonArray x5c(List<Certificate> chain) {
    List<JsonValue> items = new ArrayList<>();
    for (Certificate certificate : chain) {
      items.add(new JsonText(Base64.getEncoder().encodeToString(certificate.der())));
    }
    return new JsonArray(items);
  }

  /** RFC 7515 §4.1.6: an array of base64 (not base64url) DER certificates. */
  private static List<Certificate> x5c(JsonObject header) throws MalformedDataException {
    List<JsonValue> items = header.array("x5c").orElse(List.of());
    if (items.isEmpty() || items.size() > MAX_CERTIFICATES) {
      throw new MalformedDataException(
          "x5c does not hold 1 to " + MAX_CERTIFICATES + " certificates");
    }
    List<Certificate> certificates = new ArrayList<>();
    for (JsonValue item : items) {
      if (!(item instanceof JsonText text)) {
        throw new MalformedDataException("x5c holds something else than text");
      }
      try {
        certificates.add(Certificate.fromDer(Base64.getDecoder().decode(text.value())));
      } catch (IllegalArgumentException e) {
        throw new MalformedDataException("x5c is not base64");
      }
    }
    return List.copyOf(certificates);
  }
}
