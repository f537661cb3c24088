package io.hufu.verification;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.Certificate.KeyUsage;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.VerificationKey;
import io.hufu.model.SignedConsent;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.TrustList.TrustAnchor;
import io.hufu.model.UnifiedSocialCreditCode;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.KeyBinding;
import io.hufu.model.report.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Is the consent token of a presentation genuine: signed by who may, in force, for who asks?
 *
 * <p>The holder's own consent is signed by the key that the licence names. An official's is signed
 * by a key that the trust list names for the authority that the token lets receive.
 */
final class ConsentGenuine {
  private final Judgement judgement;

  ConsentGenuine(Judgement judgement) {
    this.judgement = judgement;
  }

  /** What was found; the facts name neither the official nor the statement. */
  record Answer(FindingCode code, Outcome outcome, Map<String, String> facts) {}

  Answer judge(String token, KeyBinding binding, @Nullable VerificationKey holder) {
    SignedConsent consent;
    try {
      consent = SignedConsent.parse(token);
    } catch (MalformedDataException e) {
      return failed(
          FindingCode.CONSENT_MALFORMED, Map.of("detail", String.valueOf(e.getMessage())));
    }
    Map<String, String> facts = facts(consent.statement());
    Answer problem =
        consent.statement().by() == SignedConsent.By.HOLDER
            ? byHolder(consent, holder, facts)
            : byOfficial(consent, facts);
    if (problem != null) {
      return problem;
    }
    Instant presented = binding.presentedAt();
    if (presented == null || !consent.statement().inForceAt(presented, Clocks.SKEW)) {
      return failed(FindingCode.CONSENT_NOT_IN_FORCE, facts);
    }
    return isForAnother(consent.statement(), binding)
        ? failed(FindingCode.CONSENT_OTHER_RECIPIENT, facts)
        : new Answer(FindingCode.SENSITIVE_ON_GROUND, Outcome.NOTICE, facts);
  }

  private @Nullable Answer byHolder(
      SignedConsent consent, @Nullable VerificationKey holder, Map<String, String> facts) {
    if (!consent.isSignedBy(holder)) {
      return failed(FindingCode.CONSENT_SIGNATURE_INVALID, facts);
    }
    return signers().accepts(consent.jws()) ? null : refused(consent);
  }

  /** No path to a listed root says nothing against the official. */
  private @Nullable Answer byOfficial(SignedConsent consent, Map<String, String> facts) {
    ListedSigner.Answer signer =
        signers().of(consent.jws(), TrustAnchor.Use.LICENCE, KeyUse.LICENCE);
    ListedSigner.Problem problem = signer.problem();
    if (problem != null) {
      return switch (problem) {
        case SIGNATURE_INVALID -> failed(FindingCode.CONSENT_SIGNATURE_INVALID, facts);
        case ALGORITHM_REFUSED -> refused(consent);
        case NO_PATH -> new Answer(FindingCode.CONSENT_SIGNER_UNKNOWN, Outcome.INCONCLUSIVE, facts);
        case REVOKED -> failed(FindingCode.CONSENT_SIGNER_REVOKED, facts);
      };
    }
    Certificate leaf = consent.jws().certificates().get(0);
    boolean forSigning =
        leaf.allows(KeyUsage.DIGITAL_SIGNATURE) || leaf.allows(KeyUsage.NON_REPUDIATION);
    boolean speaks =
        signer.authorities().stream()
            .anyMatch(authority -> authority.code().equals(consent.statement().from()));
    return forSigning && speaks ? null : failed(FindingCode.CONSENT_SIGNER_UNKNOWN, facts);
  }

  private ListedSigner signers() {
    List<EvidenceItem> items =
        judgement.signatures().stream().flatMap(signature -> signature.items().stream()).toList();
    List<Certificate> helpers =
        judgement.signatures().stream()
            .flatMap(signature -> signature.candidates().stream())
            .toList();
    return new ListedSigner(items, helpers, judgement);
  }

  /**
   * An audience that is a name or an address cannot be held against a code; the report shows it.
   */
  private static boolean isForAnother(SignedConsent.Statement statement, KeyBinding binding) {
    return Optional.ofNullable(binding.audience())
        .filter(UnifiedSocialCreditCode::isValid)
        .filter(audience -> !audience.equals(statement.from()))
        .isPresent();
  }

  private static Map<String, String> facts(SignedConsent.Statement statement) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("ground", "CONSENT");
    facts.put("signedBy", statement.by().name());
    facts.put("recipient", statement.from());
    facts.put("expiresAt", statement.expires().toString());
    return facts;
  }

  private static Answer refused(SignedConsent consent) {
    return failed(
        FindingCode.ALGORITHM_REFUSED,
        Map.of("algorithm", consent.jws().algorithm().map(Enum::name).orElse("")));
  }

  private static Answer failed(FindingCode code, Map<String, String> facts) {
    return new Answer(code, Outcome.FAILED, facts);
  }
}
