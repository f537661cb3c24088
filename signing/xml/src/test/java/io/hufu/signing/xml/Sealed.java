package io.hufu.signing.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.signing.Payloads;
import io.hufu.signing.PilotKeys;
import io.hufu.signing.SealingContext;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** One good licence, and how what becomes of it is looked at. */
final class Sealed {
  static final SigningKey KEY;
  static final String GOOD;

  static {
    try {
      KEY = PilotKeys.signer(SignatureAlgorithm.ES256);
      SealingContext context = new SealingContext(KEY, Payloads.type(), new SecureRandom());
      GOOD =
          text(XmlFormat.instance().seal(Payloads.payload(HashAlgorithm.SHA_256), context).bytes());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Sealed() {}

  static String text(byte[] file) {
    return new String(file, StandardCharsets.UTF_8);
  }

  /** The licence without its signature, as somebody would write it who signs by other means. */
  static String unsigned() {
    return GOOD.substring(0, GOOD.indexOf("<ds:Signature ")) + "</licence>";
  }

  static String signature() {
    return GOOD.substring(GOOD.indexOf("<ds:Signature "), GOOD.indexOf("</licence>"));
  }

  static Subject open(byte[] file) throws Exception {
    return XmlFormat.instance().open(Document.of(file), Limits.DEFAULT);
  }

  static Subject open(String file) throws Exception {
    return open(file.getBytes(StandardCharsets.UTF_8));
  }

  static void assertFailed(byte[] file, FindingCode code) throws Exception {
    assertFound(file, Outcome.FAILED, code);
  }

  static void assertFailed(String file, FindingCode code) throws Exception {
    assertFailed(file.getBytes(StandardCharsets.UTF_8), code);
  }

  static void assertFound(byte[] file, Outcome outcome, FindingCode code) throws Exception {
    Subject subject = open(file);
    assertThat(subject.findings())
        .filteredOn(finding -> finding.outcome() == outcome)
        .extracting(Finding::code)
        .contains(code.name());
    assertThat(subject.findings())
        .as("nothing that a report prints may hold what a document says")
        .filteredOn(f -> f.outcome() != Outcome.NOTICE)
        .allSatisfy(f -> assertThat(f.facts().toString() + f.where()).doesNotContain("示例"));
  }
}
