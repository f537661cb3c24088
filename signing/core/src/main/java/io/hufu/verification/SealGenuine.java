package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static io.hufu.model.report.Outcome.PASSED;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.pki.PathResult;
import io.hufu.crypto.pki.RevocationStatus;
import io.hufu.crypto.seal.Seal;
import io.hufu.crypto.seal.SealEncoding;
import io.hufu.crypto.seal.SealSignature;
import io.hufu.model.TrustList.TrustAnchor;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Is the seal genuine, and was it this signer's to use (steps of GM/T 0031-2014 §6.1.2 and §6.2.3)?
 *
 * <p>Whatever carries it, an OFD or a PDF, a seal is judged here.
 */
final class SealGenuine extends SignatureCheck {
  @Override
  List<Finding> judge(SignatureCase signature, Subject subject, Judgement judgement) {
    SealSignature sealed = signature.signature().seal();
    if (sealed == null) {
      return List.of();
    }
    Seal seal = sealed.seal();
    Map<String, String> facts = new TreeMap<>();
    facts.put("id", seal.id());
    facts.put("name", seal.name());
    facts.put("version", seal.version().name());
    List<Finding> objections = new ArrayList<>(maker(seal, signature, judgement, facts));
    objections.addAll(new SealUse(seal, signature, judgement, facts).objections());
    return objections.isEmpty()
        ? List.of(signature.finding(FindingCode.SEAL_TRUSTED, PASSED, facts))
        : objections;
  }

  private static List<Finding> maker(
      Seal seal, SignatureCase signature, Judgement judgement, Map<String, String> facts) {
    Certificate maker;
    try {
      maker = Certificate.fromDer(seal.makerCertificate());
    } catch (MalformedDataException e) {
      facts.put("detail", "the maker's certificate cannot be read");
      return List.of(signature.finding(FindingCode.SEAL_INVALID, FAILED, facts));
    }
    facts.put("maker", maker.subject());
    // step b: the maker's signature over the octets that the seal's edition names
    SealEncoding encoding = seal.makerSignature(maker);
    facts.put("encoding", encoding.name());
    if (encoding == SealEncoding.NOT_COMPUTED) {
      return List.of(signature.finding(FindingCode.SEAL_NOT_CHECKED, INCONCLUSIVE, facts));
    }
    if (encoding == SealEncoding.NONE) {
      return List.of(signature.finding(FindingCode.SEAL_INVALID, FAILED, facts));
    }
    // step c: the maker's certificate
    String objection = KeyUsageAllows.objection(maker);
    if (!objection.isEmpty()) {
      facts.put("objection", objection);
      if (!objection.equals(KeyUsageAllows.OTHER_PURPOSE)) {
        return List.of(signature.finding(FindingCode.SEAL_MAKER_PURPOSE, FAILED, facts));
      }
    }
    return chain(maker, seal, signature, judgement, facts);
  }

  /** Valid when the signature was made, as far as that is known, or when the seal was made. */
  private static List<Finding> chain(
      Certificate maker,
      Seal seal,
      SignatureCase signature,
      Judgement judgement,
      Map<String, String> facts) {
    Instant used = signature.proven().orElse(judgement.knownAt());
    for (Instant instant : List.of(used, seal.created())) {
      PathResult path =
          judgement.paths().find(maker, signature.candidates(), TrustAnchor.Use.SEAL, instant);
      if (path.valid()) {
        // Seal systems have certificates for servers; who lists this one itself, means it.
        if (facts.containsKey("objection") && path.path().size() > 1) {
          return List.of(signature.finding(FindingCode.SEAL_MAKER_PURPOSE, INCONCLUSIVE, facts));
        }
        return revocation(path.path(), new When(instant, seal.created()), signature, judgement);
      }
    }
    return List.of(signature.finding(FindingCode.SEAL_MAKER_UNTRUSTED, INCONCLUSIVE, facts));
  }

  /** When the path held, and when the seal was made by its maker's own word. */
  private record When(Instant held, Instant made) {}

  private static List<Finding> revocation(
      List<Certificate> path, When when, SignatureCase signature, Judgement judgement) {
    if (!Revocation.publishes(path.get(path.size() - 1), TrustAnchor.Use.SEAL, judgement)) {
      return List.of();
    }
    CertificateStatus statuses = judgement.certificateStatus(signature.items());
    List<Finding> objections = new ArrayList<>();
    for (int i = 0; i < path.size() - 1; i++) {
      Map<String, String> facts = Map.of("certificate", path.get(i).toString());
      Optional<RevocationStatus> status = statuses.of(path.get(i), path.get(i + 1), when.held());
      if (status.isEmpty()) {
        objections.add(signature.finding(FindingCode.REVOCATION_UNAVAILABLE, INCONCLUSIVE, facts));
      } else if (fell(status.get(), when.made())) {
        objections.add(signature.finding(FindingCode.SEAL_MAKER_UNTRUSTED, FAILED, facts));
      }
    }
    return objections;
  }

  /**
   * A stolen key makes seals of any date; what was revoked later for other reasons made good ones.
   */
  private static boolean fell(RevocationStatus status, Instant made) {
    Instant revokedAt = status.revokedAt();
    return status.state() == RevocationStatus.State.REVOKED
        && (status.keyCompromise() || revokedAt == null || !revokedAt.isAfter(made));
  }
}
