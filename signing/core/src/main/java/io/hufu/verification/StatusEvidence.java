package io.hufu.verification;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Jws;
import io.hufu.model.Authority;
import io.hufu.model.DisclosedLicence;
import io.hufu.model.Evidence;
import io.hufu.model.StatusAssertion;
import io.hufu.model.StatusConflict;
import io.hufu.model.StatusEpoch;
import io.hufu.model.StatusListToken;
import io.hufu.model.StatusListTooLargeException;
import io.hufu.model.StatusReference;
import io.hufu.model.StatusTokens;
import io.hufu.model.TrustList;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the issuer verifiably says of one licence's status, from the evidence of one
 * signature, from what was supplied, and from the status list's address if that may be fetched.
 */
final class StatusEvidence {
  private final DisclosedLicence licence;
  private final StatusReference reference;
  private final Judgement judgement;
  private final StatusSigner signer;
  private final List<StatusWord> words = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final StatusTokens said = new StatusTokens();
  private int unrelated;

  StatusEvidence(
      SignatureCase signature,
      DisclosedLicence licence,
      StatusReference reference,
      Judgement judgement) {
    this.licence = licence;
    this.reference = reference;
    this.judgement = judgement;
    this.signer = new StatusSigner(signature.items(), signature.candidates(), judgement);
    signature.items(Evidence.Kind.STATUS_ASSERTION).forEach(this::read);
    judgement.fetches().get(reference.list()).ifPresent(bytes -> readFetched(signature, bytes));
  }

  /** What was verified, in no particular order. */
  List<StatusWord> words() {
    return words;
  }

  /** What is wrong with items of evidence. */
  List<Finding> findings() {
    return findings;
  }

  /** How many supplied items speak of other licences. */
  int unrelated() {
    return unrelated;
  }

  /** What the issuer says that cannot all be true. */
  List<StatusConflict> conflicts() {
    return StatusConflict.among(said);
  }

  private void read(EvidenceItem item) {
    UnusableStatus problem = problemOf(item.bytes());
    if (problem == null) {
      return;
    }
    if (item.supplied() && problem.code() == FindingCode.STATUS_OTHER_LICENCE) {
      unrelated++; // what was given beside the document may belong to others
      return;
    }
    findings.add(item.finding(problem.code(), Outcome.FAILED, Map.of("detail", problem.detail())));
  }

  /** An answer that is no status is an outage, and worth saying. */
  private void readFetched(SignatureCase signature, byte[] bytes) {
    UnusableStatus problem = problemOf(bytes);
    if (problem != null) {
      findings.add(
          signature.finding(
              problem.code(),
              Outcome.NOTICE,
              Map.of("detail", problem.detail(), "list", reference.list())));
    }
  }

  private @Nullable UnusableStatus problemOf(byte[] bytes) {
    try {
      read(bytes);
      return null;
    } catch (StatusListTooLargeException e) {
      return new UnusableStatus(FindingCode.STATUS_LIST_TOO_LARGE, String.valueOf(e.getMessage()));
    } catch (MalformedDataException e) {
      return new UnusableStatus(
          FindingCode.STATUS_EVIDENCE_INVALID, String.valueOf(e.getMessage()));
    } catch (UnusableStatus e) {
      return e;
    }
  }

  private void read(byte[] bytes) throws MalformedDataException, UnusableStatus {
    Jws jws = Jws.parseCompact(new String(bytes, StandardCharsets.ISO_8859_1));
    if (StatusEpoch.isNamedBy(jws)) {
      StatusEpoch epoch = StatusEpoch.parse(bytes).epoch();
      requireSameList(epoch.list());
      requireNotAhead(epoch.thisUpdate());
      requireIssuer(jws, epoch.issuer());
    } else if (StatusListToken.isNamedBy(jws)) {
      readList(bytes, jws);
    } else {
      readAssertion(bytes, jws);
    }
    said.add(bytes, judgement.setting().limits().statusList());
  }

  private void readList(byte[] bytes, Jws jws) throws MalformedDataException, UnusableStatus {
    // The uri is read first: another list may be as large as it likes.
    requireSameList(StatusListToken.uriOf(jws));
    StatusListToken token =
        StatusListToken.parse(bytes, judgement.setting().limits().statusList()).token();
    requireNotAhead(token.issuedAt());
    requireIssuer(jws, null);
    words.add(StatusWord.Listed.of(token, reference, Fetches.digest(bytes)));
  }

  private void readAssertion(byte[] bytes, Jws jws) throws MalformedDataException, UnusableStatus {
    StatusAssertion assertion = StatusAssertion.parse(bytes).assertion();
    if (!assertion.reference().equals(reference)) {
      throw otherLicence();
    }
    requireNotAhead(assertion.thisUpdate());
    requireIssuer(jws, assertion.issuer());
    words.add(new StatusWord.Asserted(assertion, Fetches.digest(bytes)));
  }

  private void requireSameList(String uri) throws UnusableStatus {
    if (!uri.equals(reference.list())) {
      throw otherLicence();
    }
  }

  private static UnusableStatus otherLicence() {
    return new UnusableStatus(FindingCode.STATUS_OTHER_LICENCE, "speaks of another licence");
  }

  /** A word from the future would outlive every promise of a newer one. */
  private void requireNotAhead(Instant thisUpdate) throws UnusableStatus {
    if (Clocks.liesAhead(thisUpdate, judgement.latest())) {
      throw new UnusableStatus(
          FindingCode.STATUS_FROM_FUTURE, "was made at " + thisUpdate + ", which is ahead");
    }
  }

  /** For the issuer that the licence names, and of what the lists leave to its own list. */
  private boolean maySpeak(Authority authority) {
    TrustList trust = judgement.trust();
    return Acting.of(authority, licence.issuer().code(), trust).isPresent()
        && trust.maySpeakOf(authority, licence.type(), licence.areaCode(), licence.issuedOn());
  }

  private void requireIssuer(Jws jws, @Nullable String issuer) throws UnusableStatus {
    for (Authority authority : signer.of(jws)) {
      boolean meant = issuer == null || authority.code().equals(issuer);
      if (meant && maySpeak(authority)) {
        return;
      }
    }
    throw new UnusableStatus(
        FindingCode.STATUS_OTHER_ISSUER, "not signed with a status key of the issuer");
  }
}
