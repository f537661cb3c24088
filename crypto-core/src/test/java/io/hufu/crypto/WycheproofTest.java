package io.hufu.crypto;

import static io.hufu.crypto.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/**
 * The vectors of C2SP/wycheproof. Every difference from their result is one that {@code
 * docs/vectors.md} gives a reason for, and every one listed there occurs.
 */
class WycheproofTest {

  @Test
  void ecdsa_p256_in_der() throws Exception {
    assertThat(
            differences(
                "ecdsa_secp256r1_sha256_test.json",
                (group, test) ->
                    key(group)
                        .verifyDer(SignatureAlgorithm.ES256, hex(test, "msg"), hex(test, "sig"))))
        .isEmpty();
  }

  @Test
  void ecdsa_p256_in_fixed_length() throws Exception {
    assertThat(
            differences(
                "ecdsa_secp256r1_sha256_p1363_test.json",
                (group, test) ->
                    key(group)
                        .verify(SignatureAlgorithm.ES256, hex(test, "msg"), hex(test, "sig"))))
        .isEmpty();
  }

  @Test
  void ed25519() throws Exception {
    assertThat(
            differences(
                "ed25519_test.json",
                (group, test) ->
                    key(group)
                        .verify(SignatureAlgorithm.ED25519, hex(test, "msg"), hex(test, "sig"))))
        .isEmpty();
  }

  @Test
  void rsa_pkcs1_with_sha_256() throws Exception {
    assertThat(
            differences(
                "rsa_signature_2048_sha256_test.json",
                (group, test) ->
                    key(group)
                        .verify(SignatureAlgorithm.RS256, hex(test, "msg"), hex(test, "sig"))))
        // "acceptable": NULL missing inside the padding; RFC 8017 lets a verifier compare
        // encodings, so it is refused.
        .containsExactly("8 acceptable, ours invalid: MissingNull");
  }

  @Test
  void sm3_inside_hmac() throws Exception {
    assertThat(
            differences(
                "hmac_sm3_test.json",
                (group, test) -> {
                  byte[] tag = hex(test, "tag");
                  byte[] mac = hmacSm3(hex(test, "key"), hex(test, "msg"));
                  return Arrays.equals(tag, Arrays.copyOf(mac, tag.length));
                }))
        .isEmpty();
  }

  @Test
  void sm4_gcm() throws Exception {
    assertThat(differences("sm4_gcm_test.json", WycheproofTest::opensAndSeals))
        // Nonces of another length than 12 bytes are refused: they are hashed inside and repeat
        // sooner.
        .hasSize(37)
        .allMatch(difference -> difference.contains(" valid, ours invalid: nonce of"));
  }

  private static boolean opensAndSeals(JsonNode group, JsonNode test) {
    byte[] nonce = hex(test, "iv");
    byte[] sealed = concat(hex(test, "ct"), hex(test, "tag"));
    Sm4Gcm cipher = new Sm4Gcm(hex(test, "key"));
    try {
      return Arrays.equals(cipher.open(nonce, hex(test, "aad"), sealed), hex(test, "msg"))
          && Arrays.equals(cipher.seal(nonce, hex(test, "aad"), hex(test, "msg")), sealed);
    } catch (DecryptionFailedException | IllegalArgumentException e) {
      return false;
    }
  }

  private static Set<String> differences(String file, BiPredicate<JsonNode, JsonNode> verdict)
      throws IOException {
    JsonNode root = Vectors.read(Outside.corpus("wycheproof").resolve(file));
    Set<String> differences = new TreeSet<>();
    int count = 0;
    for (JsonNode group : root.required("testGroups")) {
      for (JsonNode test : group.required("tests")) {
        String ours = verdict.test(group, test) ? "valid" : "invalid";
        if (!test.required("result").textValue().equals(ours)) {
          differences.add(describe(group, test, ours));
        }
        count++;
      }
    }
    assertThat(count).isEqualTo(root.required("numberOfTests").intValue());
    return differences;
  }

  private static String describe(JsonNode group, JsonNode test, String ours) {
    JsonNode nonceBits = group.path("ivSize");
    String nonce =
        nonceBits.isMissingNode() || nonceBits.intValue() == 96
            ? ""
            : " nonce of " + nonceBits + " bits";
    StringBuilder flags = new StringBuilder();
    test.required("flags").forEach(flag -> flags.append(' ').append(flag.textValue()));
    return test.required("tcId")
        + " "
        + test.required("result").textValue()
        + ", ours "
        + ours
        + ":"
        + nonce
        + flags;
  }

  private static VerificationKey key(JsonNode group) {
    try {
      return VerificationKey.fromSpki(hex(group, "publicKeyDer"));
    } catch (MalformedDataException e) {
      throw new AssertionError("a key of the vectors is refused: " + group, e);
    }
  }

  /** HMAC (RFC 2104) over the library's SM3, blocks of 64 bytes. */
  private static byte[] hmacSm3(byte[] key, byte[] message) {
    byte[] block = Arrays.copyOf(key.length > 64 ? HashAlgorithm.SM3.digest(key) : key, 64);
    byte[] inner = block.clone();
    byte[] outer = block.clone();
    for (int i = 0; i < 64; i++) {
      inner[i] ^= 0x36;
      outer[i] ^= 0x5c;
    }
    return HashAlgorithm.SM3.digest(outer, HashAlgorithm.SM3.digest(inner, message));
  }

  private static byte[] concat(byte[] first, byte[] second) {
    return org.bouncycastle.util.Arrays.concatenate(first, second);
  }
}
