package io.hufu.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.jose.Json;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.AcceptancePolicy.Level;
import io.hufu.model.Carrier;
import io.hufu.model.report.Answer;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.ReasonClass;
import io.hufu.model.report.Subject;
import io.hufu.model.report.Topic;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.input.Limits;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerifierTest {
  @Test
  void a_good_licence_is_accepted_and_handed_out() {
    VerificationReport report = new Desk().judge(Doc.good());
    Reports.accepted(report);
    assertThat(report.licence()).isEqualTo(World.licence());
    assertThat(List.of(report.authentic(), report.inForce(), report.acceptableHere()))
        .containsOnly(Answer.YES);
    assertThat(report.signatures()).hasSize(1);
    assertThat(report.signatures().get(0).authority()).contains(World.ISSUER);
    assertThat(report.signatures().get(0).evidence()).hasSize(2);
  }

  @Test
  void same_inputs_give_a_byte_identical_report() {
    Doc doc = Doc.good().with(1, s -> Proofs.witnessed(s, World.SIGNED.plusSeconds(5)));
    byte[] first = Json.canonical(new Desk().judge(doc).toJson(true));
    byte[] second = Json.canonical(new Desk().judge(doc).toJson(true));
    assertThat(first).isEqualTo(second);
  }

  @Test
  void the_version_is_that_of_the_build() {
    assertThat(new Desk().judge(Doc.good()).version()).matches("[0-9]+\\.[0-9]+.*");
  }

  @Test
  void what_judged_is_in_the_report_by_its_digest() {
    VerificationReport report = new Desk().supplied(Proofs.crl()).judge(Doc.good());
    assertThat(report.artefacts().keySet())
        .containsExactly("policy", "signature 1", "supplied 1 crl", "trustList");
    assertThat(report.artefacts().values()).allMatch(digest -> digest.matches("sm3:[0-9a-f]{64}"));
    assertThat(report.inputDigest()).matches("[0-9a-f]{64}");
  }

  @Test
  void unsigned_is_rejected() {
    VerificationReport report = new Desk().judge(new Doc());
    Reports.expect(report, Verdict.REJECTED, FindingCode.NOT_SIGNED, Outcome.FAILED);
    assertThat(report.reason()).isEqualTo(ReasonClass.NOT_AUTHENTIC);
  }

  @Test
  void bytes_of_no_known_format_are_undecided() {
    VerificationReport report =
        new Desk()
            .judge(new FakeFormat(Doc.good()::subject), "其他".getBytes(StandardCharsets.UTF_8));
    Reports.expect(report, Verdict.UNDECIDED, FindingCode.FORMAT_UNKNOWN, Outcome.INCONCLUSIVE);
    assertThat(report.carrier()).isEqualTo(Carrier.UNKNOWN);
  }

  @Test
  void a_document_beyond_the_limit_is_undecided() {
    Limits d = Limits.DEFAULT;
    Limits tiny =
        new Limits(
            3,
            d.text(),
            d.archiveEntries(),
            d.archiveEntry(),
            d.expansion(),
            d.xmlDepth(),
            1,
            d.chain(),
            d.statusList());
    VerificationReport report = new Desk().limits(tiny).judge(Doc.good());
    Reports.expect(report, Verdict.UNDECIDED, FindingCode.LIMIT_EXCEEDED, Outcome.INCONCLUSIVE);
  }

  @Test
  void signatures_beyond_the_limit_are_not_looked_at_and_nothing_is_accepted() {
    Limits d = Limits.DEFAULT;
    Limits one =
        new Limits(
            d.document(),
            d.text(),
            d.archiveEntries(),
            d.archiveEntry(),
            d.expansion(),
            d.xmlDepth(),
            1,
            d.chain(),
            d.statusList());
    Doc two = Doc.good().signed(World.STRANGER);
    VerificationReport report = new Desk().limits(one).judge(two);
    Reports.expect(report, Verdict.UNDECIDED, FindingCode.LIMIT_EXCEEDED, Outcome.INCONCLUSIVE);
    assertThat(report.signatures()).hasSize(1);
  }

  @Test
  void a_signature_that_does_not_verify_is_rejected() {
    Doc doc =
        new Doc()
            .signed(World.AGENCY, FindingCode.SIGNATURE_INVALID, Outcome.FAILED)
            .with(1, Proofs.crl(), Proofs.rootCrl());
    VerificationReport report = new Desk().judge(doc);
    Reports.verdict(report, Verdict.REJECTED);
    assertThat(report.authentic()).isEqualTo(Answer.NO);
    assertThat(report.licence()).isNull();
  }

  @Test
  void one_good_signature_of_two_is_enough() {
    Doc doc = Doc.good().signed(World.AGENCY, FindingCode.SIGNATURE_INVALID, Outcome.FAILED);
    VerificationReport report = new Desk().judge(doc);
    Reports.accepted(report);
    assertThat(report.signatures())
        .extracting(VerificationReport.SignatureResult::verdict)
        .containsExactly(Verdict.ACCEPTED, Verdict.REJECTED);
  }

  @Test
  void a_check_that_throws_is_undecided_and_named_but_its_message_is_not_shown() {
    VerificationReport report =
        new Desk()
            .check(
                (subject, context) -> {
                  throw new IllegalStateException("张三");
                })
            .judge(Doc.good());
    assertThat(report.verdict()).isEqualTo(Verdict.UNDECIDED);
    Finding finding = Reports.find(report, FindingCode.CHECK_FAILED_INTERNALLY).orElseThrow();
    assertThat(finding.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(finding.facts().toString()).contains("IllegalState").doesNotContain("张三");
  }

  @Test
  void a_format_that_throws_is_undecided() {
    FakeFormat broken =
        new FakeFormat(
            () -> {
              throw new IllegalStateException();
            });
    VerificationReport report = new Desk().judge(broken, FakeFormat.DOCUMENT);
    assertThat(report.verdict()).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void a_users_check_counts_and_sees_path_and_proof() {
    VerificationReport report =
        new Desk()
            .check(
                (Subject subject, io.hufu.model.report.VerificationContext context) -> {
                  assertThat(context.path(1)).hasValueSatisfying(p -> assertThat(p).hasSize(3));
                  assertThat(context.provenAt(1)).isEmpty();
                  return List.of(
                      new Finding(
                          Topic.CONTENT,
                          Outcome.FAILED,
                          "POLICY_HOUSE_RULE",
                          FindingSubject.DOCUMENT,
                          "",
                          Map.of(),
                          null));
                })
            .judge(Doc.good());
    Reports.verdict(report, Verdict.REJECTED);
    assertThat(report.reason()).isEqualTo(ReasonClass.NOT_ACCEPTABLE_HERE);
    assertThat(report.authentic()).isEqualTo(Answer.YES);
  }

  @Test
  void a_required_check_that_nobody_installed_is_undecided() {
    VerificationReport report = new Desk().judge(Doc.good().presented());
    Finding finding =
        Reports.expect(
            report, Verdict.UNDECIDED, FindingCode.CHECK_NOT_INSTALLED, Outcome.INCONCLUSIVE);
    assertThat(finding.topic()).isEqualTo(Topic.HOLDER);
  }

  @Test
  void a_presentation_bound_to_the_holder_is_accepted() {
    Doc doc =
        Doc.good()
            .presented()
            .finding(
                Finding.of(FindingCode.HOLDER_BOUND, Outcome.PASSED, FindingSubject.signature(1)));
    Reports.accepted(new Desk().judge(doc));
  }

  @Test
  void topics_that_are_not_judged_are_not_shown() {
    Map<Topic, Level> topics = new EnumMap<>(AcceptancePolicy.offline().topics());
    topics.put(Topic.TIME, Level.NOT_JUDGED);
    AcceptancePolicy o = AcceptancePolicy.offline();
    AcceptancePolicy policy =
        new AcceptancePolicy(
            "house",
            topics,
            false,
            false,
            false,
            null,
            false,
            Set.of(),
            o.algorithms(),
            Set.of(),
            false);
    VerificationReport report = new Desk().policy(policy).judge(Doc.good());
    Reports.accepted(report);
    assertThat(report.findings()).noneMatch(f -> f.topic() == Topic.TIME);
  }

  @Test
  void signature_only_accepts_a_document_and_never_hands_out_a_licence() {
    VerificationReport report =
        new Desk().policy(AcceptancePolicy.signatureOnly()).judge(Doc.good().licence(null));
    Reports.accepted(report);
    VerificationReport licensed =
        new Desk().policy(AcceptancePolicy.signatureOnly()).judge(Doc.good());
    Reports.accepted(licensed);
    assertThat(licensed.licence()).isNull();
  }

  @Test
  void findings_stand_in_the_order_of_the_topics() {
    VerificationReport report = new Desk().judge(Doc.good());
    assertThat(report.findings()).extracting(Finding::topic).isSorted();
  }

  @Test
  void a_verifier_without_trust_is_refused() {
    assertThatThrownBy(() -> Verifier.builder().build())
        .isInstanceOf(IllegalArgumentException.class);
  }
}
