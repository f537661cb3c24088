package io.hufu.signing.ofd;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads licence.json, when there is exactly one and a signature covers it. */
record EmbeddedLicence(OfdPackage parts, List<DocBody> bodies, List<ReadSignature> signatures) {
  static final String ATTACHMENT = "licence.json";

  @Nullable LicencePayload read(List<Finding> findings) throws IOException {
    String entry = "";
    try {
      for (DocBody body : bodies) {
        String found = body.attachments(parts).getOrDefault(ATTACHMENT, "");
        if (!found.isEmpty() && !entry.isEmpty()) {
          throw OfdFault.malformed(found, "a second licence.json");
        }
        entry = found.isEmpty() ? entry : found;
      }
      if (entry.isEmpty() || !isCovered(entry)) {
        return null;
      }
      return LicencePayload.fromJsonFile(parts.bytes(entry));
    } catch (OfdFault e) {
      findings.add(e.about(FindingSubject.DOCUMENT));
    } catch (MalformedDataException e) {
      findings.add(
          Finding.of(
                  FindingCode.SCHEMA_VIOLATION,
                  Outcome.FAILED,
                  FindingSubject.DOCUMENT,
                  Map.of("detail", String.valueOf(e.getMessage())))
              .at(entry));
    }
    return null;
  }

  private boolean isCovered(String entry) {
    return signatures.stream()
        .anyMatch(signature -> signature.references().covered().contains(entry));
  }
}
