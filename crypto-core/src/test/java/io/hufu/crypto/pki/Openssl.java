package io.hufu.crypto.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.InsecureKeyExport;
import io.hufu.crypto.Outside;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs OpenSSL in a folder. */
public final class Openssl {
  /** The user id of GM/T 0009 as OpenSSL names it. */
  static final String ID = "distid:1234567812345678";

  public static final String AT = String.valueOf(Pilot.AT.getEpochSecond());

  private final Path dir;

  /** What a run printed on both streams. */
  public record Outcome(int code, String text) {}

  /** Skips the test where there is no OpenSSL. */
  public Openssl(Path dir) throws Exception {
    Outside.program("openssl", "openssl", "version");
    this.dir = dir;
  }

  /** Runs a command line whose arguments have no blanks. */
  public Outcome run(String line) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(line.strip().split("\\s+")));
    Process process =
        new ProcessBuilder(command).directory(dir.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), text);
  }

  public void ok(String line) throws Exception {
    Outcome outcome = run(line);
    assertThat(outcome.code).as(line + "\n" + outcome.text).isZero();
  }

  public void write(String name, byte[] bytes) throws Exception {
    Files.write(dir.resolve(name), bytes);
  }

  public void write(String name, String text) throws Exception {
    write(name, text.getBytes(StandardCharsets.US_ASCII));
  }

  public void write(String name, Certificate certificate) throws Exception {
    write(name, certificate.pem());
  }

  public void writeKey(String name, SigningKey key) throws Exception {
    write("key.p12", InsecureKeyExport.toPkcs12(key, "pw".toCharArray(), Pilot.RANDOM));
    ok("pkcs12 -in key.p12 -nodes -nocerts -passin pass:pw -out " + name);
  }

  public byte[] read(String name) throws Exception {
    return Files.readAllBytes(dir.resolve(name));
  }

  Certificate certificate(String name) throws Exception {
    return Certificate.fromPem(read(name)).get(0);
  }

  /** Makes a hierarchy and writes root.pem, ca.pem and signer.pem. */
  public Pilot pilot(SignatureAlgorithm algorithm) throws Exception {
    Pilot pilot = new Pilot(algorithm);
    write("root.pem", pilot.root.certificate());
    write("ca.pem", pilot.ca.certificate());
    write("signer.pem", pilot.signer.certificate());
    return pilot;
  }

  /** Verifies a bare SM2 value with the key of a certificate file. */
  public void verifySm2(String certificate, byte[] message, byte[] value) throws Exception {
    write("message", message);
    write("value", value);
    ok("x509 -in " + certificate + " -noout -pubkey -out public.pem");
    ok("dgst -sm3 -verify public.pem -sigopt " + ID + " -signature value message");
  }
}
