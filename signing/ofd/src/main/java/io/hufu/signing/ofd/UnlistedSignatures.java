package io.hufu.signing.ofd;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.seal.SealSignature;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds signatures that lie in the package and that no list names: somebody took them off.
 *
 * <p>A Signature.xml is told by its root, a SignedValue.dat by being a seal signature.
 */
record UnlistedSignatures(OfdPackage parts, List<ReadSignature> signatures) {
  /** A seal signature is small; nothing larger is looked into. */
  private static final String VALUE = ".dat";

  private static final int MOST = 1024;

  List<Finding> check() throws IOException {
    Set<String> listed = new HashSet<>();
    signatures.forEach(signature -> listed.addAll(signature.own()));
    List<Finding> findings = new ArrayList<>();
    int looked = 0;
    for (String name : parts.names()) {
      boolean candidate = name.endsWith("Signature.xml") || name.endsWith(VALUE);
      if (candidate && !listed.contains(name) && looked++ < MOST && isSignature(name)) {
        findings.add(
            Finding.of(
                    FindingCode.SIGNATURE_UNLISTED,
                    Outcome.FAILED,
                    FindingSubject.DOCUMENT,
                    Map.of("entry", name))
                .at(name));
      }
    }
    return findings;
  }

  private boolean isSignature(String name) throws IOException {
    try {
      if (name.endsWith(VALUE)) {
        SealSignature.parse(parts.bytes(name));
        return true;
      }
      return parts.part(name).name().equals("Signature");
    } catch (OfdFault | MalformedDataException e) {
      return false;
    }
  }
}
