package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static io.hufu.model.report.Outcome.NOTICE;
import static io.hufu.model.report.Outcome.PASSED;

import io.hufu.model.Licence;
import io.hufu.model.LicencePayload;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.Authority;
import io.hufu.model.TrustList.Grant;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** May the signer issue this licence: listed, in its own or a lawful name, type, region, day? */
final class IssuerAuthorised extends SignatureCheck {
  @Override
  List<Finding> judge(SignatureCase signature, Subject subject, Judgement judgement) {
    if (signature.validPath().isEmpty()) {
      return List.of(open(signature, "path"));
    }
    List<Authority> signers = Acting.signersOf(signature, judgement.trust());
    if (signers.isEmpty()) {
      return List.of(signature.finding(FindingCode.ISSUER_UNKNOWN, FAILED));
    }
    LicencePayload payload = subject.payload();
    if (payload == null) {
      return List.of(open(signature, "licence"));
    }
    List<Finding> first = List.of();
    for (Authority authority : signers) {
      List<Finding> findings = judge(authority, payload.licence(), signature, judgement.trust());
      if (findings.stream().anyMatch(f -> f.outcome() == PASSED)) {
        return findings;
      }
      first = first.isEmpty() ? findings : first;
    }
    return first;
  }

  /** Not established for want of something that other findings speak of. */
  private static Finding open(SignatureCase signature, String missing) {
    return signature.finding(
        FindingCode.ISSUER_AUTHORISED, INCONCLUSIVE, Map.of("missing", missing));
  }

  private static List<Finding> judge(
      Authority acting, Licence licence, SignatureCase signature, TrustList trust) {
    String named = licence.issuer().code();
    Map<String, String> facts =
        Map.of("authority", acting.code(), "named", named, "type", licence.type());
    if (!Acting.speaksFor(acting, named, trust)) {
      return List.of(signature.finding(FindingCode.ISSUER_CODE_MISMATCH, FAILED, facts));
    }
    List<Finding> findings = new ArrayList<>();
    FindingCode problem =
        scope(Acting.grants(acting, named, licence.type(), trust), licence, trust);
    findings.add(
        problem == null
            ? signature.finding(FindingCode.ISSUER_AUTHORISED, PASSED, facts)
            : signature.finding(problem, FAILED, scopeFacts(licence, acting)));
    trust
        .authority(named)
        .filter(entry -> !licence.issuer().name().equals(entry.nameZh()))
        .ifPresent(
            entry ->
                findings.add(
                    signature.finding(
                        FindingCode.ISSUER_NAME_DIFFERS,
                        NOTICE,
                        Map.of("licence", licence.issuer().name(), "list", entry.nameZh()))));
    return findings;
  }

  private static Map<String, String> scopeFacts(Licence licence, Authority acting) {
    return Map.of(
        "authority", acting.code(),
        "type", licence.type(),
        "region", licence.areaCode(),
        "issuedOn", licence.issuedOn().toString());
  }

  /** The grants name the type already; what is left is region, day and delegation. */
  private static @Nullable FindingCode scope(List<Grant> grants, Licence licence, TrustList trust) {
    LocalDate day = licence.issuedOn();
    List<Grant> inRegion =
        grants.stream().filter(grant -> grant.coversRegion(licence.areaCode())).toList();
    if (inRegion.isEmpty()) {
      return FindingCode.OUT_OF_SCOPE;
    }
    List<Grant> inForce = inRegion.stream().filter(grant -> grant.inForceOn(day)).toList();
    if (inForce.isEmpty()) {
      return FindingCode.GRANT_NOT_IN_FORCE;
    }
    Delegation delegation = new Delegation(trust, day);
    return inForce.stream().anyMatch(delegation::holds) ? null : FindingCode.DELEGATION_TOO_WIDE;
  }
}
