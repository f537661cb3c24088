package io.hufu.signing.cms;

import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Evidence;
import io.hufu.model.TrustList;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.input.Document;
import io.hufu.verification.Verifier;
import io.hufu.verification.World;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A counter where documents by others are handed in: installed formats, signature only. */
public final class Counter {
  private TrustList trust = World.trust(contents -> contents, false);
  private AcceptancePolicy policy = AcceptancePolicy.signatureOnly();
  private Document detached;
  private List<Evidence> supplied = List.of();

  public Counter trust(TrustList list) {
    trust = list;
    return this;
  }

  public Counter policy(AcceptancePolicy another) {
    policy = another;
    return this;
  }

  public Counter detached(byte[] content) {
    detached = Document.of(content);
    return this;
  }

  public Counter supplied(Evidence... items) {
    supplied = List.of(items);
    return this;
  }

  public VerificationReport judge(byte[] file) {
    try {
      return Verifier.builder()
          .trust(trust)
          .policy(policy)
          .formats(LicenceFormat.installed())
          .clock(Clock.fixed(World.NOW, ZoneOffset.UTC))
          .build()
          .verify(
              Document.of(file), new Verifier.Question(null, null, null, supplied).over(detached));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What was found, without what is worth saying only, as text that compares. */
  public static List<String> decisive(VerificationReport report) {
    List<String> found = new ArrayList<>();
    for (Finding finding : report.findings()) {
      if (finding.outcome() != Outcome.NOTICE) {
        found.add(
            finding.subject() + " " + finding.code() + " " + finding.outcome() + finding.facts());
      }
    }
    report.signatures().forEach(signature -> found.add(signature.toString()));
    return found;
  }

  public static boolean says(VerificationReport report, FindingCode code, Outcome outcome) {
    return report.findings().stream()
        .anyMatch(f -> f.code().equals(code.name()) && f.outcome() == outcome);
  }
}
