package io.hufu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A P-256 key that never leaves a PKCS#11 token, through the JDK's SunPKCS11 and SoftHSM.
 *
 * <p>SoftHSM takes its folder from the environment, so {@link Pkcs11Program} runs beside the tests.
 */
class Pkcs11Test {
  @TempDir private Path folder;

  @Test
  void a_key_in_a_token_signs_and_is_not_exported() throws Exception {
    Path module =
        Outside.file(
            "softhsm2", "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so");
    Path tokens = Files.createDirectory(folder.resolve("tokens"));
    Files.writeString(folder.resolve("softhsm2.conf"), "directories.tokendir = " + tokens);
    run(
        List.of(
            "softhsm2-util",
            "--init-token",
            "--free",
            "--label",
            "t",
            "--so-pin",
            "1234",
            "--pin",
            "5678"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");

    String output =
        run(
            List.of(
                java,
                "-cp",
                classPath,
                Pkcs11Program.class.getName(),
                module.toString(),
                folder.toString()));

    assertThat(output.lines())
        .containsExactly(
            "key leaves the token: false",
            "certificate belongs: true",
            "signature verifies: true",
            "export: IllegalArgumentException",
            "after logout: DEVICE_FAILED");
  }

  private String run(List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SOFTHSM2_CONF", folder.resolve("softhsm2.conf").toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
