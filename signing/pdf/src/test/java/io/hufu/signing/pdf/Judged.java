package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.AcceptancePolicy;
import io.hufu.model.TrustList;
import io.hufu.model.report.Finding;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Topic;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.verification.Verifier;
import io.hufu.verification.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/** A report under signature-only, where the signers of the test world are trusted. */
record Judged(VerificationReport report) {
  private static final TrustList TRUST = World.trust(contents -> contents, false);

  private static final Verifier VERIFIER =
      Verifier.builder()
          .trust(TRUST)
          .policy(AcceptancePolicy.signatureOnly())
          .formats(List.of(PdfFormat.instance()))
          .clock(Clock.fixed(World.NOW, ZoneOffset.UTC))
          .build();

  static Judged of(byte[] file) {
    return new Judged(VERIFIER.verify(file));
  }

  static Judged of(Path file) throws IOException {
    return new Judged(VERIFIER.verify(file));
  }

  Judged isAccepted() {
    assertThat(report.verdict()).as(objections().toString()).isEqualTo(Verdict.ACCEPTED);
    return this;
  }

  Judged isRejectedFor(String code) {
    assertThat(codes(Outcome.FAILED)).as(objections().toString()).contains(code);
    assertThat(report.verdict()).isEqualTo(Verdict.REJECTED);
    return this;
  }

  Judged isUndecidedFor(String code) {
    assertThat(codes(Outcome.INCONCLUSIVE)).as(objections().toString()).contains(code);
    assertThat(report.verdict()).as(objections().toString()).isEqualTo(Verdict.UNDECIDED);
    return this;
  }

  /** Findings about integrity that speak against the document or leave it open. */
  List<Finding> objections() {
    return report.findings().stream()
        .filter(f -> f.outcome() == Outcome.FAILED || f.outcome() == Outcome.INCONCLUSIVE)
        .filter(f -> f.topic() == Topic.INTEGRITY || f.topic() == Topic.SIGNER)
        .toList();
  }

  List<String> codes(Outcome outcome) {
    return report.findings().stream()
        .filter(f -> f.outcome() == outcome)
        .map(Finding::code)
        .toList();
  }
}
