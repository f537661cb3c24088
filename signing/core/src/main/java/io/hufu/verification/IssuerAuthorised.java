package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static io.hufu.model.report.Outcome.NOTICE;
import static io.hufu.model.report.Outcome.PASSED;

import io.hufu.model.Authority;
import io.hufu.model.DisclosedLicence;
import io.hufu.model.MiniToken;
import io.hufu.model.TrustList;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Subject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** May the signer issue this licence: listed, in its own or a lawful name, type, region, day? */
final class IssuerAuthorised extends SignatureCheck {
  @Override
  List<Finding> judge(SignatureCase signature, Subject subject, Judgement judgement) {
    if (signature.validPath().isEmpty()) {
      return List.of(open(signature, "path"));
    }
    MiniToken token = subject.token();
    if (token != null) {
      return List.of(TokenAuthorised.judge(token, signature, judgement.trust()));
    }
    List<Authority> signers = Acting.signersOf(signature, judgement.trust());
    if (signers.isEmpty()) {
      return List.of(signature.finding(FindingCode.ISSUER_UNKNOWN, FAILED));
    }
    DisclosedLicence licence = subject.inSight().orElse(null);
    if (licence == null) {
      return List.of(open(signature, "licence"));
    }
    IssuingRights.Claim claim = IssuingRights.Claim.of(licence, signed(signature, licence));
    IssuingRights.Ruling ruling = IssuingRights.of(judgement.trust()).ruleFor(signers, claim);
    List<Finding> findings = new ArrayList<>();
    findings.add(
        signature.finding(ruling.code(), ruling.granted() ? PASSED : FAILED, ruling.facts()));
    name(signers.get(0), licence, judgement.trust())
        .filter(entry -> ruling.code() != FindingCode.ISSUER_CODE_MISMATCH)
        .ifPresent(
            entry ->
                findings.add(
                    signature.finding(
                        FindingCode.ISSUER_NAME_DIFFERS,
                        NOTICE,
                        Map.of("licence", licence.issuer().name(), "list", entry.nameZh()))));
    return findings;
  }

  /** When it was signed: as proven, else as the signer says, else as the licence was issued. */
  private static LocalDate signed(SignatureCase signature, DisclosedLicence licence) {
    return signature
        .proven()
        .or(() -> Optional.ofNullable(signature.signature().claimedAt()))
        .map(instant -> LocalDate.ofInstant(instant, ZoneOffset.ofHours(8)))
        .orElse(licence.issuedOn());
  }

  /** Not established for want of something that other findings speak of. */
  private static Finding open(SignatureCase signature, String missing) {
    return signature.finding(
        FindingCode.ISSUER_AUTHORISED, INCONCLUSIVE, Map.of("missing", missing));
  }

  /** The entry whose name on the day of issue is not the one that the licence shows. */
  private static Optional<Authority> name(
      Authority signer, DisclosedLicence licence, TrustList trust) {
    return trust
        .authority(signer, licence.issuer().code())
        .filter(entry -> !entry.isNamed(licence.issuer().name(), licence.issuedOn()));
  }
}
