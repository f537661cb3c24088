package io.hufu.signing;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.Certificate.KeyUsage;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.model.Anchor;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.Carrier;
import io.hufu.model.Evidence;
import io.hufu.model.Licence;
import io.hufu.model.LicencePayload;
import io.hufu.model.LogEntry;
import io.hufu.model.Role;
import io.hufu.model.StatusReference;
import io.hufu.signing.ServiceUnavailableException.Service;
import io.hufu.signing.status.StatusRegister;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Issues licences together: one write to the status register and one call to the ledger for all.
 *
 * <p>Steps: validate, draw status indices, seal, time-stamp, anchor, attach the evidence. A licence
 * that fails in one step takes no part in the next.
 */
final class Batch {
  private final Issuer.Parts parts;
  private final List<LicenceFormat> formats;
  private final LicenceRules rules;

  Batch(Issuer.Parts parts, List<LicenceFormat> formats) {
    this.parts = parts;
    this.formats = List.copyOf(formats);
    this.rules = new LicenceRules(parts.catalogue());
  }

  /** Issues; the results are in the order of the licences. */
  List<IssueResult> issue(List<Licence> licences) {
    return run(licences.stream().map(Draft::new).toList());
  }

  /**
   * Issues a copy of a licence at the place of its source.
   *
   * @param status null when the source keeps no status
   */
  IssueResult copy(Licence licence, @Nullable StatusReference status) {
    Draft draft = new Draft(licence);
    draft.status = status;
    draft.hasPlace = true;
    return run(List.of(draft)).get(0);
  }

  /** Issues a copy that cannot be linked to others: a place of its own, a rounded time. */
  IssueResult oneTime(Licence licence) {
    Draft draft = new Draft(licence);
    draft.oneTime = true;
    return run(List.of(draft)).get(0);
  }

  private List<IssueResult> run(List<Draft> drafts) {
    Instant now = parts.now();
    each(drafts, draft -> validate(draft, now));
    together(drafts, this::assignStatus);
    each(drafts, draft -> seal(draft, now));
    each(drafts, this::collectEvidence);
    together(drafts, this::anchor);
    each(drafts, this::attach);
    return drafts.stream().map(Draft::result).toList();
  }

  /** Refuses a certificate that is not in force now or that is not for signing. */
  void requireUsableKey() throws KeyUnavailableException {
    Certificate certificate = parts.key().certificate();
    Instant now = parts.now();
    if (now.isBefore(certificate.notBefore()) || now.isAfter(certificate.notAfter())) {
      throw new KeyUnavailableException(
          KeyUnavailableException.Reason.CERTIFICATE_NOT_IN_FORCE,
          "the signing certificate is valid from "
              + certificate.notBefore()
              + " to "
              + certificate.notAfter()
              + ", and it is "
              + now.truncatedTo(ChronoUnit.SECONDS));
    }
    boolean signs =
        certificate.allows(KeyUsage.DIGITAL_SIGNATURE)
            || certificate.allows(KeyUsage.NON_REPUDIATION);
    if (certificate.isCa() || (certificate.hasKeyUsage() && !signs)) {
      throw new KeyUnavailableException(
          KeyUnavailableException.Reason.WRONG_USAGE,
          "the certificate is not for signing documents; use the signing certificate of the pair");
    }
  }

  private void validate(Draft draft, Instant now)
      throws CannotSealException, KeyUnavailableException {
    requireUsableKey();
    draft.type = rules.require(draft.licence, now);
    StatusRegister register = parts.status();
    String issuer = draft.licence.issuer().code();
    if (register != null && !register.authority().equals(issuer)) {
      throw new CannotSealException(
          "STATUS_AUTHORITY",
          "certificateIssuingAuthorityCode: the status register is that of "
              + register.authority()
              + ", not of "
              + issuer);
    }
    boolean elsewhere =
        register != null
            && draft.hasPlace
            && !register.reference(draft.licence.identifier()).equals(draft.place());
    if (elsewhere) {
      throw new CannotSealException(
          "STATUS_PLACE", "certificateIdentifier: the source's place is not in this register");
    }
  }

  private void assignStatus(List<Draft> drafts) throws IOException {
    StatusRegister register = parts.status();
    if (register == null) {
      return;
    }
    List<Draft> ordinary =
        drafts.stream().filter(draft -> !draft.oneTime && !draft.hasPlace).toList();
    List<StatusReference> references =
        register.assign(ordinary.stream().map(draft -> draft.licence).toList());
    for (int i = 0; i < ordinary.size(); i++) {
      ordinary.get(i).status = references.get(i);
    }
    for (Draft draft : drafts) {
      if (draft.oneTime) {
        draft.status = register.assignCopy(draft.licence);
      }
    }
  }

  /** Layouts first: the data carriers name the digest of the original. */
  private void seal(Draft draft, Instant now) throws CannotSealException, KeyUnavailableException {
    HashAlgorithm hash = parts.key().algorithm().suite().hash();
    byte[] salt = new byte[32];
    parts.random().nextBytes(salt);
    SealingContext context = new SealingContext(parts.key(), draft.type(), parts.random());
    SealedLicence[] sealed = new SealedLicence[formats.size()];
    byte[] originalDigest = null;
    for (Role role : List.of(Role.ORIGINAL, Role.DATA)) {
      for (int i = 0; i < sealed.length; i++) {
        if (roleOf(formats.get(i)) == role) {
          LicencePayload payload =
              new LicencePayload(
                  draft.licence,
                  hash,
                  salt,
                  draft.status,
                  role,
                  role == Role.DATA ? originalDigest : null,
                  draft.oneTime ? startOfDay(now) : now.truncatedTo(ChronoUnit.SECONDS));
          sealed[i] = formats.get(i).seal(payload, context);
        }
      }
      originalDigest = originalDigest(sealed, hash);
    }
    draft.sealed = List.of(sealed);
  }

  /** All copies of a day in China carry the same time. */
  private static Instant startOfDay(Instant now) {
    return now.atOffset(LicenceRules.CHINA).truncatedTo(ChronoUnit.DAYS).toInstant();
  }

  private static Role roleOf(LicenceFormat format) {
    return format.carrier() == Carrier.OFD || format.carrier() == Carrier.PDF
        ? Role.ORIGINAL
        : Role.DATA;
  }

  /** The first OFD, else the first PDF, is the original. */
  private static byte @Nullable [] originalDigest(SealedLicence[] sealed, HashAlgorithm hash) {
    for (Carrier carrier : List.of(Carrier.OFD, Carrier.PDF)) {
      for (SealedLicence licence : sealed) {
        if (licence != null && licence.carrier() == carrier) {
          return licence.signedOctetsDigest().apply(hash);
        }
      }
    }
    return null;
  }

  /** Everything but the receipt, in the order that files carry it. */
  private void collectEvidence(Draft draft) throws IOException, KeyUnavailableException {
    List<Evidence> shared = new ArrayList<>(parts.revocation());
    StatusRegister register = parts.status();
    StatusReference place = draft.status;
    if (register != null && place != null) {
      shared.add(register.assertion(draft.licence.identifier(), place));
    }
    for (int i = 0; i < formats.size(); i++) {
      List<Evidence> items = new ArrayList<>();
      if (parts.includeChain() && !formats.get(i).carriesChain()) {
        items.addAll(parts.chain());
      }
      items.addAll(shared);
      TimeStampAuthority authority = parts.timeStamps();
      if (authority != null) {
        items.add(stamp(authority, draft.sealed.get(i)));
      }
      draft.evidence.add(items);
    }
  }

  private Evidence stamp(TimeStampAuthority authority, SealedLicence licence)
      throws ServiceUnavailableException {
    HashAlgorithm hash = parts.key().algorithm().suite().hash();
    try {
      byte[] token = authority.stamp(hash, hash.digest(licence.stamped())).der();
      return new Evidence(Evidence.Kind.TIME_STAMP, token);
    } catch (IOException e) {
      throw new ServiceUnavailableException(Service.TIME_STAMP, e);
    }
  }

  private void anchor(List<Draft> drafts) throws ServiceUnavailableException {
    Anchor ledger = parts.anchor();
    if (ledger == null) {
      return;
    }
    List<LogEntry> entries =
        drafts.stream()
            .flatMap(draft -> draft.sealed.stream())
            .map(licence -> licence.logEntry(ledger.hash()))
            .toList();
    List<AnchorReceipt> receipts;
    try {
      receipts = ledger.anchor(entries);
    } catch (IOException e) {
      throw new ServiceUnavailableException(Service.ANCHOR, e);
    }
    int next = 0;
    for (Draft draft : drafts) {
      for (List<Evidence> items : draft.evidence) {
        items.add(new Evidence(Evidence.Kind.RECEIPT, receipts.get(next++).encoded()));
      }
    }
  }

  private void attach(Draft draft) {
    List<SealedLicence> complete = new ArrayList<>();
    for (int i = 0; i < formats.size(); i++) {
      SealedLicence licence = draft.sealed.get(i);
      List<Evidence> items = draft.evidence.get(i);
      try {
        complete.add(items.isEmpty() ? licence : licence.withEvidence(formats.get(i), items));
      } catch (EvidenceFrozenException e) {
        throw new IllegalStateException("a format froze evidence of its first signature", e);
      }
    }
    draft.sealed = complete;
  }

  private static void each(List<Draft> drafts, Step<Draft> step) {
    drafts.stream().filter(Draft::isGood).forEach(draft -> run(List.of(draft), step, draft));
  }

  private static void together(List<Draft> drafts, Step<List<Draft>> step) {
    List<Draft> good = drafts.stream().filter(Draft::isGood).toList();
    if (!good.isEmpty()) {
      run(good, step, good);
    }
  }

  private static <T> void run(List<Draft> concerned, Step<T> step, T argument) {
    try {
      step.take(argument);
    } catch (CannotSealException | KeyUnavailableException | IOException e) {
      concerned.forEach(draft -> draft.failure = e);
    }
  }

  /** One step of issuing. */
  private interface Step<T> {
    void take(T argument) throws CannotSealException, KeyUnavailableException, IOException;
  }
}
