package io.hufu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.KeyUnavailableException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenSSL 3 as a second opinion, both ways. */
class OpenSslTest {
  private static final byte[] MESSAGE = "电子证照 licence".getBytes(StandardCharsets.UTF_8);
  private static final String USER_ID = "distid:1234567812345678";

  @TempDir private Path folder;
  private OpenSsl openssl;

  @BeforeEach
  void start() throws Exception {
    openssl = new OpenSsl(folder);
    openssl.write("message", MESSAGE);
    openssl.write("altered", "电子证照 licence!");
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void openssl_verifies_what_we_sign(SignatureAlgorithm algorithm) throws Exception {
    SigningKey key = SigningKey.generate(algorithm, new SecureRandom());
    openssl.write("public.pem", Pem.write("PUBLIC KEY", key.verificationKey().spki()));
    openssl.write("signature", key.signDer(MESSAGE));

    assertThat(openssl.succeeds(verify(algorithm, "message"))).isTrue();
    assertThat(openssl.succeeds(verify(algorithm, "altered"))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void we_verify_what_openssl_signs(SignatureAlgorithm algorithm) throws Exception {
    generate(algorithm, "key.pem");
    openssl.run(sign(algorithm));
    VerificationKey key = publicKey("key.pem");

    assertThat(key.verifyDer(algorithm, MESSAGE, openssl.read("signature"))).isTrue();
    assertThat(key.verifyDer(algorithm, openssl.read("altered"), openssl.read("signature")))
        .isFalse();
  }

  @Test
  void another_user_id_is_another_signature() throws Exception {
    generate(SignatureAlgorithm.SM2_SM3, "key.pem");
    String[] command = sign(SignatureAlgorithm.SM2_SM3);
    command[command.length - 1] = "distid:ALICE123@YAHOO.COM";
    openssl.run(command);

    assertThat(
            publicKey("key.pem")
                .verifyDer(SignatureAlgorithm.SM2_SM3, MESSAGE, openssl.read("signature")))
        .isFalse();
  }

  @Test
  void p384_is_verified() throws Exception {
    openssl.run(
        "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384", "-out", "key.pem");
    openssl.run("dgst", "-sha384", "-sign", "key.pem", "-out", "signature", "message");

    VerificationKey key = publicKey("key.pem");
    assertThat(key.verifyDer(SignatureAlgorithm.ES384, MESSAGE, openssl.read("signature")))
        .isTrue();
    assertThat(key.verifyDer(SignatureAlgorithm.ES256, MESSAGE, openssl.read("signature")))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {2048, 3072})
  void rsa_is_verified_with_both_paddings(int bits) throws Exception {
    openssl.run(
        "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:" + bits, "-out", "key.pem");
    openssl.run("dgst", "-sha256", "-sign", "key.pem", "-out", "pkcs1", "message");
    openssl.run(pss("digest", "pss"));
    openssl.run(pss("20", "short-salt"));

    VerificationKey key = publicKey("key.pem");
    assertThat(key.verify(SignatureAlgorithm.RS256, MESSAGE, openssl.read("pkcs1"))).isTrue();
    assertThat(key.verify(SignatureAlgorithm.PS256, MESSAGE, openssl.read("pss"))).isTrue();
    assertThat(key.verify(SignatureAlgorithm.PS256, MESSAGE, openssl.read("pkcs1"))).isFalse();
    assertThat(key.verify(SignatureAlgorithm.RS256, MESSAGE, openssl.read("pss"))).isFalse();
    assertThat(key.verify(SignatureAlgorithm.PS256, MESSAGE, openssl.read("short-salt"))).isFalse();
  }

  private static String[] pss(String saltLength, String output) {
    return new String[] {
      "dgst",
      "-sha256",
      "-sigopt",
      "rsa_padding_mode:pss",
      "-sigopt",
      "rsa_pss_saltlen:" + saltLength,
      "-sign",
      "key.pem",
      "-out",
      output,
      "message"
    };
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void a_key_file_of_openssl_is_read(SignatureAlgorithm algorithm) throws Exception {
    generate(algorithm, "key.pem");
    selfSign(algorithm);
    openssl.run(
        "pkcs12",
        "-export",
        "-inkey",
        "key.pem",
        "-in",
        "cert.pem",
        "-name",
        "key",
        "-passout",
        "pass:口令 pw",
        "-out",
        "key.p12");

    SigningKey key = SigningKey.fromPkcs12(openssl.path("key.p12"), "口令 pw".toCharArray());

    assertThat(key.algorithm()).isEqualTo(algorithm);
    assertThat(key.verificationKey()).isEqualTo(publicKey("key.pem"));
    assertThat(key.chain()).isEqualTo(Certificate.fromPem(openssl.read("cert.pem")));
    assertThat(key.certificate().isSignedBy(key.verificationKey())).isTrue();
    assertThatThrownBy(() -> SigningKey.fromPkcs12(openssl.path("key.p12"), "wrong".toCharArray()))
        .isInstanceOfSatisfying(
            KeyUnavailableException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.WRONG_PASSWORD);
              assertThat(e).hasMessageContaining("key.p12").hasMessageNotContaining("口令");
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void openssl_reads_our_key_file(SignatureAlgorithm algorithm) throws Exception {
    SigningKey key = SigningKey.generate(algorithm, new SecureRandom());
    Certificate certificate = TestCertificates.selfSigned(key, "CN=key");
    openssl.write(
        "ours.p12",
        InsecureKeyExport.toPkcs12(
            key.withChain(List.of(certificate)), "口令 pw".toCharArray(), new SecureRandom()));

    openssl.run("pkcs12", "-in", "ours.p12", "-passin", "pass:口令 pw", "-nodes", "-out", "all.pem");

    SigningKey read = SigningKey.fromPem(openssl.read("all.pem"), List.of(certificate));
    assertThat(read.verificationKey()).isEqualTo(key.verificationKey());
    assertThat(Certificate.fromPem(openssl.read("all.pem"))).containsExactly(certificate);
  }

  @Test
  void a_key_file_without_mac_and_with_a_wrong_password_is_not_opened() throws Exception {
    generate(SignatureAlgorithm.SM2_SM3, "key.pem");
    openssl.run(
        "pkcs12",
        "-export",
        "-nomac",
        "-nocerts",
        "-inkey",
        "key.pem",
        "-passout",
        "pass:pw",
        "-out",
        "key.p12");

    assertThat(SigningKey.fromPkcs12(openssl.path("key.p12"), "pw".toCharArray()).chain())
        .isEmpty();
    assertThatThrownBy(() -> SigningKey.fromPkcs12(openssl.path("key.p12"), "no".toCharArray()))
        .isInstanceOfSatisfying(
            KeyUnavailableException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_PASSWORD));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SM2", "prime256v1"})
  void keys_in_the_older_pem_form_are_read(String curve) throws Exception {
    openssl.run("ecparam", "-name", curve, "-genkey", "-out", "key.pem");
    assertThat(new String(openssl.read("key.pem"), StandardCharsets.US_ASCII))
        .contains(" PARAMETERS-----");

    assertThat(SigningKey.fromPem(openssl.read("key.pem"), List.of()).verificationKey())
        .isEqualTo(publicKey("key.pem"));
  }

  @Test
  void a_curve_spelled_out_is_refused() throws Exception {
    openssl.run(
        "ecparam", "-name", "prime256v1", "-genkey", "-param_enc", "explicit", "-out", "key.pem");

    assertThatThrownBy(() -> publicKey("key.pem")).isInstanceOf(MalformedDataException.class);
    assertThatThrownBy(() -> SigningKey.fromPem(openssl.read("key.pem"), List.of()))
        .isInstanceOfSatisfying(
            KeyUnavailableException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED_ALGORITHM));
  }

  @Test
  void a_compressed_point_is_refused() throws Exception {
    openssl.run("ecparam", "-name", "SM2", "-genkey", "-out", "key.pem");
    openssl.run(
        "ec",
        "-in",
        "key.pem",
        "-pubout",
        "-conv_form",
        "compressed",
        "-outform",
        "DER",
        "-out",
        "public.der");

    assertThatThrownBy(() -> VerificationKey.fromSpki(openssl.read("public.der")))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void sm2_encryption_both_ways() throws Exception {
    generate(SignatureAlgorithm.SM2_SM3, "key.pem");
    byte[] secret = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    openssl.write(
        "ours", Sm2KeyTransport.encrypt(publicKey("key.pem"), secret, new SecureRandom()));
    openssl.write("secret", secret);

    openssl.run("pkeyutl", "-decrypt", "-inkey", "key.pem", "-in", "ours", "-out", "opened");
    openssl.run("pkeyutl", "-encrypt", "-inkey", "key.pem", "-in", "secret", "-out", "theirs");

    assertThat(openssl.read("opened")).isEqualTo(secret);
    assertThat(Sm2DecryptionKey.fromPem(openssl.read("key.pem")).decrypt(openssl.read("theirs")))
        .isEqualTo(secret);
  }

  private void generate(SignatureAlgorithm algorithm, String file) throws Exception {
    switch (algorithm) {
      case SM2_SM3 ->
          openssl.run(
              "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2", "-out", file);
      case ES256 ->
          openssl.run(
              "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", file);
      default -> openssl.run("genpkey", "-algorithm", "ED25519", "-out", file);
    }
  }

  private void selfSign(SignatureAlgorithm algorithm) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "req",
                "-x509",
                "-new",
                "-key",
                "key.pem",
                "-subj",
                "/C=CN/O=Hufu/CN=key",
                "-days",
                "30",
                "-out",
                "cert.pem"));
    if (algorithm == SignatureAlgorithm.SM2_SM3) {
      command.addAll(List.of("-sm3", "-sigopt", USER_ID));
    }
    openssl.run(command.toArray(String[]::new));
  }

  private VerificationKey publicKey(String privatePem) throws Exception {
    openssl.run("pkey", "-in", privatePem, "-pubout", "-outform", "DER", "-out", "public.der");
    return VerificationKey.fromSpki(openssl.read("public.der"));
  }

  private static String[] verify(SignatureAlgorithm algorithm, String message) {
    return command(
        algorithm,
        "-verify",
        "-pubin",
        "-inkey",
        "public.pem",
        "-sigfile",
        "signature",
        "-in",
        message);
  }

  private static String[] sign(SignatureAlgorithm algorithm) {
    return command(algorithm, "-sign", "-inkey", "key.pem", "-in", "message", "-out", "signature");
  }

  private static String[] command(SignatureAlgorithm algorithm, String... arguments) {
    List<String> command = new ArrayList<>(List.of("pkeyutl"));
    command.addAll(List.of(arguments));
    command.add("-rawin");
    switch (algorithm) {
      case SM2_SM3 -> command.addAll(List.of("-digest", "sm3", "-pkeyopt", USER_ID));
      case ES256 -> command.addAll(List.of("-digest", "sha256"));
      default -> {}
    }
    return command.toArray(String[]::new);
  }
}
