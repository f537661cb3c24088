package io.hufu.verification;

import io.hufu.model.AcceptancePolicy.Level;
import io.hufu.model.Authority;
import io.hufu.model.TrustList;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.model.report.Topic;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Are the trust lists that speak of the signer still the newest that were promised? */
final class TrustListCurrent implements CoreCheck {
  @Override
  public List<Finding> run(Subject subject, Judgement judgement) {
    // Roots come from the list as well: where AUTHORITY does not count, SIGNER carries the finding.
    Topic topic =
        judgement.policy().level(Topic.AUTHORITY) == Level.REQUIRED
            ? Topic.AUTHORITY
            : Topic.SIGNER;
    List<Finding> findings = new ArrayList<>();
    for (TrustList list : concerned(judgement)) {
      if (judgement.knownAt().isAfter(list.nextUpdate())) {
        findings.add(
            new Finding(
                topic,
                Outcome.INCONCLUSIVE,
                FindingCode.TRUST_LIST_EXPIRED.name(),
                FindingSubject.DOCUMENT,
                "",
                facts(list, judgement.trust()),
                null));
      }
    }
    return findings;
  }

  /** The lists of the signers and those above; all of them when nobody lists a signer. */
  private static Set<TrustList> concerned(Judgement judgement) {
    TrustList trust = judgement.trust();
    Set<TrustList> lists = new LinkedHashSet<>();
    for (SignatureCase signature : judgement.signatures()) {
      for (Authority signer : Acting.signersOf(signature, trust)) {
        lists.addAll(trust.listsOf(signer));
      }
    }
    return lists.isEmpty() ? new LinkedHashSet<>(trust.lists()) : lists;
  }

  private static Map<String, String> facts(TrustList list, TrustList trust) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("nextUpdate", list.nextUpdate().toString());
    if (trust.lists().size() > 1) {
      facts.put("list", list.nameZh());
    }
    return facts;
  }
}
