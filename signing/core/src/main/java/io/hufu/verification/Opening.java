package io.hufu.verification;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.model.Carrier;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.model.report.Topic;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.Recognition;
import io.hufu.signing.Supplied;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.signing.qr.TokenDocument;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens a document into facts, whatever it turns out to be. */
final class Opening {
  private static final int CHUNK = 1 << 16;

  private final List<LicenceFormat> formats;
  private final Limits limits;

  Opening(List<LicenceFormat> formats, Limits limits) {
    this.formats = Recognition.inOrder(formats);
    this.limits = limits;
  }

  /** Digests a document of any length with SM3, in lower-case hex. */
  static String digest(Document document) throws IOException {
    MessageDigest digest = HashAlgorithm.SM3.start();
    for (long position = 0; position < document.size(); position += CHUNK) {
      digest.update(document.read(position, (int) Math.min(CHUNK, document.size() - position)));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  Subject open(Document document, Supplied supplied) throws IOException {
    if (document.size() > limits.document()) {
      return nothing(FindingCode.LIMIT_EXCEEDED, Map.of("limit", Long.toString(limits.document())));
    }
    try {
      Optional<Subject> token =
          TokenDocument.open(document, limits, text -> byFormat(text, Supplied.NOTHING));
      if (token.isPresent()) {
        return supplied.orUnsigned(token.get());
      }
    } catch (RuntimeException | StackOverflowError e) {
      return nothing(FindingCode.CHECK_FAILED_INTERNALLY, Defect.facts(this, e));
    }
    return byFormat(document, supplied)
        .orElseGet(() -> nothing(FindingCode.FORMAT_UNKNOWN, Map.of()));
  }

  private Optional<Subject> byFormat(Document document, Supplied supplied) throws IOException {
    for (LicenceFormat format : formats) {
      try {
        if (format.recognises(document)) {
          return Optional.of(checked(format.open(document, supplied, limits)));
        }
      } catch (RuntimeException | StackOverflowError e) {
        return Optional.of(nothing(FindingCode.CHECK_FAILED_INTERNALLY, Defect.facts(format, e)));
      }
    }
    return Optional.empty();
  }

  private static Subject nothing(FindingCode code, Map<String, String> facts) {
    Finding finding = Finding.of(code, Outcome.INCONCLUSIVE, FindingSubject.DOCUMENT, facts);
    return new Subject(Carrier.UNKNOWN, null, null, List.of(), List.of(finding), false);
  }

  /** Unsigned is never a success, and what was not looked at is never accepted. */
  private Subject checked(Subject subject) {
    List<Finding> findings = new ArrayList<>(subject.findings());
    boolean said =
        findings.stream()
            .anyMatch(
                f ->
                    f.topic() == Topic.INTEGRITY
                        && (f.outcome() == Outcome.FAILED || f.outcome() == Outcome.INCONCLUSIVE));
    if (subject.signatures().isEmpty() && !said) {
      findings.add(Finding.of(FindingCode.NOT_SIGNED, Outcome.FAILED, FindingSubject.DOCUMENT));
    }
    if (subject.signatures().size() > limits.signatures()) {
      findings.add(
          Finding.of(
              FindingCode.LIMIT_EXCEEDED,
              Outcome.INCONCLUSIVE,
              FindingSubject.DOCUMENT,
              Map.of("limit", Integer.toString(limits.signatures()))));
    }
    return subject.with(subject.signatures(), findings);
  }
}
