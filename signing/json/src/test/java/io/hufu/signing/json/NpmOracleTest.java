package io.hufu.signing.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.VerificationKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.crypto.pki.CertificateBuilder;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.Finding;
import io.hufu.model.report.Subject;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.Payloads;
import io.hufu.signing.PilotKeys;
import io.hufu.signing.SealingContext;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An RFC 9901 library and an SM2 implementation from npm judge our files, and we judge theirs. */
class NpmOracleTest {
  @TempDir Path folder;

  private NpmProgram npm;

  @BeforeEach
  void requireProgram() {
    npm = NpmProgram.in(folder);
  }

  private String run(int expectedExit, String... arguments) throws Exception {
    return npm.run(expectedExit, arguments);
  }

  private static LicencePayload payload(SignatureAlgorithm algorithm) {
    return Payloads.payload(algorithm.suite().hash());
  }

  private static byte[] sealed(LicenceFormat format, SignatureAlgorithm algorithm)
      throws Exception {
    SigningKey key = PilotKeys.signer(algorithm);
    SealingContext context = new SealingContext(key, Payloads.type(), new SecureRandom());
    return format.seal(payload(algorithm), context).bytes();
  }

  private Path file(byte[] bytes) throws Exception {
    return Files.write(folder.resolve("licence"), bytes);
  }

  private static String canonical(JsonValue value) {
    return new String(Json.canonical(value), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void others_verify_our_files_and_see_every_claim(SignatureAlgorithm algorithm) throws Exception {
    byte[] licence = sealed(JsonFormat.instance().withDecoys(2), algorithm);
    byte[] compact = JsonFormat.toCompact(licence).getBytes(StandardCharsets.US_ASCII);
    String at = Long.toString(PilotKeys.NOW.getEpochSecond());
    for (byte[] form : List.of(licence, compact)) {
      String printed = run(0, "verify", file(form).toString(), at);
      JsonObject claims =
          Json.parseObject(printed.getBytes(StandardCharsets.UTF_8)).object("claims").orElseThrow();
      payload(algorithm)
          .licence()
          .toJson()
          .members()
          .forEach(
              (name, value) ->
                  assertThat(canonical(claims.get(name).orElseThrow()))
                      .as(name)
                      .isEqualTo(canonical(value)));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256"})
  void others_see_only_what_is_disclosed_and_refuse_what_was_changed(SignatureAlgorithm algorithm)
      throws Exception {
    String at = Long.toString(PilotKeys.NOW.getEpochSecond());
    byte[] licence = sealed(JsonFormat.instance(), algorithm);
    byte[] none = Tampering.disclosures(licence, list -> List.of());
    String printed = run(0, "verify", file(none).toString(), at);
    assertThat(printed).contains("\"certificateTypeCode\"").doesNotContain("certificateNumber");
    byte[] changed =
        Tampering.file(
            licence,
            "payload",
            new JsonText(
                io.hufu.crypto.jose.Base64Url.encode(
                    Json.canonical(Tampering.payload(licence).with("iss", new JsonText("x"))))));
    assertThat(run(1, "verify", file(changed).toString(), at)).startsWith("refused");
  }

  @Test
  void we_read_and_verify_a_licence_that_others_issued() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    Certificate certificate = certificate(pair);
    LicencePayload payload = payload(SignatureAlgorithm.ES256);
    JsonObject request =
        JsonObject.builder()
            .put("key", pem(pair))
            .put(
                "header",
                JsonObject.builder()
                    .put("typ", "dc+sd-jwt")
                    .put("x5c", JsonArray.of(new JsonText(base64(certificate.der()))))
                    .build())
            .put("claims", claims(payload))
            .put("frame", frame(payload))
            .build();
    Path file = Files.write(folder.resolve("request.json"), Json.canonical(request));
    byte[] compact = run(0, "issue", file.toString()).getBytes(StandardCharsets.US_ASCII);

    Subject subject = JsonFormat.instance().open(Document.of(compact), Limits.DEFAULT);
    assertThat(subject.findings()).extracting(Finding::code).containsExactly("SIGNATURE_INTACT");
    assertThat(subject.signatures().get(0).signer()).contains(certificate);
    assertThat(canonical(subject.licencePayload().orElseThrow().licence().toJson()))
        .isEqualTo(canonical(payload.licence().toJson()));

    byte[] imported = JsonFormat.fromCompact(new String(compact, StandardCharsets.US_ASCII));
    assertThat(JsonFormat.instance().open(Document.of(imported), Limits.DEFAULT).findings())
        .extracting(Finding::code)
        .containsExactly("SIGNATURE_INTACT");
  }

  private static Certificate certificate(KeyPair pair) throws Exception {
    SigningKey root = SigningKey.generate(SignatureAlgorithm.ES256, new SecureRandom());
    Certificate rootCertificate =
        new CertificateBuilder(Profile.ROOT, "CN=示例根,C=CN", root.verificationKey())
            .validity(PilotKeys.FROM, PilotKeys.TO)
            .selfSigned(root);
    VerificationKey key = VerificationKey.fromSpki(pair.getPublic().getEncoded());
    return new CertificateBuilder(Profile.SIGNER, "CN=示例签发程序,C=CN", key)
        .validity(PilotKeys.FROM, PilotKeys.TO)
        .signedBy(root.withChain(List.of(rootCertificate)));
  }

  private static String pem(KeyPair pair) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + base64(pair.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** All claims in clear, as the library wants them. */
  private static JsonObject claims(LicencePayload payload) throws Exception {
    Concealer concealer = new Concealer(HashAlgorithm.SHA_256, new SecureRandom(), 0);
    JsonObject signed = LicenceClaims.write(payload, null, concealer);
    return DisclosedClaims.process(signed, concealer.disclosures(), HashAlgorithm.SHA_256).claims();
  }

  /** What to hide, in the library's words. */
  private static JsonObject frame(LicencePayload payload) {
    JsonObject.Builder holders = JsonObject.builder();
    for (int i = 0; i < payload.licence().holders().size(); i++) {
      holders.put(
          Integer.toString(i),
          hidden(
              Set.of("certificateHolderName", "certificateHolderCode", "certificateHolderType")));
    }
    return hidden(Set.of("certificateNumber", "certificateIdentifier", "supersedes", "licenceSalt"))
        .with("certificateHolders", holders.build())
        .with("items", hidden(payload.items().members().keySet()));
  }

  private static JsonObject hidden(Set<String> names) {
    return JsonObject.builder()
        .put("_sd", new JsonArray(names.stream().map(n -> (JsonValue) new JsonText(n)).toList()))
        .build();
  }
}
