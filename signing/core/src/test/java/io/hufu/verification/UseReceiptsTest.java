package io.hufu.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Json;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Evidence;
import io.hufu.model.Licence;
import io.hufu.model.StatusAssertion.Entry;
import io.hufu.model.StatusValue;
import io.hufu.model.UseReceipt;
import io.hufu.model.report.Answer;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.ReasonClass;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UseReceiptsTest {
  private static final String MATTER = "990111001000";
  private final UseReceipts receipts =
      UseReceipts.trusting(World.trust(), AcceptancePolicy.offline());

  private static Doc doc(Entry... more) {
    Entry[] history = new Entry[more.length + 1];
    history[0] = Proofs.valid();
    System.arraycopy(more, 0, history, 1, more.length);
    return Doc.good().place().with(1, Proofs.status(history));
  }

  private static UseReceipt receipt(VerificationReport report) {
    return UseReceipts.of(report, World.ISSUER, MATTER, World.NOW).orElseThrow();
  }

  @Test
  void a_receipt_says_what_was_checked_by_whom_and_what_came_of_it() throws Exception {
    Doc doc = doc();
    VerificationReport report = new Desk().judge(doc);
    byte[] signed = receipt(report).sign(World.AGENCY);
    UseReceipts.Judgement judged =
        receipts.judge(signed, List.of(Proofs.crl(), Proofs.rootCrl()), World.NOW);
    assertThat(judged.detail()).isEmpty();
    assertThat(judged.authentic()).isEqualTo(Answer.YES);
    assertThat(judged.anchored()).isEqualTo(Answer.UNKNOWN);
    UseReceipt said = judged.receipt();
    assertThat(said.verifier()).isEqualTo(World.ISSUER);
    assertThat(said.matter()).isEqualTo(MATTER);
    assertThat(said.checkedAt()).isEqualTo(World.NOW);
    assertThat(said.said().verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(said.said().status()).isEqualTo(FindingCode.STATUS_VALID.name());
    assertThat(said.said().statusToken()).isEqualTo(Fetches.digest(token(doc)));
    assertThat(said.isAbout(doc.signature(1))).isTrue();
    assertThat(said.isAbout(doc().signature(1))).as("another signature of the same data").isFalse();
    assertThat(said.basis().report()).isEqualTo(UseReceipts.reportDigest(report.toJson(false)));
  }

  private static byte[] token(Doc doc) {
    return doc.signature(1).evidence().stream()
        .filter(item -> item.kind() == Evidence.Kind.STATUS_ASSERTION)
        .findFirst()
        .orElseThrow()
        .bytes();
  }

  @Test
  void a_refusal_is_recorded_with_its_reason_and_the_status_that_was_seen() throws Exception {
    Instant since = World.NOW.minus(Duration.ofDays(3));
    VerificationReport report =
        new Desk().judge(doc(Entry.of(StatusValue.SUSPENDED, since, since)));
    UseReceipt.Said said = UseReceipt.parse(receipt(report).sign(World.AGENCY)).receipt().said();
    assertThat(said.verdict()).isEqualTo(Verdict.REJECTED);
    assertThat(said.reason()).isEqualTo(ReasonClass.NOT_IN_FORCE);
    assertThat(said.status()).isEqualTo(FindingCode.LICENCE_SUSPENDED.name());
    VerificationReport open = new Desk().judge(Doc.good().place());
    assertThat(receipt(open).said().status()).isEqualTo(FindingCode.STATUS_UNAVAILABLE.name());
    assertThat(receipt(open).said().statusToken()).isNull();
  }

  @Test
  void an_anchored_receipt_is_proven_to_have_existed() throws Exception {
    byte[] signed = receipt(new Desk().judge(doc())).sign(World.AGENCY);
    UseReceipt.Signed read = UseReceipt.parse(signed);
    Instant later = World.NOW.plus(Duration.ofMinutes(10));
    Evidence anchor = Proofs.receipt(read.logEntry(HashAlgorithm.SM3).orElseThrow(), 2, later);
    UseReceipts.Judgement judged =
        receipts.judge(signed, List.of(anchor), later.plus(Duration.ofDays(1)));
    assertThat(judged.anchored()).isEqualTo(Answer.YES);
    assertThat(judged.provenAt()).isEqualTo(later);
    // Long after the certificate has expired the proof still carries it.
    assertThat(receipts.judge(signed, List.of(anchor), World.FAR).authentic())
        .isEqualTo(Answer.YES);
    assertThat(receipts.judge(signed, List.of(), World.FAR).authentic()).isEqualTo(Answer.UNKNOWN);
    // The receipt of another entry proves nothing of this one.
    Evidence other =
        Proofs.receipt(doc().signature(1).logEntry(HashAlgorithm.SM3).orElseThrow(), 2, later);
    assertThat(receipts.judge(signed, List.of(other), later).anchored()).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void nobody_can_sign_in_the_name_of_another_authority() throws Exception {
    UseReceipt receipt = receipt(new Desk().judge(doc()));
    for (SigningKey key : new SigningKey[] {World.STRANGER, World.STATUS}) {
      assertThat(receipts.judge(receipt.sign(key), List.of(), World.NOW).authentic())
          .isEqualTo(Answer.UNKNOWN);
    }
    UseReceipt other =
        UseReceipts.of(new Desk().judge(doc()), World.OTHER, null, World.NOW).orElseThrow();
    assertThat(receipts.judge(other.sign(World.AGENCY), List.of(), World.NOW).authentic())
        .isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void a_changed_receipt_is_no_receipt() throws Exception {
    byte[] signed = receipt(new Desk().judge(doc())).sign(World.AGENCY);
    for (int i = 0; i < signed.length; i += 31) {
      byte[] flipped = signed.clone();
      flipped[i] ^= 0x01;
      try {
        assertThat(receipts.judge(flipped, List.of(), World.NOW).authentic())
            .as("byte " + i)
            .isNotEqualTo(Answer.YES);
      } catch (MalformedDataException e) {
        assertThat(e).hasMessageNotContaining(World.licence().number());
      }
    }
    assertThatThrownBy(() -> receipts.judge(Arrays.copyOf(signed, 40), List.of(), World.NOW))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void a_receipt_names_no_person() throws Exception {
    Licence licence = World.licence();
    byte[] signed = receipt(new Desk().judge(doc())).sign(World.AGENCY);
    String payload = new String(UseReceipt.parse(signed).jws().payload(), StandardCharsets.UTF_8);
    assertThat(payload).doesNotContain(licence.number(), licence.identifier().text());
    for (Licence.Holder holder : licence.holders()) {
      assertThat(payload).doesNotContain(holder.name(), holder.code());
    }
    assertThat(Json.parseObject(payload.getBytes(StandardCharsets.UTF_8)).members())
        .containsOnlyKeys(
            "schema",
            "verifier",
            "matter",
            "signature",
            "checkedAt",
            "from",
            "to",
            "knownAt",
            "policy",
            "trustList",
            "report",
            "verdict",
            "status",
            "statusToken");
  }

  @Test
  void a_document_without_a_signature_has_none() {
    assertThat(UseReceipts.of(new Desk().judge(new Doc()), World.ISSUER, null, World.NOW))
        .isEmpty();
  }
}
