package io.hufu.signing.json;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.model.Carrier;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.model.report.SubjectSignature;
import io.hufu.signing.Supplied;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens a JWS or JAdES signature of others: signatures and findings, no licence. Used once. */
final class JwsReader {
  private final JwsFile file;
  private final Supplied supplied;
  private final Limits limits;
  private final List<Finding> findings = new ArrayList<>();
  private final List<SubjectSignature> signatures = new ArrayList<>();

  JwsReader(JwsFile file, Supplied supplied, Limits limits) {
    this.file = file;
    this.supplied = supplied;
    this.limits = limits;
  }

  Subject read() throws IOException {
    Document detached = supplied.detached();
    if (file.signatures().size() > limits.signatures()
        || (detached != null && detached.size() > limits.text())) {
      document(FindingCode.LIMIT_EXCEEDED, Outcome.INCONCLUSIVE, Map.of());
      return subject();
    }
    byte[] given = detached == null ? null : detached.readAll();
    if (file.unknownMembers() > 0) {
      document(
          FindingCode.COVERAGE_INCOMPLETE,
          Outcome.INCONCLUSIVE,
          Map.of("unknownMembers", file.unknownMembers() + ""));
    }
    for (JwsFile.JwsPart part : file.signatures()) {
      try {
        read(part, given);
      } catch (MalformedDataException e) {
        malformed(e);
      }
    }
    return subject();
  }

  /** One that cannot be read spoils itself; whoever adds it must not spoil the others. */
  private void malformed(MalformedDataException e) {
    FindingSubject subject = FindingSubject.signature(signatures.size() + 1);
    signatures.add(
        new SubjectSignature(
            subject.signature(),
            null,
            List.of(),
            hash -> hash.digest(new byte[0]),
            new byte[0],
            new byte[0],
            null,
            List.of()));
    findings.add(
        Finding.of(
            FindingCode.MALFORMED,
            Outcome.FAILED,
            subject,
            Map.of("detail", String.valueOf(e.getMessage()))));
  }

  private Subject subject() {
    return new Subject(Carrier.JWS, null, null, signatures, findings, false);
  }

  private void read(JwsFile.JwsPart part, byte @Nullable [] given) throws MalformedDataException {
    JwsHeader header = JwsHeader.of(part);
    byte[] value = Base64Url.decode(part.signaturePart());
    JwsContent content = JwsContent.of(header, part.protectedPart(), file.payload(), given);
    compare(header, given);
    List<Certificate> certificates = certificates(header);
    FindingSubject subject = FindingSubject.signature(signatures.size() + 1);
    JwsEvidence evidence = new JwsEvidence(subject);
    evidence.read(header.unsignedItems());
    findings.addAll(evidence.remarks());
    SignatureAlgorithm algorithm = header.algorithm().orElse(null);
    byte[] octets = content.message() == null ? new byte[0] : content.message();
    signatures.add(
        new SubjectSignature(
            subject.signature(),
            algorithm,
            certificates,
            hash -> hash.digest(octets),
            algorithm == null ? value : algorithm.canonical(value),
            // TS 119 182-1 §5.3.4: the imprint is of the value as it stands in base64url
            part.signaturePart().getBytes(StandardCharsets.US_ASCII),
            header.signingTime().orElse(null),
            evidence.items()));
    findings.add(
        new Verification(header, content, certificates, limits.chain()).of(subject, value));
  }

  /** Content inside and other content given: who asks about one gets no word on the other. */
  private void compare(JwsHeader header, byte @Nullable [] given) throws MalformedDataException {
    String payload = file.payload();
    if (payload == null || given == null) {
      return;
    }
    byte[] inside =
        header.isEncoded() ? Base64Url.decode(payload) : payload.getBytes(StandardCharsets.UTF_8);
    if (!Arrays.equals(inside, given)) {
      document(FindingCode.DETACHED_CONTENT_UNSIGNED, Outcome.INCONCLUSIVE, Map.of());
    }
  }

  /** The leaf first: from x5c, or the one among those supplied that the header names. */
  private List<Certificate> certificates(JwsHeader header) throws MalformedDataException {
    List<Certificate> inside = header.certificates();
    return inside.isEmpty()
        ? supplied.certificates().stream().filter(header::namesOnly).limit(1).toList()
        : inside.stream().limit(limits.chain() + 1L).toList();
  }

  private void document(FindingCode code, Outcome outcome, Map<String, String> facts) {
    findings.add(Finding.of(code, outcome, FindingSubject.DOCUMENT, facts));
  }

  /** The one finding about the value; the first obstacle says it. */
  private record Verification(
      JwsHeader header, JwsContent content, List<Certificate> certificates, int chainLimit) {

    Finding of(FindingSubject subject, byte[] value) throws MalformedDataException {
      List<String> extensions = header.notUnderstood();
      if (header.isUnsecured()) {
        return Finding.of(FindingCode.NOT_SIGNED, Outcome.FAILED, subject, Map.of("alg", "none"));
      }
      if (!extensions.isEmpty()) {
        return open(FindingCode.CRITICAL_HEADER_UNKNOWN, subject, "name", extensions.get(0));
      }
      if (certificates.isEmpty()) {
        return open(FindingCode.NO_SIGNER_CERTIFICATE, subject, "where", "x5c");
      }
      if (certificates.size() > chainLimit) {
        return open(FindingCode.LIMIT_EXCEEDED, subject, "limit", chainLimit + "");
      }
      return judge(subject, value, certificates.get(0));
    }

    private Finding judge(FindingSubject subject, byte[] value, Certificate signer) {
      SignatureAlgorithm algorithm = header.algorithm().orElse(null);
      if (algorithm == null || !signer.hasUsableKey()) {
        return open(FindingCode.ALGORITHM_UNKNOWN, subject, "where", "alg");
      }
      Map<String, String> facts = Map.of("algorithm", algorithm.name());
      if (header.contradicts(signer)) {
        return Finding.of(FindingCode.SIGNER_CERTIFICATE_MISMATCH, Outcome.FAILED, subject, facts);
      }
      if (!signer.key().algorithms().contains(algorithm)) {
        return Finding.of(FindingCode.ALGORITHM_KEY_MISMATCH, Outcome.FAILED, subject, facts);
      }
      if (content.message() == null) {
        return open(FindingCode.CONTENT_NOT_GIVEN, subject, "where", "payload");
      }
      if (!signer.key().verify(algorithm, content.message(), value)) {
        return Finding.of(FindingCode.SIGNATURE_INVALID, Outcome.FAILED, subject, facts);
      }
      return switch (content.state()) {
        case PRESENT -> Finding.of(FindingCode.SIGNATURE_INTACT, Outcome.PASSED, subject, facts);
        case ABSENT -> open(FindingCode.CONTENT_NOT_GIVEN, subject, "where", "sigD");
        case OTHER -> Finding.of(FindingCode.CONTENT_CHANGED, Outcome.FAILED, subject, facts);
        case DIGEST_UNKNOWN -> open(FindingCode.DIGEST_METHOD_UNKNOWN, subject, "method", "hashM");
      };
    }

    private static Finding open(
        FindingCode code, FindingSubject subject, String fact, String value) {
      return Finding.of(code, Outcome.INCONCLUSIVE, subject, Map.of(fact, value));
    }
  }
}
