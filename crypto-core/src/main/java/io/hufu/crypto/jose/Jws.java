package io.hufu.crypto.jose;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.VerificationKey;
import java.util.List;
import java.util.Optional;

/** One JSON Web Signature (RFC 7515) with its parts as received. Immutable and thread-safe. */
public final class Jws {
  private Jws() {}

  /**
   * Signs a payload; {@code alg} and {@code x5c} (the key's chain) are set, the rest is as given.
   */
  public static Jws sign(SigningKey key, JsonValue.JsonObject header, byte[] payload)
      throws KeyUnavailableException {
    throw new AssertionError("skeleton");
  }

  /** Parses the compact form: three strict base64url parts. */
  public static Jws parseCompact(String compact) throws MalformedDataException {
    throw new AssertionError("skeleton");
  }

  /** Takes the three base64url parts of a flattened JSON serialisation. */
  public static Jws of(String protectedHeader, String payload, String signature)
      throws MalformedDataException {
    throw new AssertionError("skeleton");
  }

  /** Returns the compact form. */
  public String compact() {
    throw new AssertionError("skeleton");
  }

  /** Returns the protected header part as received (base64url). */
  public String protectedPart() {
    throw new AssertionError("skeleton");
  }

  /** Returns the payload part as received (base64url). */
  public String payloadPart() {
    throw new AssertionError("skeleton");
  }

  /** Returns the signature part as received (base64url). */
  public String signaturePart() {
    throw new AssertionError("skeleton");
  }

  /** Returns the protected header. */
  public JsonValue.JsonObject header() {
    throw new AssertionError("skeleton");
  }

  /** Returns the payload bytes (a copy). */
  public byte[] payload() {
    throw new AssertionError("skeleton");
  }

  /** Returns the canonical signature value (a copy). */
  public byte[] signature() {
    throw new AssertionError("skeleton");
  }

  /** Returns the octets that are signed: protected part, a dot, payload part, in ASCII. */
  public byte[] signedOctets() {
    throw new AssertionError("skeleton");
  }

  /** Returns the algorithm that the header names; empty for {@code none} and unknown names. */
  public Optional<SignatureAlgorithm> algorithm() {
    throw new AssertionError("skeleton");
  }

  /** Returns the certificates of {@code x5c}, leaf first; empty when absent. Untrusted. */
  public List<Certificate> certificates() {
    throw new AssertionError("skeleton");
  }

  /**
   * Verifies with a key the caller trusts: the named algorithm is one of the key's, no {@code crit}
   * member is present, and the value verifies.
   */
  public boolean verifies(VerificationKey key) {
    throw new AssertionError("skeleton");
  }
}
