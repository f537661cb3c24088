package io.hufu.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.hufu.crypto.InsecureKeyExport;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Suite;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.bouncycastle.jce.interfaces.ECPrivateKey;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program in another language, on another SM library, opens what we seal. */
class NpmPackageTest {
  private static final Path PROGRAM = Path.of("../interop/npm/package.mjs");
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir private Path folder;

  @BeforeEach
  void requireProgram() {
    if (!Files.isDirectory(PROGRAM.resolveSibling("node_modules"))) {
      absent("no node_modules: run npm ci in interop/npm");
    }
  }

  private static void absent(String message) {
    if ("required".equals(System.getProperty("hufu.interop"))) {
      fail(message);
    }
    abort(message);
  }

  private int run(Path file, SigningKey key) throws Exception {
    Path certificate = folder.resolve("recipient.pem");
    Files.write(certificate, key.certificate().pem().getBytes(US_ASCII));
    try {
      return new ProcessBuilder(
              "node", PROGRAM.toString(), file.toString(), number(key), certificate.toString())
          .redirectOutput(folder.resolve("output").toFile())
          .redirectError(folder.resolve("error").toFile())
          .start()
          .waitFor();
    } catch (IOException e) {
      absent("node does not run: apt-get install nodejs npm");
      return -1;
    }
  }

  /** The private number, 64 hexadecimal digits. */
  private static String number(SigningKey key) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12", new BouncyCastleProvider());
    store.load(
        new ByteArrayInputStream(InsecureKeyExport.toPkcs12(key, Agencies.PASSWORD, RANDOM)),
        Agencies.PASSWORD);
    ECPrivateKey secret =
        (ECPrivateKey) store.getKey(store.aliases().nextElement(), Agencies.PASSWORD);
    return String.format("%064x", secret.getD());
  }

  @Test
  void sm_crypto_opens_and_verifies_a_package_for_each_of_its_recipients_and_for_nobody_else()
      throws Exception {
    Agencies agencies = new Agencies(Suite.SM);
    SigningKey one = agencies.issued(Profile.ENCRYPTION, "示例甲");
    SigningKey two = agencies.issued(Profile.ENCRYPTION, "示例乙");
    byte[] large = new byte[150_000];
    new Random(1).nextBytes(large);
    Path file = folder.resolve("package");
    try (OutputStream out = Files.newOutputStream(file)) {
      PackageSealer.from(agencies.signer("示例丙"), RANDOM)
          .seal(
              List.of(
                  new Attachment(
                      "大.bin", "application/octet-stream", () -> new ByteArrayInputStream(large)),
                  new Attachment(
                      "空.txt", "text/plain", () -> new ByteArrayInputStream(new byte[0]))),
              Agencies.terms(),
              List.of(one.certificate(), two.certificate()),
              out);
    }
    for (SigningKey key : List.of(one, two)) {
      assertThat(run(file, key)).as(Files.readString(folder.resolve("error"))).isZero();
      assertThat(
              Json.parseObject(Files.readAllBytes(folder.resolve("output")))
                  .object("manifest")
                  .flatMap(manifest -> manifest.text("sender")))
          .contains(Agencies.SENDER);
    }
    assertThat(run(file, agencies.issued(Profile.ENCRYPTION, "示例丁"))).isEqualTo(1);
    assertThat(folder.resolve("error")).content().contains("no stanza opens");
    byte[] changed = Files.readAllBytes(file);
    changed[changed.length - 70_000] ^= 1;
    Files.write(file, changed);
    assertThat(run(file, one)).isEqualTo(1);
  }
}
