package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.Jws;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of a trust list: a flattened JWS whose outside and inside are canonical JSON.
 *
 * @param contents the payload
 * @param octets what was signed
 */
record SignedTrustList(JsonObject contents, byte[] octets, byte[] value, Certificate signer) {
  static final long MAX_BYTES = 64L << 20;
  private static final String TYP = "hufu-trust+jws";
  private static final Set<String> HEADER = Set.of("alg", "typ", "x5c");

  @Override
  public byte[] octets() {
    return octets.clone();
  }

  @Override
  public byte[] value() {
    return value.clone();
  }

  static byte[] sign(byte[] payload, SigningKey key) throws KeyUnavailableException {
    Jws jws = Jws.sign(key, JsonObject.builder().put("typ", TYP).build(), payload);
    return Json.canonical(
        JsonObject.builder()
            .put("payload", jws.payloadPart())
            .put("protected", jws.protectedPart())
            .put("signature", jws.signaturePart())
            .build());
  }

  static SignedTrustList parse(byte[] file, @Nullable Certificate pinned)
      throws MalformedDataException {
    if (file.length > MAX_BYTES) {
      throw new MalformedDataException("trust list: is larger than 64 MiB");
    }
    MemberReader members = MemberReader.of("trust list", canonical(file));
    Jws jws = Jws.of(members.text("protected"), members.text("payload"), members.text("signature"));
    members.end();
    if (!HEADER.equals(jws.header().members().keySet())
        || !jws.header().text("typ").filter(TYP::equals).isPresent()) {
      throw new MalformedDataException("trust list: protected header is not that of a trust list");
    }
    Certificate signer = pinned == null ? carried(jws) : pinned;
    if (!signer.hasUsableKey() || !jws.verifies(signer.key())) {
      throw new MalformedDataException(
          "trust list: signature does not verify by the key of " + signer.subject());
    }
    if (canonical(jws.payload()) instanceof JsonObject contents) {
      return new SignedTrustList(contents, jws.signedOctets(), jws.signature(), signer);
    }
    throw new MalformedDataException("trust list: payload is not an object");
  }

  private static JsonValue canonical(byte[] json) throws MalformedDataException {
    try {
      return Json.parseCanonical(json);
    } catch (MalformedDataException e) {
      throw new MalformedDataException("trust list: " + e.getMessage(), e);
    }
  }

  private static Certificate carried(Jws jws) throws MalformedDataException {
    List<Certificate> chain = jws.certificates();
    if (chain.isEmpty()) {
      throw new MalformedDataException("trust list: carries no certificate of its signer");
    }
    return chain.get(0);
  }
}
