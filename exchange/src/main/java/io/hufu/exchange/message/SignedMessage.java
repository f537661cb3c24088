package io.hufu.exchange.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.VerificationKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.Jws;
import io.hufu.model.LogEntry;
import io.hufu.model.MemberReader;
import io.hufu.model.SignedConsent;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One signed message: a compact JWS over canonical JSON of a published schema. Immutable.
 *
 * <p>It was held against its schema, and nothing more: untrusted until {@link #verifies} says yes
 * to a key that the caller trusts for {@link #from}.
 */
public final class SignedMessage {
  /** Longest message, in bytes. */
  public static final int MAX_BYTES = 1 << 20;

  private static final Set<String> WITH_CERTIFICATES = Set.of("alg", "typ", "x5c");
  private static final Set<String> WITHOUT_CERTIFICATES = Set.of("alg", "typ");

  private final MessageKind kind;
  private final Jws jws;
  private final JsonObject payload;

  private SignedMessage(MessageKind kind, Jws jws, JsonObject payload) {
    this.kind = kind;
    this.jws = jws;
    this.payload = payload;
  }

  /**
   * Signs a payload.
   *
   * @throws IllegalArgumentException when it breaks the schema of its kind
   */
  static SignedMessage sign(MessageKind kind, JsonObject payload, SigningKey key)
      throws KeyUnavailableException {
    try {
      MessageSchemas.require(kind, payload);
    } catch (MalformedDataException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    JsonObject header = JsonObject.builder().put("typ", kind.type()).build();
    return new SignedMessage(kind, Jws.sign(key, header, Json.canonical(payload)), payload);
  }

  /** Parses a compact JWS of this kind strictly: header, canonical payload, schema. */
  public static SignedMessage parse(MessageKind kind, byte[] compact)
      throws MalformedDataException {
    if (compact.length > MAX_BYTES) {
      throw new MalformedDataException("message: is longer than " + MAX_BYTES + " bytes");
    }
    Jws jws = Jws.parseCompact(new String(compact, ISO_8859_1));
    Set<String> header = jws.header().members().keySet();
    if (!(header.equals(WITH_CERTIFICATES) || header.equals(WITHOUT_CERTIFICATES))
        || !jws.header().text("typ").equals(Optional.of(kind.type()))) {
      throw new MalformedDataException("message: header is not that of " + kind.type());
    }
    if (!(Json.parseCanonical(jws.payload()) instanceof JsonObject payload)) {
      throw new MalformedDataException("message: payload is not an object");
    }
    MessageSchemas.require(kind, payload);
    return new SignedMessage(kind, jws, payload);
  }

  /** Returns the kind. */
  public MessageKind kind() {
    return kind;
  }

  /** Returns the payload; it stands its schema. */
  public JsonObject payload() {
    return payload;
  }

  /** Returns the compact JWS, in ASCII (a copy). */
  public byte[] bytes() {
    return jws.compact().getBytes(US_ASCII);
  }

  /** Returns the consent that a message of this kind is. */
  SignedConsent consent() throws MalformedDataException {
    return SignedConsent.parse(jws.compact());
  }

  /** Returns the code of the authority that speaks. */
  public String from() {
    return payload.text("from").orElseThrow();
  }

  /** Returns the code of the authority that is spoken to. */
  public String to() {
    return payload.text("to").orElseThrow();
  }

  /** Returns when it was made, by the clock of who speaks. */
  public Instant created() throws MalformedDataException {
    return new MemberReader("message", payload).instant("created");
  }

  /** Returns the certificates that the message carries, leaf first. Untrusted. */
  public List<Certificate> certificates() {
    return jws.certificates();
  }

  /** Verifies with a key that the caller trusts for this message. */
  public boolean verifies(VerificationKey key) {
    return jws.verifies(key);
  }

  /** Tells whether the first certificate that it carries has signed it. */
  public boolean verifiesByItsCertificate() {
    return jws.verifiesByItsCertificate();
  }

  /** Returns what other messages name this one by: a digest of its signed octets. */
  public String digest() {
    HashAlgorithm hash =
        jws.algorithm().map(SignatureAlgorithm::suite).orElse(io.hufu.crypto.Suite.SM).hash();
    return hash.label().toLowerCase(Locale.ROOT)
        + ":"
        + HexFormat.of().formatHex(hash.digest(jws.signedOctets()));
  }

  /** Returns what is anchored of a receipt; empty for other kinds, and without a certificate. */
  public Optional<LogEntry> logEntry(HashAlgorithm hash) {
    LogEntry.Kind entry =
        switch (kind) {
          case DELIVERY_RECEIPT -> LogEntry.Kind.DELIVERY_RECEIPT;
          case USE_RECEIPT -> LogEntry.Kind.USE_RECEIPT;
          default -> null;
        };
    byte[] value = jws.signature();
    if (entry == null || value.length == 0) {
      return Optional.empty();
    }
    return certificates().stream()
        .findFirst()
        .map(
            signer ->
                new LogEntry(
                    entry, hash, hash.digest(jws.signedOctets()), signer.digest(hash), value));
  }
}
