package io.hufu.verification;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.pki.PathResult;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Catalogue;
import io.hufu.model.DisclosedLicence;
import io.hufu.model.Evidence;
import io.hufu.model.StatusReference;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.TrustAnchor;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Subject;
import io.hufu.model.report.SubjectSignature;
import io.hufu.model.report.VerificationContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One document under judgement: proofs of time first, then paths, then whatever the checks ask.
 *
 * <p>Keeps the checks independent of each other: what two of them need stands here.
 */
final class Judgement implements VerificationContext {
  private final Setting setting;
  private final Period at;
  private final Instant knownAt;
  private final Paths paths;
  private final List<Evidence> supplied;
  private final List<SignatureCase> signatures;
  private final Fetches fetches;
  private final Instant latest;
  private final Verifier.@Nullable Challenge challenge;
  private final boolean presentation;
  private final Map<Integer, StatusEvidence> statuses = new HashMap<>();

  Judgement(Setting setting, Subject subject, Times times, Verifier.Question question) {
    this.setting = setting;
    this.at = times.at();
    this.knownAt = times.knownAt();
    this.latest = times.now().isAfter(knownAt) ? times.now() : knownAt;
    this.paths = new Paths(setting);
    this.supplied = question.evidence();
    this.challenge = question.challenge();
    this.presentation = subject.presentation() || challenge != null;
    this.fetches = new Fetches(setting);
    this.signatures =
        subject.signatures().stream()
            .limit(setting.limits().signatures())
            .map(this::prepare)
            .toList();
  }

  /**
   * When is asked about, and what is known.
   *
   * @param now what our clock says; bounds what evidence can be, never what it means
   */
  record Times(Period at, Instant knownAt, Instant now) {}

  private SignatureCase prepare(SubjectSignature signature) {
    List<EvidenceItem> items = items(signature);
    List<Proof> proofs = new ArrayList<>();
    proofs.addAll(new TimeStamps(signature, items, paths, certificateStatus(items)).judge(knownAt));
    proofs.addAll(new Receipts(signature, setting.trust(), knownAt).judge(items));
    Instant provenAt =
        proofs.stream()
            .map(Proof::time)
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .orElse(null);
    PathResult path =
        signature
            .signer()
            .map(leaf -> pathOf(leaf, SignatureCase.candidates(signature, items), provenAt))
            .orElse(null);
    return new SignatureCase(signature, items, List.copyOf(proofs), provenAt, path);
  }

  private List<EvidenceItem> items(SubjectSignature signature) {
    List<EvidenceItem> items = new ArrayList<>();
    int number = 0;
    for (Evidence evidence : signature.evidence()) {
      number++;
      items.add(
          new EvidenceItem(FindingSubject.evidence(signature.number(), number), evidence, false));
    }
    for (SubjectSignature.CoveringStamp stamp : signature.covering()) {
      number++;
      items.add(
          new EvidenceItem(
              FindingSubject.evidence(signature.number(), number),
              new Evidence(Evidence.Kind.TIME_STAMP, stamp.token()),
              false,
              stamp.coveredDigest()));
    }
    for (Evidence evidence : supplied) {
      number++;
      items.add(
          new EvidenceItem(FindingSubject.evidence(signature.number(), number), evidence, true));
    }
    return List.copyOf(items);
  }

  /** Valid now, or valid when the signature is proven to have existed. */
  private PathResult pathOf(
      Certificate leaf, Collection<Certificate> candidates, @Nullable Instant provenAt) {
    PathResult now = paths.find(leaf, candidates, TrustAnchor.Use.LICENCE, knownAt);
    return now.valid() || provenAt == null
        ? now
        : paths.find(leaf, candidates, TrustAnchor.Use.LICENCE, provenAt);
  }

  /** Looks certificates up in items of evidence, and where it may be fetched. */
  CertificateStatus certificateStatus(List<EvidenceItem> items) {
    return new CertificateStatus(items, fetches, knownAt);
  }

  Paths paths() {
    return paths;
  }

  List<SignatureCase> signatures() {
    return signatures;
  }

  @Override
  public List<Evidence> supplied() {
    return supplied;
  }

  Fetches fetches() {
    return fetches;
  }

  /** No true evidence is younger: known-at, or our clock's now when one asks about the past. */
  Instant latest() {
    return latest;
  }

  /** What there is on the status, for one signature; empty where no status is kept. */
  Optional<StatusEvidence> status(SignatureCase signature, Subject subject) {
    DisclosedLicence licence = subject.inSight().orElse(null);
    StatusReference reference = licence == null ? null : licence.status();
    if (licence == null || reference == null) {
      return Optional.empty();
    }
    StatusEvidence known = statuses.get(signature.signature().number());
    if (known == null) {
      known = new StatusEvidence(signature, licence, reference, this);
      statuses.put(signature.signature().number(), known);
    }
    return Optional.of(known);
  }

  /** What the holder was asked to sign for; empty when nobody was asked. */
  Optional<Verifier.Challenge> challenge() {
    return Optional.ofNullable(challenge);
  }

  /** Whether HOLDER counts: somebody presents, or was asked to. */
  boolean presentation() {
    return presentation;
  }

  Setting setting() {
    return setting;
  }

  @Override
  public TrustList trust() {
    return setting.trust();
  }

  @Override
  public AcceptancePolicy policy() {
    return setting.policy();
  }

  @Override
  public Catalogue catalogue() {
    return setting.catalogue();
  }

  @Override
  public Period at() {
    return at;
  }

  @Override
  public Instant knownAt() {
    return knownAt;
  }

  @Override
  public Optional<Instant> provenAt(int signature) {
    return find(signature).flatMap(SignatureCase::proven);
  }

  @Override
  public Optional<List<Certificate>> path(int signature) {
    return find(signature).flatMap(SignatureCase::validPath);
  }

  private Optional<SignatureCase> find(int number) {
    return signatures.stream().filter(s -> s.signature().number() == number).findFirst();
  }
}
