package io.hufu.signing.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.report.Finding;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.signing.Payloads;
import io.hufu.signing.PilotKeys;
import io.hufu.signing.SealingContext;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeAll;

/** One good licence, and how the refusals of its bad copies are looked at. */
abstract class Refusals {
  static SigningKey key;
  static byte[] good;

  @BeforeAll
  static void seal() throws Exception {
    key = PilotKeys.signer(SignatureAlgorithm.SM2_SM3);
    SealingContext context = new SealingContext(key, Payloads.type(), new SecureRandom());
    good = JsonFormat.instance().seal(Payloads.payload(HashAlgorithm.SM3), context).bytes();
  }

  static Subject open(byte[] file) throws Exception {
    return JsonFormat.instance().open(Document.of(file), Limits.DEFAULT);
  }

  static Subject open(String file) throws Exception {
    return open(file.getBytes(StandardCharsets.UTF_8));
  }

  static void assertFound(Subject subject, Outcome outcome, String code) {
    assertThat(subject.findings())
        .filteredOn(finding -> finding.outcome() == outcome)
        .extracting(Finding::code)
        .contains(code);
    assertThat(subject.findings())
        .as("nothing that a report prints may hold what a document says")
        .allSatisfy(f -> assertThat(f.facts().toString() + f.where()).doesNotContain("示例"));
  }

  static void assertFailed(byte[] file, String code) throws Exception {
    assertFound(open(file), Outcome.FAILED, code);
  }

  static JsonObject header() throws Exception {
    return Tampering.protectedHeader(good);
  }

  static JsonObject typ() {
    return JsonObject.builder().put("typ", "dc+sd-jwt").build();
  }
}
