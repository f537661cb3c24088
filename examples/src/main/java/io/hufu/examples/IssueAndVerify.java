package io.hufu.examples;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.ledger.EmbeddedLedger;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Licence;
import io.hufu.model.TrustList;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.Issuer;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.json.JsonFormat;
import io.hufu.verification.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One agency issues a licence; another one verifies it and reads it only when it is accepted. */
public final class IssueAndVerify {
  private IssueAndVerify() {}

  /** Issues a licence into a file: signed by the agency, anchored in its ledger. */
  public static void issue(Licence licence, Path keyFile, char[] password, Path logKeyFile)
      throws KeyUnavailableException, CannotSealException, IOException {
    // README: issue
    SigningKey key = SigningKey.fromPkcs12(keyFile, password);
    SigningKey logKey = SigningKey.fromPkcs12(logKeyFile, password);
    try (EmbeddedLedger ledger = EmbeddedLedger.in(Path.of("ledger"), logKey).open()) {
      Issuer issuer = Issuer.builder().key(key).anchor(ledger).build();
      SealedLicence sealed = issuer.issue(licence, JsonFormat.instance());
      Files.write(Path.of("licence.json"), sealed.bytes());
    }
    // README: end
  }

  /** Verifies a file offline; what it says is there only when it was accepted. */
  public static String verify(Path trustList, Certificate trustSigner)
      throws IOException, MalformedDataException {
    // README: verify
    Verifier verifier =
        Verifier.builder()
            .trust(TrustList.load(trustList, trustSigner))
            .policy(AcceptancePolicy.offline())
            .build();
    VerificationReport report = verifier.verify(Path.of("licence.json"));
    return switch (report.verdict()) {
      case ACCEPTED -> "accepted: " + report.acceptedLicence().orElseThrow().name();
      case REJECTED -> "rejected: " + report.reason();
      case UNDECIDED -> "undecided: ask again, or ask the issuer";
    };
    // README: end
  }
}
