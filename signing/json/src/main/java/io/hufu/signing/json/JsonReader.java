package io.hufu.signing.json;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.VerificationKey;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.JoseNames;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.Jws;
import io.hufu.model.Carrier;
import io.hufu.model.DisclosedLicence;
import io.hufu.model.LicencePayload;
import io.hufu.model.Role;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.KeyBinding;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Presentation;
import io.hufu.model.report.Subject;
import io.hufu.model.report.SubjectSignature;
import io.hufu.model.report.Topic;
import io.hufu.signing.input.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens one SD-JWT: collects what it says and what is wrong with it. Used once. */
final class JsonReader {
  private static final FindingSubject SIGNATURE = FindingSubject.signature(1);

  /** {@code vc+sd-jwt} is the name that drafts used before {@code dc+sd-jwt}. */
  private static final Set<String> TYPES = Set.of("dc+sd-jwt", "vc+sd-jwt");

  private final Limits limits;
  private final List<Finding> findings = new ArrayList<>();
  private @Nullable LicencePayload licence;
  private @Nullable SubjectSignature signature;
  private @Nullable DisclosedLicence disclosed;
  private @Nullable Role role;
  private @Nullable Presentation presented;

  JsonReader(Limits limits) {
    this.limits = limits;
  }

  Subject read(byte[] bytes) {
    try {
      SdJwt file = SdJwt.parse(bytes);
      findings.addAll(file.remarks());
      Jws jws = jws(file);
      JsonObject payload = file.payload();
      signature = signature(file, jws, payload);
      judgeSignature(jws);
      judgeHeader(jws.header());
      readLicence(file, payload);
      readPresentation(file, payload);
    } catch (RefusedException e) {
      findings.add(e.finding());
    }
    List<SubjectSignature> signatures = signature == null ? List.of() : List.of(signature);
    boolean presentation =
        presented != null
            && (presented.binding() != null
                || (disclosed != null && presented.holderKey() != null));
    return new Subject(
        Carrier.JSON, role, licence, signatures, findings, presentation, presented, null);
  }

  private static Jws jws(SdJwt file) throws RefusedException {
    try {
      return Jws.of(file.protectedPart(), file.payloadPart(), file.signaturePart());
    } catch (MalformedDataException e) {
      throw RefusedException.malformed("signature", e);
    }
  }

  private SubjectSignature signature(SdJwt file, Jws jws, JsonObject payload)
      throws RefusedException {
    byte[] octets = jws.signedOctets();
    return new SubjectSignature(
        1,
        jws.algorithm().orElse(null),
        jws.certificates(),
        hash -> hash.digest(octets),
        jws.signature(),
        raw(file.signaturePart()),
        LicenceClaims.issuedAt(payload).orElse(null),
        EvidenceMembers.read(file.evidence(), findings));
  }

  private static byte[] raw(String part) throws RefusedException {
    try {
      return Base64Url.decode(part);
    } catch (MalformedDataException e) {
      throw RefusedException.malformed("signature", e);
    }
  }

  /** The key comes from the leaf of {@code x5c}; whether to trust it is SIGNER's question. */
  private void judgeSignature(Jws jws) {
    Optional<SignatureAlgorithm> algorithm = jws.algorithm();
    List<Certificate> chain = jws.certificates();
    if (jws.header().text("alg").filter("none"::equalsIgnoreCase).isPresent()) {
      add(FindingCode.NOT_SIGNED, Outcome.FAILED, Map.of("alg", "none"));
    } else if (algorithm.isEmpty()) {
      add(FindingCode.ALGORITHM_UNKNOWN, Outcome.INCONCLUSIVE, Map.of());
    } else if (chain.isEmpty()) {
      add(FindingCode.NO_SIGNER_CERTIFICATE, Outcome.INCONCLUSIVE, Map.of());
    } else if (chain.size() > limits.chain()) {
      Map<String, String> facts =
          Map.of("certificates", chain.size() + "", "limit", limits.chain() + "");
      add(FindingCode.LIMIT_EXCEEDED, Outcome.INCONCLUSIVE, facts);
    } else if (!chain.get(0).hasUsableKey()) {
      add(FindingCode.ALGORITHM_UNKNOWN, Outcome.INCONCLUSIVE, Map.of("where", "x5c"));
    } else {
      judgeValue(jws, algorithm.get(), chain.get(0));
    }
  }

  private void judgeValue(Jws jws, SignatureAlgorithm algorithm, Certificate signer) {
    Map<String, String> facts = Map.of("algorithm", algorithm.name());
    if (!signer.key().algorithms().contains(algorithm)) {
      add(FindingCode.ALGORITHM_KEY_MISMATCH, Outcome.FAILED, facts);
    } else if (signer.key().verify(algorithm, jws.signedOctets(), jws.signature())) {
      add(FindingCode.SIGNATURE_INTACT, Outcome.PASSED, facts);
    } else {
      add(FindingCode.SIGNATURE_INVALID, Outcome.FAILED, facts);
    }
  }

  /** Keys and addresses in the header (jwk, jku, x5u, kid) are never looked at. */
  private static void judgeHeader(JsonObject header) throws RefusedException {
    if (header.text("typ").filter(TYPES::contains).isEmpty()) {
      throw RefusedException.malformed("protected.typ", "not dc+sd-jwt");
    }
    for (String name : List.of("crit", "b64")) {
      if (header.get(name).isPresent()) {
        throw RefusedException.malformed("protected." + name, "an extension we do not implement");
      }
    }
    for (String name : List.of(SdJwt.DISCLOSURES, SdJwt.KEY_BINDING, SdJwt.EVIDENCE)) {
      if (header.get(name).isPresent()) { // RFC 7515 §7.2.1: the two headers are disjoint
        throw RefusedException.malformed("protected." + name, "belongs to the unprotected header");
      }
    }
  }

  private void readLicence(SdJwt file, JsonObject payload) throws RefusedException {
    HashAlgorithm hash = hash(payload);
    DisclosedClaims.Result result = DisclosedClaims.process(payload, file.disclosures(), hash);
    if (!LicenceClaims.isLicence(payload)) {
      return; // a foreign SD-JWT: without licence data, which the content checks will say
    }
    try {
      boolean keptBack = result.undisclosed() > 0;
      role = LicenceClaims.role(payload);
      if (keptBack && LicenceClaims.isPartial(result.claims())) {
        partial(payload, result.claims());
        return;
      }
      LicencePayload read = LicenceClaims.read(payload, result.claims(), hash);
      if (Arrays.equals(read.licenceDigest(), LicenceClaims.licenceDigest(payload, hash))) {
        licence = read;
      } else if (keptBack) {
        partial(payload, result.claims());
      } else {
        licence = read;
        add(FindingCode.LICENCE_DIGEST_MISMATCH, Outcome.FAILED, Map.of());
      }
    } catch (MalformedDataException e) {
      content(FindingCode.SCHEMA_VIOLATION, Outcome.FAILED, "detail", e.getMessage() + "");
    }
  }

  /** A key of somebody else's kind is none that we could verify by. */
  private static @Nullable VerificationKey holderKey(JsonObject payload) {
    try {
      return LicenceClaims.holderKey(payload);
    } catch (MalformedDataException e) {
      return null; // of a licence it has been reported
    }
  }

  /** RFC 9901 §4.1.1: SHA-256 unless the payload says otherwise. */
  static HashAlgorithm hash(JsonObject payload) throws RefusedException {
    if (payload.get(DisclosedClaims.HASH).isEmpty()) {
      return HashAlgorithm.SHA_256;
    }
    return payload
        .text(DisclosedClaims.HASH)
        .flatMap(JoseNames::hash)
        .orElseThrow(
            () ->
                RefusedException.signature(
                    FindingCode.DISCLOSURE_HASH_UNKNOWN,
                    Outcome.INCONCLUSIVE,
                    "payload." + DisclosedClaims.HASH,
                    "not a hash that we compute"));
  }

  private void partial(JsonObject payload, JsonObject claims) throws MalformedDataException {
    disclosed = LicenceClaims.readDisclosed(payload, claims);
    findings.add(Finding.of(FindingCode.PARTLY_DISCLOSED, Outcome.NOTICE, FindingSubject.DOCUMENT));
  }

  /** Anybody's SD-JWT may be presented, not only a licence. */
  private void readPresentation(SdJwt file, JsonObject payload) throws RefusedException {
    VerificationKey holder = holderKey(payload);
    if (file.keyBinding() != null) {
      KeyBinding binding = KeyBindingJwt.read(file, hash(payload), holder);
      presented = new Presentation(disclosed, holder, binding);
    } else if (disclosed != null) {
      presented = new Presentation(disclosed, holder, null);
    }
  }

  private void content(FindingCode code, Outcome outcome, String fact, String value) {
    findings.add(
        new Finding(
            Topic.CONTENT, outcome, code.name(), SIGNATURE, "payload", Map.of(fact, value), null));
  }

  private void add(FindingCode code, Outcome outcome, Map<String, String> facts) {
    findings.add(Finding.of(code, outcome, SIGNATURE, facts));
  }
}
