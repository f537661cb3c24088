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

/**
 * One agency issues a licence; another one verifies it and reads it only when it is accepted.
 *
 * @param home where keys, ledger, trust list and licence lie
 */
public record IssueAndVerify(Path home) {
  /** Issues a licence into a file: signed by the agency, anchored in its ledger. */
  public void issue(Licence licence, char[] password)
      throws KeyUnavailableException, CannotSealException, IOException {
    // README: issue
    SigningKey key = SigningKey.fromPkcs12(home.resolve("keys/agency.p12"), password);
    SigningKey logKey = SigningKey.fromPkcs12(home.resolve("keys/ledger.p12"), password);
    try (EmbeddedLedger ledger =
        EmbeddedLedger.in(home.resolve("ledger"), logKey)
            .headFile(home.resolve("keys/ledger.head"))
            .open()) {
      Issuer issuer = Issuer.builder().key(key).anchor(ledger).build();
      SealedLicence sealed = issuer.issue(licence, JsonFormat.instance());
      Files.write(home.resolve("licence.json"), sealed.bytes());
    }
    // README: end
  }

  /** Verifies a file offline; what it says is there only when it was accepted. */
  public String verify(Certificate trustSigner) throws IOException, MalformedDataException {
    // README: verify
    Verifier verifier =
        Verifier.builder()
            .trust(TrustList.load(home.resolve("trust-list.json"), trustSigner))
            .policy(AcceptancePolicy.offline())
            .build();
    VerificationReport report = verifier.verify(home.resolve("licence.json"));
    return switch (report.verdict()) {
      case ACCEPTED -> "accepted: " + report.acceptedLicence().orElseThrow().name();
      case REJECTED -> "rejected: " + report.reason();
      case UNDECIDED -> "undecided: ask again, or ask the issuer";
    };
    // README: end
  }
}
