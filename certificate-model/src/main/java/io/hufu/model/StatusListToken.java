package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.VerificationKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.Jws;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signed status list (IETF Token Status List, {@code statuslist+jwt}). Immutable.
 *
 * @param uri {@code sub}: must equal the list of a {@link StatusReference}
 * @param issuedAt whole seconds
 * @param expiresAt whole seconds; null when the token does not expire
 * @param timeToLive how long it may be kept before it is fetched anew; null when not said
 */
public record StatusListToken(
    String uri,
    Instant issuedAt,
    @Nullable Instant expiresAt,
    @Nullable Duration timeToLive,
    StatusList list) {
  private static final String TYP = "statuslist+jwt";

  /** The last second of the year 9999; later instants are not worth reading. */
  private static final long MAX_SECONDS = 253402300799L;

  /** Refuses an empty URI and an end before the issue. */
  public StatusListToken {
    if (uri.isEmpty() || (expiresAt != null && expiresAt.isBefore(issuedAt))) {
      throw new IllegalArgumentException("status list: no uri, or it expires before its issue");
    }
  }

  /**
   * A token as it was received. Untrusted until {@link #verifies}.
   *
   * @param jws for its certificates and octets
   */
  public record Signed(StatusListToken token, Jws jws) {
    /** Returns the certificates that the token carries, leaf first. Untrusted. */
    public List<Certificate> certificates() {
      return jws.certificates();
    }

    /** Verifies with a key that the caller trusts for the status of the issuer. */
    public boolean verifies(VerificationKey key) {
      return jws.verifies(key);
    }
  }

  /** Signs the token; the bytes are a compact JWS in ASCII. */
  public byte[] sign(SigningKey key) throws KeyUnavailableException {
    JsonObject.Builder payload =
        JsonObject.builder().put("sub", uri).put("iat", issuedAt.getEpochSecond());
    if (expiresAt != null) {
      payload.put("exp", expiresAt.getEpochSecond());
    }
    if (timeToLive != null) {
      payload.put("ttl", timeToLive.toSeconds());
    }
    payload.put(
        "status_list",
        JsonObject.builder().put("bits", list.bits()).put("lst", list.encode()).build());
    JsonObject header = JsonObject.builder().put("typ", TYP).build();
    Jws jws = Jws.sign(key, header, Json.canonical(payload.build()));
    return jws.compact().getBytes(StandardCharsets.US_ASCII);
  }

  /** Tells whether a token says that it is a status list. */
  public static boolean isNamedBy(Jws jws) {
    return jws.header().text("typ").filter(TYP::equals).isPresent();
  }

  /** Reads only which list a token is of, without decompressing anything. */
  public static String uriOf(Jws jws) throws MalformedDataException {
    return new MemberReader("status list", Json.parseObject(jws.payload())).text("sub");
  }

  /** Reads a compact JWS, with the default limit of a decompressed list. */
  public static Signed parse(byte[] compact) throws MalformedDataException {
    return parse(compact, StatusList.MAX_BYTES);
  }

  /**
   * Reads a compact JWS; members that are not known here are ignored, as the draft asks.
   *
   * @param maxBytes how large the decompressed list may be
   */
  public static Signed parse(byte[] compact, int maxBytes) throws MalformedDataException {
    Jws jws = Jws.parseCompact(new String(compact, StandardCharsets.ISO_8859_1));
    if (!isNamedBy(jws)) {
      throw new MalformedDataException("status list: header does not say typ " + TYP);
    }
    MemberReader claims = new MemberReader("status list", Json.parseObject(jws.payload()));
    MemberReader list = claims.object("status_list");
    try {
      StatusListToken token =
          new StatusListToken(
              claims.text("sub"),
              Instant.ofEpochSecond(seconds(claims, "iat")),
              claims.has("exp") ? Instant.ofEpochSecond(seconds(claims, "exp")) : null,
              claims.has("ttl") ? Duration.ofSeconds(claims.integer("ttl", 1)) : null,
              StatusList.decode(list.integer("bits", 1), list.text("lst"), maxBytes));
      return new Signed(token, jws);
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(String.valueOf(e.getMessage()), e);
    }
  }

  private static long seconds(MemberReader claims, String name) throws MalformedDataException {
    long seconds = claims.integer(name, 0);
    if (seconds > MAX_SECONDS) {
      throw claims.wrong(name, "lies beyond the year 9999");
    }
    return seconds;
  }
}
