package io.hufu.signing.xml;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.w3c.dom.Element;

/**
 * Looks at countersignatures (ETSI EN 319 132-1 §5.2.7) and says what they are: notices.
 *
 * <p>They cover a signature value and no data, and another key can be found under which a given
 * value verifies over other data. So none of them can make a document acceptable, and none that is
 * broken can make one unacceptable.
 */
final class CounterSignatures {
  private final Whole whole;
  private final XmlSignature countersigned;
  private final int number;
  private final int maxChain;

  CounterSignatures(Whole whole, XmlSignature countersigned, int number, int maxChain) {
    this.whole = whole;
    this.countersigned = countersigned;
    this.number = number;
    this.maxChain = maxChain;
  }

  List<Finding> judge(List<Element> elements) {
    List<Finding> findings = new ArrayList<>();
    for (Element element : elements) {
      findings.add(judge(element));
    }
    return findings;
  }

  private Finding judge(Element element) {
    try {
      XmlSignature read =
          SignatureReader.read(Children.of(element).require(Names.DS, "Signature"), false);
      Dereferencing dereferencing = new Dereferencing(whole, Contents.NONE, read);
      SignatureJudge judge =
          new SignatureJudge(read, dereferencing, FindingSubject.signature(number), maxChain);
      judge.judge(false);
      if (judge.holds() && isOverValue(read, dereferencing)) {
        return found(FindingCode.COUNTER_SIGNATURE_INTACT, facts(read, judge));
      }
      return found(FindingCode.COUNTER_SIGNATURE_INVALID, Map.of());
    } catch (RefusedException e) {
      return found(FindingCode.COUNTER_SIGNATURE_INVALID, Map.of());
    }
  }

  /** EN 319 132-1 §5.2.7.2: one of the references is to the SignatureValue, as it stands. */
  private boolean isOverValue(XmlSignature read, Dereferencing dereferencing)
      throws RefusedException {
    for (XmlReference reference : read.dataReferences()) {
      if (dereferencing.node(reference).filter(countersigned.valueElement()::equals).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, String> facts(XmlSignature read, SignatureJudge judge) {
    Map<String, String> facts = new TreeMap<>();
    var signer = judge.certificates().get(0);
    facts.put("signer", signer.subject());
    facts.put("certificate", HexFormat.of().formatHex(signer.digest(HashAlgorithm.SHA_256)));
    XadesProperties properties = read.properties();
    if (properties != null && properties.signingTime() != null) {
      facts.put("time", properties.signingTime().toString());
    }
    return facts;
  }

  private Finding found(FindingCode code, Map<String, String> facts) {
    return Finding.of(code, Outcome.NOTICE, FindingSubject.signature(number), facts);
  }
}
