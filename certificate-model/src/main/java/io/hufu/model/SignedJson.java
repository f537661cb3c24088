package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.Jws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of trust lists, matters and policies: a JWS whose outside and inside are canonical
 * JSON. One signature is flattened; the two of a rotation stand in {@code signatures}, new first.
 *
 * @param contents the payload
 * @param jws what the (new) signer signed
 * @param retiring who signed beside it to hand over; null without a rotation
 */
record SignedJson(
    JsonObject contents, Jws jws, Certificate signer, @Nullable Certificate retiring) {
  static final long MAX_BYTES = 64L << 20;
  private static final Set<String> HEADER = Set.of("alg", "typ", "x5c");

  /** What an envelope holds: its name in messages and its media type. */
  enum Kind {
    TRUST_LIST("trust list", "hufu-trust+jws"),
    MATTER("matter", "hufu-matter+jws"),
    POLICY("policy", "hufu-policy+jws");

    private final String label;
    private final String typ;

    Kind(String label, String typ) {
      this.label = label;
      this.typ = typ;
    }

    String label() {
      return label;
    }
  }

  static byte[] sign(Kind kind, byte[] payload, SigningKey key) throws KeyUnavailableException {
    Jws jws = Jws.sign(key, header(kind), payload);
    return Json.canonical(
        signature(jws).with("payload", new JsonValue.JsonText(jws.payloadPart())));
  }

  /** Signs by the key that takes over and by the one that retires. */
  static byte[] sign(Kind kind, byte[] payload, SigningKey key, SigningKey retiring)
      throws KeyUnavailableException {
    Jws one = Jws.sign(key, header(kind), payload);
    Jws other = Jws.sign(retiring, header(kind), payload);
    return Json.canonical(
        JsonObject.builder()
            .put("payload", one.payloadPart())
            .put("signatures", JsonArray.of(signature(one), signature(other)))
            .build());
  }

  private static JsonObject header(Kind kind) {
    return JsonObject.builder().put("typ", kind.typ).build();
  }

  private static JsonObject signature(Jws jws) {
    return JsonObject.builder()
        .put("protected", jws.protectedPart())
        .put("signature", jws.signaturePart())
        .build();
  }

  /** Reads a file that is not too large to be an envelope. */
  static byte[] read(Kind kind, Path file) throws IOException, MalformedDataException {
    if (Files.size(file) > MAX_BYTES) {
      throw tooLarge(kind);
    }
    return Files.readAllBytes(file);
  }

  private static MalformedDataException tooLarge(Kind kind) {
    return new MalformedDataException(kind.label + ": is larger than 64 MiB");
  }

  /** Tells envelopes from plain JSON. */
  static boolean isEnvelope(JsonObject json) {
    return json.get("payload").isPresent() && json.get("schema").isEmpty();
  }

  static SignedJson parse(Kind kind, byte[] file, @Nullable Certificate pinned)
      throws MalformedDataException {
    if (file.length > MAX_BYTES) {
      throw tooLarge(kind);
    }
    MemberReader members = MemberReader.of(kind.label, canonical(kind, file));
    String payload = members.text("payload");
    if (!members.has("signatures")) {
      Jws jws = Jws.of(members.text("protected"), payload, members.text("signature"));
      members.end();
      return of(kind, jws, verified(kind, jws, pinned), null);
    }
    List<Jws> both =
        members.objects(
            "signatures", s -> Jws.of(s.text("protected"), payload, s.text("signature")));
    members.end();
    if (both.size() != 2) {
      throw new MalformedDataException(kind.label + ".signatures: are not two");
    }
    Certificate signer = verified(kind, both.get(0), null);
    Certificate retiring = verified(kind, both.get(1), null);
    if (pinned != null && !pinned.equals(signer) && !pinned.equals(retiring)) {
      throw new MalformedDataException(
          kind.label + ": is not signed by the key of " + pinned.subject());
    }
    return of(kind, both.get(0), signer, retiring);
  }

  private static SignedJson of(
      Kind kind, Jws jws, Certificate signer, @Nullable Certificate retiring)
      throws MalformedDataException {
    if (canonical(kind, jws.payload()) instanceof JsonObject contents) {
      return new SignedJson(contents, jws, signer, retiring);
    }
    throw new MalformedDataException(kind.label + ": payload is not an object");
  }

  private static Certificate verified(Kind kind, Jws jws, @Nullable Certificate pinned)
      throws MalformedDataException {
    if (!HEADER.equals(jws.header().members().keySet())
        || !jws.header().text("typ").filter(kind.typ::equals).isPresent()) {
      throw new MalformedDataException(
          kind.label + ": protected header is not that of a " + kind.label);
    }
    Certificate signer = pinned == null ? carried(kind, jws) : pinned;
    if (!signer.hasUsableKey() || !jws.verifies(signer.key())) {
      throw new MalformedDataException(
          kind.label + ": signature does not verify by the key of " + signer.subject());
    }
    return signer;
  }

  private static JsonValue canonical(Kind kind, byte[] json) throws MalformedDataException {
    try {
      return Json.parseCanonical(json);
    } catch (MalformedDataException e) {
      throw new MalformedDataException(kind.label + ": " + e.getMessage(), e);
    }
  }

  private static Certificate carried(Kind kind, Jws jws) throws MalformedDataException {
    List<Certificate> chain = jws.certificates();
    if (chain.isEmpty()) {
      throw new MalformedDataException(kind.label + ": carries no certificate of its signer");
    }
    return chain.get(0);
  }
}
