package io.hufu.crypto.jose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.VerificationKey;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwsTest {
  /** Those behind have the hash of another curve, which JOSE has no names for. */
  private static final Set<SignatureAlgorithm> NAMED =
      EnumSet.range(SignatureAlgorithm.SM2_SM3, SignatureAlgorithm.RS512);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] PAYLOAD = "{\"vct\":\"\u8bc1\u7167\"}".getBytes(UTF_8);
  private static final JsonObject HEADER = JsonObject.builder().put("typ", "dc+sd-jwt").build();

  @Test
  void signatures_of_the_standards_verify_and_no_changed_character_does() throws Exception {
    for (JsonValue item : Vectors.read("jws.json").array("signatures").orElseThrow()) {
      JsonObject vector = (JsonObject) item;
      String why = vector.text("why").orElseThrow();
      VerificationKey key = Jwk.parse(vector.object("jwk").orElseThrow());
      String compact = vector.text("compact").orElseThrow();
      Jws jws = Jws.parseCompact(compact);
      assertThat(jws.verifies(key)).as(why).isTrue();
      assertThat(jws.compact()).isEqualTo(compact);
      assertThat(jws.algorithm().orElseThrow().name())
          .isEqualTo(vector.text("algorithm").orElseThrow());
      assertThat(Jwk.parse(Jwk.of(key))).isEqualTo(key);
      for (int i = 0; i < compact.length(); i++) {
        char other = compact.charAt(i) == 'A' ? 'B' : 'A';
        String changed = compact.substring(0, i) + other + compact.substring(i + 1);
        assertThat(verifies(changed, key)).as("%s, character %d", why, i).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void what_is_signed_verifies_with_that_key_only(SignatureAlgorithm algorithm) throws Exception {
    SigningKey key = SigningKey.generate(algorithm, RANDOM);
    Jws jws = Jws.parseCompact(Jws.sign(key, HEADER, PAYLOAD).compact());
    assertThat(jws.verifies(key.verificationKey())).isTrue();
    assertThat(jws.payload()).isEqualTo(PAYLOAD);
    assertThat(jws.header().text("typ")).contains("dc+sd-jwt");
    assertThat(jws.header().text("alg")).contains(JoseNames.of(algorithm));
    assertThat(jws.certificates()).isEmpty();
    assertThat(jws.signedOctets())
        .isEqualTo((jws.protectedPart() + "." + jws.payloadPart()).getBytes(UTF_8));
    assertThat(Jws.of(jws.protectedPart(), jws.payloadPart(), jws.signaturePart()).compact())
        .isEqualTo(jws.compact());
    SigningKey stranger = SigningKey.generate(algorithm, RANDOM);
    assertThat(jws.verifies(stranger.verificationKey())).isFalse();
    for (SignatureAlgorithm other : NAMED) {
      if (other != algorithm) {
        assertThat(withAlg(jws, JoseNames.of(other)).verifies(key.verificationKey()))
            .as("said to be %s", other)
            .isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "", "HS256", "es256", "ES256 ", "SM2", "ES256K"})
  void an_unknown_algorithm_never_verifies(String name) throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.ES256, RANDOM);
    Jws jws = withAlg(Jws.sign(key, HEADER, PAYLOAD), name);
    assertThat(jws.algorithm()).isEmpty();
    assertThat(jws.verifies(key.verificationKey())).isFalse();
    assertThat(Jws.of(jws.protectedPart(), jws.payloadPart(), "").verifies(key.verificationKey()))
        .isFalse();
  }

  @Test
  void a_header_with_crit_never_verifies() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.ED25519, RANDOM);
    JsonObject header =
        HEADER.with("alg", new JsonText("EdDSA")).with("crit", JsonArray.of(new JsonText("typ")));
    Jws jws = signedBy(key, header);
    assertThat(jws.verifies(key.verificationKey())).isFalse();
    assertThat(
            signedBy(key, HEADER.with("alg", new JsonText("EdDSA")))
                .verifies(key.verificationKey()))
        .isTrue();
    assertThatThrownBy(() -> Jws.sign(key, header, PAYLOAD))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_key_in_the_header_is_never_used() throws Exception {
    SigningKey agency = SigningKey.generate(SignatureAlgorithm.SM2_SM3, RANDOM);
    SigningKey attacker = SigningKey.generate(SignatureAlgorithm.SM2_SM3, RANDOM);
    JsonObject header =
        HEADER
            .with("jwk", Jwk.of(attacker.verificationKey()))
            .with("jku", new JsonText("https://attacker.example/keys"))
            .with("kid", new JsonText("1"));
    Jws jws = Jws.sign(attacker, header, PAYLOAD);
    assertThat(jws.verifies(agency.verificationKey())).isFalse();
    assertThat(jws.certificates()).isEmpty();
  }

  @Test
  void alg_and_x5c_given_by_the_caller_are_replaced_by_the_keys_own() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.ES256, RANDOM);
    JsonObject header =
        HEADER.with("alg", new JsonText("none")).with("x5c", JsonArray.of(new JsonText("AA==")));
    Jws jws = Jws.sign(key, header, PAYLOAD);
    assertThat(jws.header().text("alg")).contains("ES256");
    assertThat(jws.header().get("x5c")).isEmpty();
  }

  @Test
  void of_the_two_ecdsa_values_one_is_canonical() throws Exception {
    BigInteger n =
        new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    SigningKey key = SigningKey.generate(SignatureAlgorithm.ES256, RANDOM);
    Jws low = Jws.sign(key, HEADER, PAYLOAD);
    byte[] value = Base64Url.decode(low.signaturePart());
    byte[] twin = Arrays.copyOf(value, 64);
    BigInteger s = new BigInteger(1, value, 32, 32);
    System.arraycopy(BigIntegers.asUnsignedByteArray(32, n.subtract(s)), 0, twin, 32, 32);
    Jws high = Jws.of(low.protectedPart(), low.payloadPart(), Base64Url.encode(twin));
    assertThat(high.verifies(key.verificationKey())).isTrue();
    assertThat(high.signature()).isEqualTo(low.signature()).isEqualTo(value);
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a.b",
        "e30.e30.e30.e30",
        "e30..",
        "W10.e30.e30",
        "e30=.e30.e30",
        "eyJhbGciOiJFUzI1NiJ9.e30=.AA",
        "eyJhbGciOiJFUzI1NiJ9.e31.AA",
        "eyJhbGciOiJFUzI1NiJ9.e30.AB",
        "eyJhbGciOiJFUzI1NiJ9.e30.AA.",
        "eyJhbGciOiJFUzI1NiJ9.e30",
        "eyJhbGciOiJFUzI1NiJ9.e 30.AA",
        "eyJhbGciOiJFUzI1NiJ9\n.e30.AA",
        "eyJhbGciOiJFUzI1NiJ9.e+0.AA"
      })
  void what_is_not_three_strict_parts_with_a_header_is_malformed(String compact) {
    assertThatThrownBy(() -> Jws.parseCompact(compact)).isInstanceOf(MalformedDataException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"ES256\",\"alg\":\"none\"}",
        "{\"alg\":1}",
        "{\"alg\":null}",
        "{}",
        "{\"alg\":\"ES256\",\"x5c\":[]}",
        "{\"alg\":\"ES256\",\"x5c\":\"AA==\"}",
        "{\"alg\":\"ES256\",\"x5c\":[1]}",
        "{\"alg\":\"ES256\",\"x5c\":[\"AA==\"]}",
        "{\"alg\":\"ES256\",\"x5c\":[\"!\"]}",
        "{\"alg\":\"ES256\"} x"
      })
  void a_bad_header_is_malformed(String header) {
    String part = Base64Url.encode(header.getBytes(UTF_8));
    assertThatThrownBy(() -> Jws.of(part, "e30", "AA")).isInstanceOf(MalformedDataException.class);
  }

  private static boolean verifies(String compact, VerificationKey key) {
    try {
      return Jws.parseCompact(compact).verifies(key);
    } catch (MalformedDataException e) {
      return false;
    }
  }

  /** The same signature value under a header that names another algorithm. */
  private static Jws withAlg(Jws jws, String alg) throws Exception {
    byte[] header = Json.compact(jws.header().with("alg", new JsonText(alg)));
    return Jws.of(Base64Url.encode(header), jws.payloadPart(), jws.signaturePart());
  }

  /** Signs any header, also one that {@link Jws#sign} would refuse. */
  private static Jws signedBy(SigningKey key, JsonObject header) throws Exception {
    String protectedPart = Base64Url.encode(Json.compact(header));
    String payloadPart = Base64Url.encode(PAYLOAD);
    byte[] value = key.sign((protectedPart + "." + payloadPart).getBytes(UTF_8));
    return Jws.of(protectedPart, payloadPart, Base64Url.encode(value));
  }
}
