package io.hufu.verification;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.Certificate.KeyUsage;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** May the signer's certificate sign documents? */
final class KeyUsageAllows extends SignatureCheck {
  /** The objection of a certificate that may sign by its key usage, but says another purpose. */
  static final String OTHER_PURPOSE = "extendedKeyUsage";

  /** Purposes that exclude signing documents: time-stamping, OCSP, TLS servers, code. */
  private static final Set<String> OTHER_PURPOSES =
      Set.of("1.3.6.1.5.5.7.3.8", "1.3.6.1.5.5.7.3.9", "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.3");

  @Override
  List<Finding> judge(SignatureCase signature, Subject subject, Judgement judgement) {
    return signature
        .signature()
        .signer()
        .map(KeyUsageAllows::objection)
        .filter(objection -> !objection.isEmpty())
        .map(
            objection ->
                List.of(
                    signature.finding(
                        FindingCode.KEY_USAGE_WRONG,
                        Outcome.FAILED,
                        Map.of("objection", objection))))
        .orElse(List.of());
  }

  /** Returns what stands against it; empty for nothing. */
  static String objection(Certificate leaf) {
    if (leaf.isCa()) {
      return "CA";
    }
    // RFC 5280 §4.2.1.3: without the extension nothing is excluded.
    if (leaf.hasKeyUsage()
        && !leaf.allows(KeyUsage.DIGITAL_SIGNATURE)
        && !leaf.allows(KeyUsage.NON_REPUDIATION)) {
      return "keyUsage";
    }
    List<String> purposes = leaf.extendedKeyUsage();
    return !purposes.isEmpty() && OTHER_PURPOSES.containsAll(purposes) ? OTHER_PURPOSE : "";
  }
}
