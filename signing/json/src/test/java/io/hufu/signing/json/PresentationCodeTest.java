package io.hufu.signing.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.model.Base45;
import io.hufu.model.report.Finding;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.qr.QrPng;
import io.hufu.signing.qr.TokenDocument;
import io.hufu.verification.World;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Presentations as QR codes: drawn, read back from the picture, bent. */
class PresentationCodeTest {
  private static byte[] presented;
  private static String text;

  @BeforeAll
  static void present() throws Exception {
    presented =
        PresentationDesk.presenter()
            .validFor(Duration.ofSeconds(60))
            .build()
            .present(PresentationDesk.bound(), List.of("premises", "principal"));
    text = Presenter.codeText(presented);
  }

  private static VerificationReport judge(String code) throws Exception {
    return new PresentationDesk().judge(code.getBytes(ISO_8859_1), PresentationDesk.evidence());
  }

  @Test
  void a_code_is_the_same_presentation_without_its_evidence() throws Exception {
    SdJwt before = SdJwt.parse(presented);
    SdJwt after = SdJwt.parse(text.getBytes(ISO_8859_1));
    assertThat(after.toCompact()).isEqualTo(before.toCompact());
    assertThat(before.evidence()).isNotEmpty();
    assertThat(after.evidence()).isEmpty();
  }

  @Test
  void a_picture_of_it_is_accepted_by_the_desk_that_asked_and_by_no_other() throws Exception {
    byte[] picture = QrPng.of(text).orElseThrow();
    VerificationReport report = new PresentationDesk().judge(picture, PresentationDesk.evidence());
    assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(Verdict.ACCEPTED);
    assertThat(report.acceptedDisclosure().orElseThrow().items().members())
        .containsOnlyKeys("premises", "principal");
    VerificationReport other =
        new PresentationDesk()
            .asking("https://other.example", PresentationDesk.NONCE)
            .judge(picture, PresentationDesk.evidence());
    assertThat(other.verdict()).isEqualTo(Verdict.REJECTED);
    assertThat(other.findings()).extracting(Finding::code).contains("PRESENTATION_OTHER_AUDIENCE");
  }

  @Test
  void a_code_without_a_holder_key_has_no_binding_either() throws Exception {
    byte[] bearer = PresentationDesk.issued(JsonFormat.instance(), World.licence());
    byte[] shown = Presenter.to("a", "n").build().present(bearer, List.of("premises"));
    SdJwt after = SdJwt.parse(Presenter.codeText(shown).getBytes(ISO_8859_1));
    assertThat(after.keyBinding()).isNull();
    assertThat(after.toCompact()).isEqualTo(SdJwt.parse(shown).toCompact());
  }

  @Test
  void no_changed_character_is_accepted() throws Exception {
    Random random = new Random(20260301);
    for (int i = 0; i < 60; i++) {
      int at = TokenDocument.PRESENTATION.length() + random.nextInt(text.length() - 7);
      String bent =
          text.substring(0, at) + (text.charAt(at) == 'A' ? 'B' : 'A') + text.substring(at + 1);
      VerificationReport report = judge(bent);
      assertThat(report.verdict()).as("character " + at).isNotEqualTo(Verdict.ACCEPTED);
      assertThat(report.findings())
          .as("character " + at)
          .noneMatch(f -> f.code().equals("CHECK_FAILED_INTERNALLY"));
    }
    assertThat(judge(text).verdict()).isEqualTo(Verdict.ACCEPTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "FGW", "00 00", "a", "é"})
  void what_is_no_code_is_malformed(String rest) throws Exception {
    VerificationReport report = judge(TokenDocument.PRESENTATION + rest);
    assertThat(report.verdict()).isEqualTo(Verdict.REJECTED);
    assertThat(report.findings())
        .anyMatch(f -> f.code().equals("MALFORMED") && f.outcome() == Outcome.FAILED);
  }

  @Test
  void bombs_and_what_stands_behind_the_end_are_refused() throws Exception {
    assertThatThrownBy(() -> CodeCompression.inflate(deflated(new byte[1 << 22])))
        .isInstanceOf(MalformedDataException.class);
    byte[] good = CodeCompression.deflate(new byte[] {0, 0});
    assertThat(CodeCompression.inflate(good)).containsExactly(0, 0);
    byte[] longer = Arrays.copyOf(good, good.length + 1);
    assertThatThrownBy(() -> CodeCompression.inflate(longer))
        .isInstanceOf(MalformedDataException.class);
    String bomb = TokenDocument.PRESENTATION + Base45.encode(deflated(new byte[1 << 20]));
    assertThat(bomb.length()).isLessThan(PresentationCode.MAX_TEXT);
    assertThat(judge(bomb).verdict()).isEqualTo(Verdict.REJECTED);
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] room = new byte[8192];
    while (!deflater.finished()) {
      out.write(room, 0, deflater.deflate(room));
    }
    deflater.end();
    return out.toByteArray();
  }

  @Test
  void the_dictionary_is_part_of_the_format() throws Exception {
    try (InputStream in = JsonFormat.class.getResourceAsStream("code-dictionary.txt")) {
      byte[] digest = HashAlgorithm.SHA_256.digest(in.readAllBytes());
      assertThat(HexFormat.of().formatHex(digest))
          .isEqualTo("a568d31234ed9b9bd5b5d313ecfabfd88c01e1b6c0dbe793213674cbe34dcf64");
    }
  }
}
