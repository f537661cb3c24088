package io.hufu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.KeyUnavailableException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Key files and key stores of the JDK and of BouncyCastle. */
class KeyStoreTest {
  private static final byte[] MESSAGE = "电子证照".getBytes(StandardCharsets.UTF_8);
  private static final char[] PASSWORD = "password".toCharArray();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"EC,secp256r1,ES256", "Ed25519,,ED25519"})
  void a_key_file_of_keytool_is_read(String type, String group, SignatureAlgorithm algorithm)
      throws Exception {
    Path file = keytool(type, group);

    SigningKey key = SigningKey.fromPkcs12(file, PASSWORD);

    assertThat(key.algorithm()).isEqualTo(algorithm);
    assertThat(key.certificate().subject()).isEqualTo("CN=key");
    assertThat(key.verificationKey().verify(algorithm, MESSAGE, key.sign(MESSAGE))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"EC,secp256r1,ES256", "Ed25519,,ED25519"})
  void a_key_of_an_opened_jdk_store_signs(String type, String group, SignatureAlgorithm algorithm)
      throws Exception {
    KeyStore store = KeyStore.getInstance(keytool(type, group).toFile(), PASSWORD);

    SigningKey key = SigningKey.fromKeyStore(store, "key", PASSWORD);

    assertThat(key.verificationKey().verify(algorithm, MESSAGE, key.sign(MESSAGE))).isTrue();
    assertReason(() -> SigningKey.fromKeyStore(store, "nobody", PASSWORD), Reason.NO_KEY);
    assertReason(
        () -> SigningKey.fromKeyStore(store, "key", "wrong".toCharArray()), Reason.WRONG_PASSWORD);
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void our_key_file_opens_in_other_libraries(SignatureAlgorithm algorithm) throws Exception {
    SigningKey key = SigningKey.generate(algorithm, new SecureRandom());
    Certificate certificate = TestCertificates.selfSigned(key, "CN=key");
    byte[] file =
        InsecureKeyExport.toPkcs12(
            key.withChain(List.of(certificate)), PASSWORD, new SecureRandom());
    // The JDK does not know the SM2 curve.
    KeyStore store =
        algorithm == SignatureAlgorithm.SM2_SM3
            ? KeyStore.getInstance("PKCS12", new BouncyCastleProvider())
            : KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(file), PASSWORD);

    SigningKey read = SigningKey.fromKeyStore(store, "key", PASSWORD);

    assertThat(read.verificationKey()).isEqualTo(key.verificationKey());
    assertThat(read.chain()).containsExactly(certificate);
  }

  @Test
  void a_closed_store_is_unreadable() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");

    assertReason(() -> SigningKey.fromKeyStore(store, "key", PASSWORD), Reason.UNREADABLE);
  }

  @Test
  void what_is_no_key_file_is_unreadable() throws Exception {
    Path text = Files.writeString(folder.resolve("note.txt"), "not a key file");

    assertReason(() -> SigningKey.fromPkcs12(text, PASSWORD), Reason.UNREADABLE);
    assertReason(
        () -> SigningKey.fromPkcs12(folder.resolve("absent.p12"), PASSWORD), Reason.UNREADABLE);
  }

  @Test
  void a_key_file_holds_exactly_one_key() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.ES256, new SecureRandom());
    byte[] two = keyStoreWithTwoKeys(key);

    assertReason(() -> SigningKey.fromPkcs12(two, PASSWORD), Reason.UNREADABLE);
    assertReason(() -> SigningKey.fromPkcs12(keyStoreWithoutKey(key), PASSWORD), Reason.NO_KEY);
  }

  @Test
  void certificates_are_put_in_order_and_strangers_left_out() throws Exception {
    SecureRandom random = new SecureRandom();
    SigningKey root = SigningKey.generate(SignatureAlgorithm.SM2_SM3, random);
    SigningKey middle = SigningKey.generate(SignatureAlgorithm.SM2_SM3, random);
    SigningKey leaf = SigningKey.generate(SignatureAlgorithm.SM2_SM3, random);
    Certificate rootCertificate = TestCertificates.selfSigned(root, "CN=root");
    Certificate impostor = TestCertificates.selfSigned(leaf, "CN=middle");
    Certificate middleCertificate =
        TestCertificates.signed(middle.verificationKey(), "CN=middle", root, "CN=root");
    Certificate leafCertificate =
        TestCertificates.signed(leaf.verificationKey(), "CN=leaf", middle, "CN=middle");
    byte[] file =
        Pkcs12.write(
            (SoftwareKey) leaf.operation(),
            List.of(leafCertificate, rootCertificate, impostor, middleCertificate),
            PASSWORD,
            random);

    assertThat(SigningKey.fromPkcs12(file, PASSWORD).chain())
        .containsExactly(leafCertificate, middleCertificate, rootCertificate);
  }

  @Test
  void a_key_file_whose_certificate_is_for_another_key_is_refused() throws Exception {
    SecureRandom random = new SecureRandom();
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3, random);
    SigningKey other = SigningKey.generate(SignatureAlgorithm.SM2_SM3, random);
    byte[] file =
        Pkcs12.write(
            (SoftwareKey) key.operation(),
            List.of(TestCertificates.selfSigned(other, "CN=other")),
            PASSWORD,
            random);

    assertReason(() -> SigningKey.fromPkcs12(file, PASSWORD), Reason.KEY_AND_CERTIFICATE_DIFFER);
  }

  @Test
  void a_pem_text_holds_exactly_one_plain_private_key() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.ED25519, new SecureRandom());
    String pem = Pem.write("PRIVATE KEY", Asn1.der(((SoftwareKey) key.operation()).export()));
    String encrypted = pem.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");

    assertThat(SigningKey.fromPem(ascii(pem), List.of()).verificationKey())
        .isEqualTo(key.verificationKey());
    assertReason(() -> SigningKey.fromPem(ascii(pem + pem), List.of()), Reason.NO_KEY);
    assertReason(() -> SigningKey.fromPem(ascii(""), List.of()), Reason.NO_KEY);
    assertReason(() -> SigningKey.fromPem(ascii(encrypted), List.of()), Reason.UNREADABLE);
    assertReason(
        () -> SigningKey.fromPem(ascii(pem.replace("END", "EN")), List.of()), Reason.UNREADABLE);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] keyStoreWithoutKey(SigningKey key) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12", new BouncyCastleProvider());
    store.load(null, null);
    store.setCertificateEntry("ca", jca(TestCertificates.selfSigned(key, "CN=ca")));
    return bytes(store);
  }

  private static byte[] keyStoreWithTwoKeys(SigningKey key) throws Exception {
    Certificate certificate = TestCertificates.selfSigned(key, "CN=key");
    byte[] file =
        InsecureKeyExport.toPkcs12(
            key.withChain(List.of(certificate)), PASSWORD, new SecureRandom());
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(file), PASSWORD);
    store.setKeyEntry(
        "second", store.getKey("key", PASSWORD), PASSWORD, store.getCertificateChain("key"));
    return bytes(store);
  }

  private static java.security.cert.Certificate jca(Certificate certificate) throws Exception {
    return CertificateFactory.getInstance("X.509", new BouncyCastleProvider())
        .generateCertificate(new ByteArrayInputStream(certificate.der()));
  }

  private static byte[] bytes(KeyStore store) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, PASSWORD);
    return out.toByteArray();
  }

  private Path keytool(String type, String group) throws Exception {
    Path file = folder.resolve(type + ".p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command =
        new ArrayList<>(
            List.of(keytool, "-genkeypair", "-alias", "key", "-keyalg", type, "-dname", "CN=key"));
    command.addAll(
        List.of("-storetype", "PKCS12", "-storepass", "password", "-keystore", file.toString()));
    if (group != null) {
      command.addAll(List.of("-groupname", group));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return file;
  }

  private static void assertReason(ThrowingCallable call, Reason reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            KeyUnavailableException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.getMessage()).doesNotContain("\n");
            });
  }
}
