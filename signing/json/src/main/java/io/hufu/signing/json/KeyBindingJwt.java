package io.hufu.signing.json;

import static io.hufu.model.report.KeyBinding.State.CONTENT_DIFFERS;
import static io.hufu.model.report.KeyBinding.State.INTACT;
import static io.hufu.model.report.KeyBinding.State.KEY_MISSING;
import static io.hufu.model.report.KeyBinding.State.MALFORMED;
import static io.hufu.model.report.KeyBinding.State.SIGNATURE_INVALID;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.VerificationKey;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.Jws;
import io.hufu.model.report.KeyBinding;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The key binding JWT of a presentation: made, and read into facts (RFC 9901 §4.3, §7.3). */
final class KeyBindingJwt {
  private static final String TYPE = "kb+jwt";
  private static final String GROUND = "hufu_ground";
  private static final int MAX_GROUND = 8192;

  private KeyBindingJwt() {}

  /**
   * What a holder signs for.
   *
   * @param expiresAt null for no end of the holder's own
   * @param ground null when nothing sensitive is disclosed
   */
  record Statement(
      String audience,
      String nonce,
      Instant madeAt,
      @Nullable Instant expiresAt,
      KeyBinding.@Nullable Ground ground) {}

  /** Signs over exactly these disclosures; the holder's certificates stay at home. */
  static String sign(SdJwt presented, HashAlgorithm hash, Statement statement, SigningKey key)
      throws KeyUnavailableException {
    JsonObject.Builder payload =
        JsonObject.builder()
            .put("iat", statement.madeAt().getEpochSecond())
            .put("aud", statement.audience())
            .put("nonce", statement.nonce())
            .put("sd_hash", sdHash(presented, hash));
    Instant end = statement.expiresAt();
    if (end != null) {
      payload.put("exp", end.getEpochSecond());
    }
    KeyBinding.Ground ground = statement.ground();
    if (ground != null) {
      payload.put(GROUND, JsonObject.builder().put(name(ground.kind()), ground.text()).build());
    }
    JsonObject header = JsonObject.builder().put("typ", TYPE).build();
    return Jws.sign(key.withChain(List.of()), header, Json.canonical(payload.build())).compact();
  }

  /** RFC 9901 §4.3.1: over the compact form up to and with the last tilde. */
  private static String sdHash(SdJwt presented, HashAlgorithm hash) {
    String compact = presented.withKeyBinding(null).toCompact();
    return Base64Url.encode(hash.digest(compact.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Reads and verifies; what is wrong is a state.
   *
   * @param holder the key that the issuer's payload names; null when it names none
   */
  static KeyBinding read(SdJwt file, HashAlgorithm hash, @Nullable VerificationKey holder) {
    try {
      return read(Jws.parseCompact(String.valueOf(file.keyBinding())), file, hash, holder);
    } catch (MalformedDataException e) {
      return KeyBinding.unread(MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  private static KeyBinding read(
      Jws jws, SdJwt file, HashAlgorithm hash, @Nullable VerificationKey holder)
      throws MalformedDataException {
    // §7.3 step 2: the key is the one that the issuer signed for
    if (holder == null) {
      return KeyBinding.unread(KEY_MISSING, "the licence has no cnf");
    }
    // step 5.b
    if (!jws.header().text("typ").equals(Optional.of(TYPE))) {
      throw new MalformedDataException("kb_jwt: typ is not " + TYPE);
    }
    // steps 5.a and 5.d; the policy judges the algorithm
    if (jws.algorithm().isEmpty() || !jws.verifies(holder)) {
      return KeyBinding.unread(SIGNATURE_INVALID, "not signed with the key of cnf");
    }
    JsonObject payload = Json.parseObject(jws.payload());
    boolean same = payload.text("sd_hash").equals(Optional.of(sdHash(file, hash))); // step 5.g
    return new KeyBinding(
        same ? INTACT : CONTENT_DIFFERS,
        same ? "" : "sd_hash is of other disclosures",
        jws.algorithm().get(),
        required(payload, "aud"),
        required(payload, "nonce"),
        time(payload, "iat").orElseThrow(() -> new MalformedDataException("kb_jwt: no iat")),
        time(payload, "exp").orElse(null),
        ground(payload));
  }

  private static String required(JsonObject payload, String name) throws MalformedDataException {
    return payload
        .text(name)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> new MalformedDataException("kb_jwt: no " + name));
  }

  private static Optional<Instant> time(JsonObject payload, String name)
      throws MalformedDataException {
    if (payload.get(name).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Instant.ofEpochSecond(
              payload
                  .integer(name)
                  .orElseThrow(() -> new MalformedDataException("kb_jwt: no integer: " + name))));
    } catch (DateTimeException e) {
      throw new MalformedDataException("kb_jwt: beyond all time: " + name, e);
    }
  }

  private static KeyBinding.@Nullable Ground ground(JsonObject payload)
      throws MalformedDataException {
    if (payload.get(GROUND).isEmpty()) {
      return null;
    }
    JsonObject ground = payload.object(GROUND).orElseGet(() -> JsonObject.builder().build());
    for (KeyBinding.Ground.Kind kind : KeyBinding.Ground.Kind.values()) {
      Optional<String> text = ground.text(name(kind)).filter(KeyBindingJwt::isGround);
      if (text.isPresent() && ground.members().size() == 1) {
        return new KeyBinding.Ground(kind, text.get());
      }
    }
    throw new MalformedDataException("kb_jwt: hufu_ground is neither a consent nor a statute");
  }

  private static boolean isGround(String text) {
    return !text.isBlank() && text.length() <= MAX_GROUND;
  }

  private static String name(KeyBinding.Ground.Kind kind) {
    return switch (kind) {
      case CONSENT -> "consent";
      case STATUTE -> "statute";
    };
  }
}
