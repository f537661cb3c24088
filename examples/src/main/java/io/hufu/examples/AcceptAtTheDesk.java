package io.hufu.examples;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.model.Matters;
import io.hufu.model.TrustList;
import io.hufu.model.report.CaseReport;
import io.hufu.verification.AcceptanceDesk;
import io.hufu.verification.CaseInput;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A desk asks one question for a whole case: may it be handled?
 *
 * @param home where the trust list and the case lie
 */
public record AcceptAtTheDesk(Path home) {
  /** Checks a folder of licences against the matter that its record names. */
  public String check(Certificate trustSigner) throws IOException, MalformedDataException {
    // README: accept
    TrustList trust = TrustList.load(home.resolve("trust-list.json"), trustSigner);
    AcceptanceDesk desk = AcceptanceDesk.of(trust, Matters.shipped()); // once, for all threads
    CaseReport answer = desk.check(CaseInput.folder(home.resolve("case-17")).build());
    return switch (answer.verdict()) {
      case ACCEPTED -> "handle it, papers saved: " + answer.stats().saved();
      case REJECTED -> "not yet: " + answer.problems();
      case UNDECIDED -> "ask again, or ask the issuer";
    };
    // README: end
  }
}
