package io.hufu.crypto.jose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.VerificationKey;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwkTest {
  /** Those behind have the hash of another curve, which JOSE has no names for. */
  private static final Set<SignatureAlgorithm> NAMED =
      EnumSet.range(SignatureAlgorithm.SM2_SM3, SignatureAlgorithm.RS512);

  private static final String P256 =
      "\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\"";
  private static final String Y = ",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"";

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void a_key_comes_back(SignatureAlgorithm algorithm) throws Exception {
    // A hundred keys, so that some have a coordinate with a leading zero byte.
    for (int i = 0; i < 100; i++) {
      VerificationKey key = SigningKey.generate(algorithm, new SecureRandom()).verificationKey();
      JsonObject jwk = Jwk.of(key);
      assertThat(Jwk.parse(jwk)).isEqualTo(key);
      assertThat(jwk.text("x").orElseThrow()).hasSize(43);
    }
  }

  @Test
  void an_sm2_key_names_our_curve() {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());
    JsonObject jwk = Jwk.of(key.verificationKey());
    assertThat(jwk.text("kty")).contains("EC");
    assertThat(jwk.text("crv")).contains("https://hufu.io/jose/crv/sm2p256v1");
    // The same coordinates are no point of another curve.
    assertMalformed(jwk.with("crv", new JsonText("P-256")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"kty\":\"oct\",\"k\":\"AA\"",
        "\"kty\":\"EC\"",
        P256,
        P256 + ",\"y\":\"AA\"",
        P256 + ",\"y\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\"",
        P256 + Y + ",\"d\":\"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI\"",
        P256 + Y + ",\"k\":null",
        P256 + Y + ",\"use\":\"enc\"",
        P256 + Y + ",\"use\":1",
        P256 + Y + ",\"key_ops\":[\"encrypt\"]",
        P256 + Y + ",\"key_ops\":\"verify\"",
        P256 + Y + ",\"alg\":\"ES384\"",
        P256 + Y + ",\"alg\":\"none\"",
        P256 + Y + ",\"alg\":7",
        "\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"",
        "\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHUQ\"",
        "\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"",
        "\"kty\":\"RSA\",\"n\":\"\",\"e\":\"AQAB\"",
        "\"kty\":\"ec\",\"crv\":\"P-256\"",
        "\"kty\":\"EC\",\"crv\":\"secp256k1\""
      })
  void what_is_not_a_public_signature_key_is_malformed(String members) throws Exception {
    assertMalformed(Json.parseObject(("{" + members + "}").getBytes(UTF_8)));
  }

  @Test
  void members_about_use_are_taken_when_they_allow_verifying() throws Exception {
    JsonObject plain = Json.parseObject(("{" + P256 + Y + "}").getBytes(UTF_8));
    JsonObject full =
        plain
            .with("use", new JsonText("sig"))
            .with("key_ops", JsonArray.of(new JsonText("verify")))
            .with("alg", new JsonText("ES256"))
            .with("kid", new JsonText("1"));
    assertThat(Jwk.parse(full)).isEqualTo(Jwk.parse(plain));
  }

  @Test
  void every_name_leads_back_to_what_it_names() {
    for (SignatureAlgorithm algorithm : NAMED) {
      assertThat(JoseNames.algorithm(JoseNames.of(algorithm))).contains(algorithm);
    }
    for (HashAlgorithm hash : HashAlgorithm.values()) {
      assertThat(JoseNames.hash(JoseNames.of(hash))).contains(hash);
    }
    assertThat(JoseNames.algorithm("Ed25519")).contains(SignatureAlgorithm.ED25519);
    assertThat(JoseNames.hash("SHA-256")).isEmpty();
    assertThat(JoseNames.hash("md5")).isEmpty();
  }

  private static void assertMalformed(JsonObject jwk) {
    assertThatThrownBy(() -> Jwk.parse(jwk)).isInstanceOf(MalformedDataException.class);
  }
}
