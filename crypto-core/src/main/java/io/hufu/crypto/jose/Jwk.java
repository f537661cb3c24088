package io.hufu.crypto.jose;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.VerificationKey;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.util.BigIntegers;

/**
 * Public keys as JSON Web Keys (RFC 7517, 8037); SM2 as EC with a private curve name. Thread-safe.
 */
public final class Jwk {
  /** {@code crv} for the SM2 curve. */
  public static final String SM2_CURVE = "https://hufu.io/jose/crv/sm2p256v1";

  /** Members that hold a private or symmetric key (RFC 7518 §6, RFC 8037 §2). */
  private static final List<String> PRIVATE_MEMBERS =
      List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  private static final byte UNCOMPRESSED = 0x04;

  private Jwk() {}

  /** A curve of {@code kty} EC: its name, its identifier and the length of a coordinate. */
  private record EcCurve(String name, ASN1ObjectIdentifier oid, int length) {}

  private static final List<EcCurve> CURVES =
      List.of(
          new EcCurve(SM2_CURVE, GMObjectIdentifiers.sm2p256v1, 32),
          new EcCurve("P-256", SECObjectIdentifiers.secp256r1, 32),
          new EcCurve("P-384", SECObjectIdentifiers.secp384r1, 48),
          new EcCurve("P-521", SECObjectIdentifiers.secp521r1, 66));

  /** Writes an EC, OKP or RSA public key. */
  public static JsonObject of(VerificationKey key) {
    SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(key.spki());
    byte[] bits = info.getPublicKeyData().getBytes();
    ASN1ObjectIdentifier kind = info.getAlgorithm().getAlgorithm();
    if (kind.equals(EdECObjectIdentifiers.id_Ed25519)) {
      return JsonObject.builder()
          .put("kty", "OKP")
          .put("crv", "Ed25519")
          .put("x", Base64Url.encode(bits))
          .build();
    }
    if (kind.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      RSAPublicKey rsa = RSAPublicKey.getInstance(bits);
      return JsonObject.builder()
          .put("kty", "RSA")
          .put("n", number(rsa.getModulus()))
          .put("e", number(rsa.getPublicExponent()))
          .build();
    }
    EcCurve curve =
        CURVES.stream()
            .filter(c -> c.oid.equals(info.getAlgorithm().getParameters()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("a key of an unknown curve"));
    return JsonObject.builder()
        .put("kty", "EC")
        .put("crv", curve.name)
        .put("x", Base64Url.encode(Arrays.copyOfRange(bits, 1, 1 + curve.length)))
        .put("y", Base64Url.encode(Arrays.copyOfRange(bits, 1 + curve.length, bits.length)))
        .build();
  }

  /**
   * Reads a public key; private members are refused.
   *
   * <p>Coordinates have their full length and numbers no leading zero byte. A {@code use} must be
   * {@code sig}, a {@code key_ops} must hold {@code verify}, an {@code alg} must be one of the
   * key's; other members are ignored (RFC 7517 §4).
   */
  public static VerificationKey parse(JsonObject jwk) throws MalformedDataException {
    if (PRIVATE_MEMBERS.stream().anyMatch(jwk.members()::containsKey)) {
      throw new MalformedDataException("a JWK holds more than a public key");
    }
    VerificationKey key =
        VerificationKey.fromSpki(
            switch (text(jwk, "kty")) {
              case "EC" -> ec(jwk);
              case "OKP" -> okp(jwk);
              case "RSA" -> rsa(jwk);
              default -> throw new MalformedDataException("a JWK is of an unknown kty");
            });
    requireUse(jwk, key);
    return key;
  }

  private static byte[] ec(JsonObject jwk) throws MalformedDataException {
    String name = text(jwk, "crv");
    Optional<EcCurve> known = CURVES.stream().filter(c -> c.name.equals(name)).findFirst();
    if (known.isEmpty()) {
      throw new MalformedDataException("a JWK is on an unknown curve");
    }
    EcCurve curve = known.get();
    byte[] x = bytes(jwk, "x", curve.length);
    byte[] y = bytes(jwk, "y", curve.length);
    byte[] point = new byte[1 + 2 * curve.length];
    point[0] = UNCOMPRESSED;
    System.arraycopy(x, 0, point, 1, curve.length);
    System.arraycopy(y, 0, point, 1 + curve.length, curve.length);
    return spki(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve.oid), point);
  }

  private static byte[] okp(JsonObject jwk) throws MalformedDataException {
    if (!text(jwk, "crv").equals("Ed25519")) {
      throw new MalformedDataException("a JWK is on an unknown curve");
    }
    return spki(new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), bytes(jwk, "x", 32));
  }

  private static byte[] rsa(JsonObject jwk) throws MalformedDataException {
    RSAPublicKey key = new RSAPublicKey(number(jwk, "n"), number(jwk, "e"));
    AlgorithmIdentifier rsa =
        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
    try {
      return spki(rsa, key.getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException("an RSA key could not be encoded", e);
    }
  }

  private static byte[] spki(AlgorithmIdentifier algorithm, byte[] bits) {
    try {
      return new SubjectPublicKeyInfo(algorithm, bits).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("a public key could not be encoded", e);
    }
  }

  private static void requireUse(JsonObject jwk, VerificationKey key)
      throws MalformedDataException {
    boolean use = jwk.get("use").map(v -> v.equals(new JsonText("sig"))).orElse(true);
    boolean operations =
        !jwk.members().containsKey("key_ops")
            || jwk.array("key_ops").orElse(List.of()).contains(new JsonText("verify"));
    boolean algorithm =
        !jwk.members().containsKey("alg")
            || jwk.text("alg")
                .flatMap(JoseNames::algorithm)
                .filter(key.algorithms()::contains)
                .isPresent();
    if (!use || !operations || !algorithm) {
      throw new MalformedDataException("a JWK is not for verifying signatures");
    }
  }

  private static String text(JsonObject jwk, String member) throws MalformedDataException {
    return jwk.text(member)
        .orElseThrow(() -> new MalformedDataException("a JWK has no text in " + member));
  }

  private static byte[] bytes(JsonObject jwk, String member, int length)
      throws MalformedDataException {
    byte[] bytes = Base64Url.decode(text(jwk, member));
    if (bytes.length != length) {
      throw new MalformedDataException("a JWK has " + member + " of a wrong length");
    }
    return bytes;
  }

  /** Base64urlUInt: big-endian, no sign, fewest bytes (RFC 7518 §2). */
  private static BigInteger number(JsonObject jwk, String member) throws MalformedDataException {
    byte[] bytes = Base64Url.decode(text(jwk, member));
    if (bytes.length == 0 || bytes[0] == 0) {
      throw new MalformedDataException("a JWK has " + member + " with a leading zero");
    }
    return new BigInteger(1, bytes);
  }

  private static String number(BigInteger number) {
    return Base64Url.encode(BigIntegers.asUnsignedByteArray(number));
  }
}
