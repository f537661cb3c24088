package io.hufu.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Catalogue;
import io.hufu.model.Licence;
import io.hufu.model.ResidentIdNumber;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Topic;
import io.hufu.model.report.VerificationReport;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportProjectionsTest {
  private static final Locale ZH = Locale.SIMPLIFIED_CHINESE;
  private static final Locale EN = Locale.ENGLISH;

  private static List<String> head(VerificationReport report, Locale locale) {
    return ReportText.of(report, locale).lines().limit(3).toList();
  }

  @Test
  void a_clerk_first_reads_verdict_reason_and_next_step() {
    VerificationReport accepted = new Desk().judge(Doc.good());
    assertThat(head(accepted, ZH))
        .containsExactly("核验通过", "原因：文件完整，由有权颁发的机构签章，证照在所问时间有效。", "下一步：可作为本事项办理依据。");
    VerificationReport expired = new Desk().on(LocalDate.of(2031, 6, 1)).judge(Doc.good());
    assertThat(head(expired, ZH))
        .containsExactly("核验不通过：证照真实，但当前无效", "原因：证照已于2031-05-31到期。", "下一步：告知原因，引导换证或补办。");
    assertThat(head(expired, EN))
        .containsExactly(
            "Rejected: genuine, not in force",
            "Why: Expired on 2031-05-31.",
            "Next step: Say why; help the holder to renew or replace it.");
    VerificationReport open = new Desk().judge(Doc.good().place());
    assertThat(head(open, ZH))
        .containsExactly(
            "暂无法判定（不等于不通过）", "原因：未取得证照最新状态，不能判断是否有效。", "下一步：稍后重试，或向颁发机构人工核实；不得据此拒绝受理。");
    VerificationReport unsigned = new Desk().judge(new Doc());
    assertThat(head(unsigned, ZH)).startsWith("核验不通过：文件或签章有问题", "原因：文件没有电子签章。");
  }

  @Test
  void genuine_is_said_only_where_it_was_established() {
    Doc unprovenAndExpired =
        new Doc().signed(World.AGENCY); // no revocation information: authenticity is open
    VerificationReport report = new Desk().on(LocalDate.of(2031, 6, 1)).judge(unprovenAndExpired);
    assertThat(head(report, ZH).get(0)).isEqualTo("核验不通过：证照当前无效");
  }

  @Test
  void a_renewal_desk_reads_that_the_licence_is_over() {
    VerificationReport report =
        new Desk()
            .policy(AcceptancePolicy.renewal())
            .on(LocalDate.of(2031, 6, 1))
            .judge(Doc.good());
    assertThat(head(report, ZH).get(1)).contains("证照已于2031-05-31到期", "不以当前有效为条件");
  }

  @Test
  void a_document_without_licence_is_not_called_a_basis() {
    VerificationReport report =
        new Desk().policy(AcceptancePolicy.signatureOnly()).judge(Doc.good().licence(null));
    assertThat(head(report, ZH).get(2)).contains("不作为证照办理依据");
  }

  @Test
  void personal_numbers_are_masked_unless_full() {
    String id = ResidentIdNumber.complete("99010119900101001");
    Licence l = World.licence();
    Licence licence =
        new Licence(
            l.type(),
            l.name(),
            l.number(),
            l.identifier(),
            l.issuer(),
            l.issuedOn(),
            List.of(new Licence.Holder("张示例", id, "111")),
            l.areaCode(),
            l.effectiveFrom(),
            l.expiresOn(),
            null,
            false,
            l.items());
    VerificationReport report = new Desk().judge(Doc.good().licence(licence));
    for (Locale locale : List.of(ZH, EN)) {
      assertThat(ReportText.of(report, locale)).doesNotContain(id, "张示例").contains("张**");
      assertThat(ReportHtml.of(report, locale)).doesNotContain(id, "张示例");
      assertThat(ReportText.of(report, locale, true, Catalogue.shipped())).contains(id, "张示例");
    }
  }

  @Test
  void a_certificate_name_that_is_a_script_stays_text() {
    SigningKey hostile =
        World.issued(
            Profile.SIGNER,
            "CN=<script>alert(1)</script>,O=\\22 onload\\3D\\22 x",
            World.CA,
            World.BORN,
            World.END);
    Doc doc = new Doc().signed(hostile).with(1, Proofs.crl(), Proofs.rootCrl());
    doc.finding(
        new Finding(
            Topic.CONTENT,
            Outcome.NOTICE,
            "<img src=x>",
            FindingSubject.DOCUMENT,
            "",
            Map.of("<b>", "\u001b[2J\"'><i>"),
            null));
    VerificationReport report = new Desk().judge(doc);
    for (Locale locale : List.of(ZH, EN)) {
      String page = ReportHtml.of(report, locale, true, Catalogue.shipped());
      assertThat(page)
          .doesNotContain("<script", "<img", "<b>", "<i>", "\u001b", "http:", "https:")
          .contains("&lt;script", "default-src 'none'");
      assertThat(ReportText.of(report, locale)).doesNotContain("\u001b");
    }
  }

  @Test
  void a_page_is_complete_and_the_same_every_time() {
    VerificationReport report = new Desk().judge(Doc.good());
    String page = ReportHtml.of(report, ZH);
    assertThat(page).startsWith("<!DOCTYPE html>").endsWith("</html>\n").contains("lang=\"zh-CN\"");
    assertThat(page).isEqualTo(ReportHtml.of(report, ZH));
    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(64 << 10);
  }

  @Test
  void no_sentence_of_any_finding_ends_in_a_bare_placeholder() {
    for (FindingCode code : FindingCode.values()) {
      for (Locale locale : List.of(ZH, EN)) {
        assertThat(ReportText.meaning(code.name(), locale)).doesNotContain("{", "[", "]");
      }
    }
    assertThat(ReportText.meaning("POLICY_HOUSE_RULE", ZH)).isEqualTo("POLICY_HOUSE_RULE");
  }
}
