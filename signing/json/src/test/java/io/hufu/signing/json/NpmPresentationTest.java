package io.hufu.signing.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.DisclosedLicence;
import io.hufu.model.report.Finding;
import io.hufu.model.report.KeyBinding;
import io.hufu.model.report.KeyBinding.State;
import io.hufu.model.report.Subject;
import io.hufu.signing.Payloads;
import io.hufu.signing.PilotKeys;
import io.hufu.signing.SealingContext;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Presentations to an RFC 9901 library from npm, and presentations by it to us (suite INTL). */
class NpmPresentationTest {
  private static final String AUDIENCE = "https://desk.example";
  private static final String NONCE = "n-7";
  private static final long SECONDS = PilotKeys.NOW.getEpochSecond();

  @TempDir Path folder;

  private NpmProgram npm;
  private String pem;
  private SigningKey holder;
  private byte[] licence;

  @BeforeEach
  void issueToAHolder() throws Exception {
    npm = NpmProgram.in(folder);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    String base64 = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
    pem = "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    holder = SigningKey.fromPem(pem.getBytes(US_ASCII), List.of());
    SigningKey key = PilotKeys.signer(SignatureAlgorithm.ES256);
    licence =
        JsonFormat.instance()
            .boundTo(holder.verificationKey())
            .withDecoys(2)
            .seal(
                Payloads.payload(SignatureAlgorithm.ES256.suite().hash()),
                new SealingContext(key, Payloads.type(), new SecureRandom()))
            .bytes();
  }

  private byte[] presentedByUs() throws Exception {
    return Presenter.to(AUDIENCE, NONCE)
        .holderKey(holder)
        .clock(Clock.fixed(PilotKeys.NOW, ZoneOffset.UTC))
        .build()
        .present(licence, List.of("kinds", "certificateNumber"));
  }

  @Test
  void others_verify_what_we_present_and_see_no_more() throws Exception {
    byte[] shown = presentedByUs();
    byte[] compact = JsonFormat.toCompact(shown).getBytes(US_ASCII);
    for (byte[] form : List.of(shown, compact)) {
      String file = npm.file("shown", form);
      String printed = npm.run(0, "presented", file, NONCE, Long.toString(SECONDS));
      JsonObject said = Json.parseObject(printed.getBytes(UTF_8));
      JsonObject claims = said.object("claims").orElseThrow();
      assertThat(claims.object("items").orElseThrow().members()).containsOnlyKeys("kinds");
      assertThat(claims.text("certificateNumber")).isPresent();
      assertThat(claims.text("certificateIdentifier")).isEmpty();
      assertThat(said.object("binding").orElseThrow().text("aud")).contains(AUDIENCE);
    }
  }

  @Test
  void others_refuse_another_nonce_and_what_was_taken_away() throws Exception {
    byte[] shown = presentedByUs();
    String at = Long.toString(SECONDS);
    assertThat(npm.run(1, "presented", npm.file("shown", shown), "other", at)).contains("Nonce");
    byte[] less = Tampering.disclosures(shown, list -> list.subList(0, 1));
    assertThat(npm.run(1, "presented", npm.file("less", less), NONCE, at)).contains("sd_hash");
  }

  @Test
  void we_read_what_others_present() throws Exception {
    byte[] shown = presentedByOthers();
    Subject subject = JsonFormat.instance().open(Document.of(shown), Limits.DEFAULT);
    assertThat(subject.findings())
        .extracting(Finding::code)
        .contains("SIGNATURE_INTACT")
        .doesNotContain("MALFORMED");
    assertThat(subject.presentation()).isTrue();
    KeyBinding binding = subject.presented().binding();
    assertThat(binding.state()).as(binding.detail()).isEqualTo(State.INTACT);
    assertThat(binding.audience()).isEqualTo(AUDIENCE);
    assertThat(binding.nonce()).isEqualTo(NONCE);
    assertThat(binding.presentedAt()).isEqualTo(PilotKeys.NOW);
    DisclosedLicence seen = subject.inSight().orElseThrow();
    assertThat(seen.items().members()).containsOnlyKeys("kinds");
    assertThat(seen.number()).isEmpty();

    String text = new String(shown, US_ASCII);
    int last = text.lastIndexOf('~', text.lastIndexOf('~') - 1);
    byte[] less =
        (text.substring(0, last) + text.substring(text.lastIndexOf('~'))).getBytes(US_ASCII);
    Subject other = JsonFormat.instance().open(Document.of(less), Limits.DEFAULT);
    assertThat(other.presented().binding().state()).isEqualTo(State.CONTENT_DIFFERS);
  }

  private byte[] presentedByOthers() throws Exception {
    JsonObject request =
        JsonObject.builder()
            .put("key", pem)
            .put(
                "frame",
                JsonObject.builder()
                    .put("items", JsonObject.builder().put("kinds", true).build())
                    .build())
            .put(
                "binding",
                JsonObject.builder()
                    .put("iat", SECONDS)
                    .put("aud", AUDIENCE)
                    .put("nonce", NONCE)
                    .build())
            .build();
    String printed =
        npm.run(
            0,
            "present",
            npm.file("licence", licence),
            npm.file("request.json", Json.canonical(request)));
    return printed.getBytes(US_ASCII);
  }
}
