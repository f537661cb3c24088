package io.hufu.verification;

import io.hufu.model.Authority;
import io.hufu.model.Grant;
import io.hufu.model.LicenceIdentifier;
import io.hufu.model.MiniToken;
import io.hufu.model.TrustList;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import java.util.Map;

/**
 * May the signer of a mini-token issue what it names? A token does not say for which region, so
 * none is asked for.
 */
final class TokenAuthorised {
  private TokenAuthorised() {}

  static Finding judge(MiniToken token, SignatureCase signature, TrustList trust) {
    LicenceIdentifier identifier = token.identifier();
    FindingCode problem = FindingCode.ISSUER_UNKNOWN;
    for (Authority signer : Acting.signersOf(signature, trust)) {
      Acting acting = Acting.of(signer, identifier.authority(), trust).orElse(null);
      problem = acting == null ? FindingCode.ISSUER_CODE_MISMATCH : scope(acting, token, trust);
      if (problem == FindingCode.ISSUER_AUTHORISED) {
        return finding(problem, Outcome.PASSED, signature, identifier);
      }
    }
    return finding(problem, Outcome.FAILED, signature, identifier);
  }

  private static FindingCode scope(Acting acting, MiniToken token, TrustList trust) {
    if (!acting.possible(token.day(), token.day())) {
      return FindingCode.GRANT_NOT_IN_FORCE;
    }
    FindingCode problem = FindingCode.OUT_OF_SCOPE;
    Delegation delegation = new Delegation(trust, token.day());
    for (Authority grantor : acting.grantors()) {
      for (Grant grant : trust.grants(grantor, token.identifier().type())) {
        if (!grant.inForceOn(token.day())) {
          problem = FindingCode.GRANT_NOT_IN_FORCE;
        } else if (delegation.holds(grantor, grant)) {
          return FindingCode.ISSUER_AUTHORISED;
        } else {
          problem = FindingCode.DELEGATION_TOO_WIDE;
        }
      }
    }
    return problem;
  }

  private static Finding finding(
      FindingCode code, Outcome outcome, SignatureCase signature, LicenceIdentifier identifier) {
    return signature.finding(
        code, outcome, Map.of("named", identifier.authority(), "type", identifier.type()));
  }
}
