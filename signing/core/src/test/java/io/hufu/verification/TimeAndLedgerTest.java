package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static io.hufu.model.report.Outcome.PASSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.Evidence;
import io.hufu.model.ForkEvidence;
import io.hufu.model.TrustList;
import io.hufu.model.report.Answer;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.ReasonClass;
import io.hufu.model.report.SubjectSignature;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TimeAndLedgerTest {
  private static final Instant SOON = World.SIGNED.plusSeconds(30);
  private static final AcceptancePolicy ARCHIVE = AcceptancePolicy.archive();

  private static VerificationReport archive(Doc doc) {
    return new Desk().policy(ARCHIVE).judge(doc);
  }

  @Test
  void an_archive_needs_proof_and_offline_does_not() {
    Reports.expect(
        archive(Doc.good()), Verdict.UNDECIDED, FindingCode.NO_TRUSTED_TIME, INCONCLUSIVE);
    Reports.expect(
        new Desk().judge(Doc.good()), Verdict.ACCEPTED, FindingCode.NO_TRUSTED_TIME, INCONCLUSIVE);
  }

  @Test
  void a_time_stamp_proves_the_time_of_its_token() {
    VerificationReport report = archive(Doc.good().with(1, s -> Proofs.stamp(s, SOON)));
    Finding finding = Reports.expect(report, Verdict.ACCEPTED, FindingCode.TIME_PROVEN, PASSED);
    assertThat(finding.subject()).isEqualTo(FindingSubject.evidence(1, 3));
    assertThat(report.signatures().get(0).provenAt()).isEqualTo(SOON);
  }

  @Test
  void the_earliest_proof_counts() {
    Doc doc =
        Doc.good()
            .with(1, s -> Proofs.stamp(s, SOON.plusSeconds(100)))
            .with(1, s -> Proofs.witnessed(s, SOON));
    assertThat(archive(doc).signatures().get(0).provenAt()).isEqualTo(SOON);
  }

  @Test
  void bad_time_stamps_are_listed_prove_nothing_and_do_no_harm() {
    SigningKey strange = World.root("CN=陌生根,C=CN", World.FAR);
    SigningKey untrusted =
        World.issued(Profile.TIME_STAMPING, "CN=陌生时间戳,C=CN", strange, World.BORN, World.FAR);
    Doc other = new Doc().signed(World.STRANGER).signed(World.STRANGER);
    expectBad(FindingCode.TIME_STAMP_INVALID, FAILED, s -> Proofs.cut(Proofs.stamp(s, SOON)));
    expectBad(
        FindingCode.TIME_STAMP_UNTRUSTED, INCONCLUSIVE, s -> Proofs.stamp(s, SOON, untrusted));
    expectBad(
        FindingCode.TIME_STAMP_OTHER_DATA, FAILED, s -> Proofs.stamp(other.signature(2), SOON));
    expectBad(
        FindingCode.TIME_ORDER_WRONG,
        FAILED,
        s -> Proofs.stamp(s, World.SIGNED.minus(Duration.ofDays(1))));
    expectBad(
        FindingCode.TIME_ORDER_WRONG,
        FAILED,
        s -> Proofs.stamp(s, World.NOW.plus(Duration.ofDays(1))));
  }

  private static void expectBad(
      FindingCode code, Outcome outcome, Function<SubjectSignature, Evidence> item) {
    Reports.expect(archive(Doc.good().with(1, item)), Verdict.UNDECIDED, code, outcome);
    Reports.expect(
        archive(Doc.good().with(1, item).with(1, s -> Proofs.stamp(s, SOON))),
        Verdict.ACCEPTED,
        code,
        outcome);
    Reports.accepted(new Desk().judge(Doc.good().with(1, item)));
  }

  @Test
  void a_stamp_by_a_key_that_was_compromised_or_revoked_before_proves_nothing() {
    Instant later = SOON.plus(Duration.ofDays(1));
    Doc doc = new Doc().signed(World.AGENCY).with(1, Proofs.rootCrl());
    doc.with(1, s -> Proofs.stamp(s, SOON));
    Evidence superseded = Proofs.revoking(World.TSA, later, 4);
    Reports.accepted(new Desk().policy(ARCHIVE).supplied(superseded).judge(doc));
    for (Evidence list :
        List.of(Proofs.revoking(World.TSA, later, 1), Proofs.revoking(World.TSA, SOON, 4))) {
      Reports.expect(
          new Desk().policy(ARCHIVE).supplied(list).judge(doc),
          Verdict.UNDECIDED,
          FindingCode.TIME_STAMP_UNTRUSTED,
          INCONCLUSIVE);
    }
  }

  @Test
  void a_time_stamp_with_a_signing_certificate_is_no_time_stamp() {
    // A licence key may not stamp: the token does not even come into being.
    SigningKey agency = World.AGENCY;
    assertThat(agency.certificate().extendedKeyUsage()).isEmpty();
    assertThatThrownBy(() -> Proofs.stamp(Doc.good().signature(1), SOON, agency))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void stamps_and_receipts_given_beside_the_document_serve_the_signature_they_fit() {
    Doc doc = Doc.good().signed(World.STRANGER);
    Desk desk =
        new Desk()
            .policy(ARCHIVE)
            .supplied(
                Proofs.stamp(doc.signature(2), SOON), Proofs.witnessed(doc.signature(1), SOON));
    VerificationReport report = desk.judge(doc);
    Reports.accepted(report);
    Reports.without(report, FindingCode.TIME_STAMP_OTHER_DATA);
    Reports.without(report, FindingCode.RECEIPT_OTHER_ENTRY);
    Reports.verdict(
        new Desk().policy(ARCHIVE).supplied(Proofs.stamp(doc.signature(2), SOON)).judge(doc),
        Verdict.UNDECIDED);
  }

  @Test
  void a_receipt_anchors_and_a_quorum_proves_the_time() {
    VerificationReport anchored =
        new Desk().judge(Doc.good().with(1, s -> Proofs.receipt(s, 1, SOON)));
    Reports.expect(anchored, Verdict.ACCEPTED, FindingCode.ANCHORED, PASSED);
    Reports.without(anchored, FindingCode.WITNESSED);
    Reports.expect(
        archive(Doc.good().with(1, s -> Proofs.receipt(s, 1, SOON))),
        Verdict.UNDECIDED,
        FindingCode.NO_TRUSTED_TIME,
        INCONCLUSIVE);
    Reports.expect(
        archive(Doc.good().with(1, s -> Proofs.witnessed(s, SOON))),
        Verdict.ACCEPTED,
        FindingCode.WITNESSED,
        PASSED);
  }

  @Test
  void cosignatures_from_before_the_signature_or_from_the_future_prove_no_time() {
    for (Instant wrong :
        List.of(World.SIGNED.minus(Duration.ofDays(1)), World.NOW.plus(Duration.ofDays(1)))) {
      VerificationReport report = archive(Doc.good().with(1, s -> Proofs.witnessed(s, wrong)));
      Reports.expect(report, Verdict.UNDECIDED, FindingCode.NO_TRUSTED_TIME, INCONCLUSIVE);
      Reports.without(report, FindingCode.WITNESSED);
    }
  }

  @Test
  void bad_receipts_are_listed_and_do_no_harm() {
    SubjectSignature other = new Doc().signed(World.STRANGER).signature(1);
    Doc doc =
        Doc.good()
            .with(1, s -> Proofs.cut(Proofs.witnessed(s, SOON)))
            .with(1, s -> Proofs.witnessed(other, SOON));
    VerificationReport report = new Desk().judge(doc);
    Reports.expect(report, Verdict.ACCEPTED, FindingCode.RECEIPT_INVALID, FAILED);
    Reports.expect(report, Verdict.ACCEPTED, FindingCode.RECEIPT_OTHER_ENTRY, FAILED);
    Reports.expect(report, Verdict.ACCEPTED, FindingCode.NOT_ANCHORED, INCONCLUSIVE);
  }

  @Test
  void a_ledger_that_is_not_listed_proves_nothing() {
    TrustList without =
        World.trustWithoutLedger(c -> c.authority(World.issuer(AuthorityDraft::itself)));
    Doc doc = Doc.good().with(1, s -> Proofs.witnessed(s, SOON));
    Reports.expect(
        new Desk().trust(without).judge(doc),
        Verdict.ACCEPTED,
        FindingCode.LEDGER_UNKNOWN,
        INCONCLUSIVE);
  }

  @Test
  void strict_wants_a_witnessed_receipt_and_a_fresh_status() {
    Desk desk = new Desk().policy(AcceptancePolicy.strict());
    Doc doc = Doc.good().place().with(1, Proofs.status(Proofs.valid()));
    VerificationReport bare = desk.judge(doc);
    Reports.expect(bare, Verdict.UNDECIDED, FindingCode.NOT_ANCHORED, INCONCLUSIVE);
    assertThat(bare.acceptableHere()).isEqualTo(Answer.UNKNOWN);
    Doc stamped =
        Doc.good()
            .place()
            .with(1, Proofs.status(Proofs.valid()))
            .with(1, s -> Proofs.stamp(s, SOON));
    stamped.with(1, s -> Proofs.receipt(s, 1, SOON));
    Reports.expect(
        desk.judge(stamped), Verdict.UNDECIDED, FindingCode.WITNESS_QUORUM_MISSING, INCONCLUSIVE);
    Reports.accepted(desk.judge(stamped.with(1, s -> Proofs.witnessed(s, SOON))));
  }

  @Test
  void two_checkpoints_of_one_size_are_a_fork_wherever_they_turn_up() {
    SubjectSignature other = new Doc().signed(World.STRANGER).signature(1);
    Doc doc = Doc.good().with(1, s -> Proofs.witnessed(s, SOON));
    Reports.accepted(new Desk().judge(doc));
    VerificationReport report = new Desk().supplied(Proofs.receipt(other, 0, SOON)).judge(doc);
    Finding fork = Reports.expect(report, Verdict.REJECTED, FindingCode.LEDGER_CONFLICT, FAILED);
    assertThat(fork.subject()).isEqualTo(FindingSubject.DOCUMENT);
    assertThat(report.reason()).isEqualTo(ReasonClass.NOT_AUTHENTIC);
  }

  @Test
  void a_contradiction_that_the_log_did_not_sign_is_no_fork() {
    SubjectSignature other = new Doc().signed(World.STRANGER).signature(1);
    Doc doc = Doc.good().with(1, s -> Proofs.witnessed(s, SOON));
    Evidence bogus = Proofs.receiptBy(World.WITNESS_A, other);
    Reports.accepted(new Desk().supplied(bogus).judge(doc));
    Reports.accepted(new Desk().judge(doc.with(1, bogus)));
  }

  @Test
  void the_same_receipt_twice_is_no_fork() {
    Doc doc = Doc.good();
    Evidence own = Proofs.witnessed(doc.signature(1), SOON);
    Reports.accepted(new Desk().supplied(own).judge(doc.with(1, own)));
  }

  @Test
  void an_evidence_file_of_a_fork_counts_and_one_that_proves_nothing_does_not() throws Exception {
    SubjectSignature other = new Doc().signed(World.STRANGER).signature(1);
    Doc doc = Doc.good().with(1, s -> Proofs.witnessed(s, SOON));
    String one = checkpoint(Proofs.receipt(doc.signature(1), 0, SOON));
    String two = checkpoint(Proofs.receipt(other, 0, SOON));
    Finding fork =
        Reports.expect(
            new Desk().supplied(evidence(one, two)).judge(doc),
            Verdict.REJECTED,
            FindingCode.LEDGER_CONFLICT,
            FAILED);
    assertThat(fork.subject()).isEqualTo(FindingSubject.DOCUMENT);
    Reports.accepted(new Desk().supplied(evidence(one, one)).judge(doc));
    String bogus = checkpoint(Proofs.receiptBy(World.WITNESS_A, other));
    Reports.accepted(new Desk().supplied(evidence(one, bogus)).judge(doc));
    Reports.accepted(
        new Desk()
            .supplied(new Evidence(Evidence.Kind.FORK_EVIDENCE, new byte[] {'{'}))
            .judge(doc));
  }

  private static Evidence evidence(String one, String two) {
    return new Evidence(
        Evidence.Kind.FORK_EVIDENCE, new ForkEvidence(one, two, List.of()).encoded());
  }

  private static String checkpoint(Evidence receipt) throws MalformedDataException {
    return AnchorReceipt.parse(receipt.bytes()).checkpoint();
  }
}
