package io.hufu.signing.ofd;

import io.hufu.crypto.seal.SealSignature;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Compares Seal.esl and the seal's picture in the package with the seal inside the signature. */
record SealFiles(OfdPackage parts, ReadSignature signature) {
  List<Finding> check() throws IOException {
    SealSignature sealed = signature.value().seal();
    SignatureFile file = signature.file().orElse(null);
    List<Finding> findings = new ArrayList<>();
    if (sealed == null || file == null) {
      return findings;
    }
    try {
      if (file.seal().isPresent() && !parts.holds(file.seal().get(), sealed.seal().der())) {
        findings.add(differs(FindingCode.SEAL_FILE_DIFFERS, file.seal().get()));
      }
      if (file.image().isPresent()
          && !parts.holds(file.image().get(), sealed.seal().picture().data())) {
        findings.add(differs(FindingCode.STAMP_PICTURE_DIFFERS, file.image().get()));
      }
    } catch (OfdFault e) {
      findings.add(e.about(signature.subject()));
    }
    return findings;
  }

  private Finding differs(FindingCode code, String entry) {
    return Finding.of(code, Outcome.FAILED, signature.subject()).at(entry);
  }
}
