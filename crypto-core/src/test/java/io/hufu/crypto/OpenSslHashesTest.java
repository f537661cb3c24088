package io.hufu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Combinations of key and hash that others sign with, as OpenSSL makes them. */
class OpenSslHashesTest {
  private static final byte[] MESSAGE = "电子证照 licence".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private OpenSsl openssl;

  @BeforeEach
  void start() throws Exception {
    openssl = new OpenSsl(folder);
    openssl.write("message", MESSAGE);
  }

  @ParameterizedTest
  @CsvSource({
    "P-256, sha384, P256_SHA384",
    "P-256, sha512, P256_SHA512",
    "P-384, sha256, P384_SHA256",
    "P-384, sha512, P384_SHA512",
    "P-521, sha256, P521_SHA256",
    "P-521, sha384, P521_SHA384",
    "P-521, sha512, ES512"
  })
  void every_hash_is_verified_on_every_curve(
      String curve, String hash, SignatureAlgorithm algorithm) throws Exception {
    openssl.run(
        "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:" + curve, "-out", "key.pem");
    openssl.run("dgst", "-" + hash, "-sign", "key.pem", "-out", "signature", "message");

    VerificationKey key = publicKey();
    for (SignatureAlgorithm other : SignatureAlgorithm.values()) {
      assertThat(key.verifyDer(other, MESSAGE, openssl.read("signature")))
          .as(other.name())
          .isEqualTo(other == algorithm);
    }
  }

  @ParameterizedTest
  @CsvSource({"sha384, RS384, PS384", "sha512, RS512, PS512"})
  void rsa_is_verified_with_longer_hashes(
      String hash, SignatureAlgorithm pkcs1, SignatureAlgorithm pss) throws Exception {
    openssl.run(
        "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "key.pem");
    openssl.run("dgst", "-" + hash, "-sign", "key.pem", "-out", "pkcs1", "message");
    openssl.run(
        "dgst",
        "-" + hash,
        "-sigopt",
        "rsa_padding_mode:pss",
        "-sigopt",
        "rsa_pss_saltlen:digest",
        "-sign",
        "key.pem",
        "-out",
        "pss",
        "message");

    VerificationKey key = publicKey();
    for (SignatureAlgorithm other : key.algorithms()) {
      assertThat(key.verify(other, MESSAGE, openssl.read("pkcs1"))).isEqualTo(other == pkcs1);
      assertThat(key.verify(other, MESSAGE, openssl.read("pss"))).isEqualTo(other == pss);
    }
  }

  private VerificationKey publicKey() throws Exception {
    openssl.run("pkey", "-in", "key.pem", "-pubout", "-outform", "DER", "-out", "public.der");
    return VerificationKey.fromSpki(openssl.read("public.der"));
  }
}
