package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.VerificationKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.Jws;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One publication of a status list (状态清单期次): what is anchored, so that no list can be swapped.
 *
 * <p>Immutable. Two epochs with one list and one number prove that its issuer speaks with two
 * tongues ({@link StatusConflict}).
 *
 * @param issuer unified social credit code of the authority that keeps the status
 * @param list URI of the status list
 * @param number from 1, and higher with every publication of the list
 * @param previous digest of the list's epoch before; null for its first
 * @param token digest of the list token that was published, as {@link #digest} writes it
 */
public record StatusEpoch(
    String issuer,
    String list,
    long number,
    Instant thisUpdate,
    Instant nextUpdate,
    @Nullable String previous,
    String token) {
  private static final String SCHEMA = "hufu.status-epoch/1";
  private static final String TYP = "hufu-status-epoch+jwt";
  private static final Set<String> HEADER = Set.of("alg", "typ", "x5c");

  /** Refuses numbers below 1, a period that ends before it starts, and what is no digest. */
  public StatusEpoch {
    if (number < 1 || nextUpdate.isBefore(thisUpdate) || list.isEmpty()) {
      throw new IllegalArgumentException(
          "status epoch: a list, a number from 1, nextUpdate not before thisUpdate");
    }
    DigestText.parse(token);
    if (previous != null) {
      DigestText.parse(previous);
    }
  }

  /**
   * An epoch as it was received. Untrusted until {@link #verifies}.
   *
   * @param jws for its certificates and octets
   */
  public record Signed(StatusEpoch epoch, Jws jws) {
    /** Returns the certificates that the token carries, leaf first. Untrusted. */
    public List<Certificate> certificates() {
      return jws.certificates();
    }

    /** Verifies with a key that the caller trusts for the status of this issuer. */
    public boolean verifies(VerificationKey key) {
      return jws.verifies(key);
    }

    /** Returns what is anchored of it; empty without the signer's certificate. */
    public Optional<LogEntry> logEntry(HashAlgorithm hash) {
      return AnchoredJws.entry(LogEntry.Kind.STATUS_EPOCH, jws, hash);
    }
  }

  /** Digests a token or an epoch: {@code sm3:} or {@code sha-256:} and lower-case hex. */
  public static String digest(HashAlgorithm hash, byte[] compact) {
    return new DigestText(hash, hash.digest(compact)).text();
  }

  /** Tells whether this epoch published that token. */
  public boolean published(byte[] compact) {
    DigestText digest = DigestText.parse(token);
    return Arrays.equals(digest.value(), digest.hash().digest(compact));
  }

  /** Signs the epoch; the bytes are a compact JWS in ASCII. */
  public byte[] sign(SigningKey key) throws KeyUnavailableException {
    JsonObject.Builder payload =
        JsonObject.builder()
            .put("schema", SCHEMA)
            .put("iss", issuer)
            .put("listUri", list)
            .put("n", number)
            .put("thisUpdate", thisUpdate.toString())
            .put("nextUpdate", nextUpdate.toString())
            .put("listTokenDigest", token);
    if (previous != null) {
      payload.put("previousEpochDigest", previous);
    }
    JsonObject header = JsonObject.builder().put("typ", TYP).build();
    Jws jws = Jws.sign(key, header, Json.canonical(payload.build()));
    return jws.compact().getBytes(StandardCharsets.US_ASCII);
  }

  /** Tells whether a token says that it is an epoch. */
  public static boolean isNamedBy(Jws jws) {
    return jws.header().text("typ").filter(TYP::equals).isPresent();
  }

  /** Reads a compact JWS strictly; its payload must be canonical JSON. */
  public static Signed parse(byte[] compact) throws MalformedDataException {
    Jws jws = Jws.parseCompact(new String(compact, StandardCharsets.ISO_8859_1));
    if (!HEADER.equals(jws.header().members().keySet()) || !isNamedBy(jws)) {
      throw new MalformedDataException("status epoch: header is not that of an epoch");
    }
    MemberReader members =
        MemberReader.of("status epoch", Json.parseCanonical(jws.payload())).schema(SCHEMA);
    try {
      StatusEpoch epoch =
          new StatusEpoch(
              members.text("iss"),
              members.text("listUri"),
              members.integer("n", 1),
              members.instant("thisUpdate"),
              members.instant("nextUpdate"),
              members.textOrNull("previousEpochDigest"),
              members.text("listTokenDigest"));
      members.end();
      return new Signed(epoch, jws);
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(String.valueOf(e.getMessage()), e);
    }
  }
}
