package io.hufu.verification;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.pki.Crl;
import io.hufu.crypto.pki.OcspResponse;
import io.hufu.crypto.pki.RevocationStatus;
import io.hufu.crypto.pki.RevocationStatus.State;
import io.hufu.model.Evidence;
import io.hufu.model.report.FindingSubject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks certificates up in what CRLs and OCSP answers there are, and fetches where it may. */
final class CertificateStatus {
  /** An answer that promises no next one is believed for a day. */
  private static final Duration UNPROMISED = Duration.ofDays(1);

  private final List<EvidenceItem> items;
  private final Fetches fetches;
  private final Instant knownAt;

  CertificateStatus(List<EvidenceItem> items, Fetches fetches, Instant knownAt) {
    this.items = items;
    this.fetches = fetches;
    this.knownAt = knownAt;
  }

  /**
   * Finds the newest word on a certificate that holds for an instant.
   *
   * @param ca its issuer in a validated path
   * @param instant when it matters: the proven time of the signature, or known-at
   * @return empty when there is no usable word; REVOKED is usable whatever its age
   */
  Optional<RevocationStatus> of(Certificate certificate, Certificate ca, Instant instant) {
    Question question = new Question(certificate, ca);
    List<RevocationStatus> words = new ArrayList<>();
    items.forEach(item -> question.ask(item).ifPresent(words::add));
    Optional<RevocationStatus> newest = newest(words, certificate, instant);
    if (newest.isPresent()) {
      return newest;
    }
    fetch(question).forEach(item -> question.ask(item).ifPresent(words::add));
    return newest(words, certificate, instant);
  }

  private List<EvidenceItem> fetch(Question question) {
    List<EvidenceItem> fetched = new ArrayList<>();
    for (String uri : question.certificate().crlUris()) {
      fetches.get(uri).ifPresent(list -> fetched.add(item(Evidence.Kind.CRL, list)));
    }
    for (String uri : question.certificate().ocspUris()) {
      fetches
          .askOcsp(uri, OcspResponse.request(question.certificate(), question.ca()))
          .ifPresent(answer -> fetched.add(item(Evidence.Kind.OCSP, answer)));
    }
    return fetched;
  }

  private static EvidenceItem item(Evidence.Kind kind, byte[] bytes) {
    return new EvidenceItem(FindingSubject.DOCUMENT, new Evidence(kind, bytes), true);
  }

  private Optional<RevocationStatus> newest(
      List<RevocationStatus> words, Certificate certificate, Instant instant) {
    return words.stream()
        .filter(word -> !Clocks.liesAhead(word.thisUpdate(), knownAt))
        .filter(word -> word.state() == State.REVOKED || holds(word, certificate, instant))
        .max(
            Comparator.comparing(RevocationStatus::thisUpdate)
                .thenComparing(word -> word.state() == State.REVOKED));
  }

  /** Lists drop certificates that have expired: silence after that says nothing. */
  private static boolean holds(RevocationStatus word, Certificate certificate, Instant instant) {
    Instant next = word.nextUpdate();
    Instant until = next == null ? word.thisUpdate().plus(UNPROMISED) : next;
    return !word.thisUpdate().isAfter(certificate.notAfter()) && !until.isBefore(instant);
  }

  /** What is asked of every list and every answer. */
  private record Question(Certificate certificate, Certificate ca) {
    Optional<RevocationStatus> ask(EvidenceItem item) {
      try {
        return Optional.ofNullable(word(item)).filter(word -> word.state() != State.UNKNOWN);
      } catch (MalformedDataException e) {
        return Optional.empty(); // reported by the check of unused evidence
      }
    }

    private @Nullable RevocationStatus word(EvidenceItem item) throws MalformedDataException {
      if (item.is(Evidence.Kind.CRL)) {
        Crl crl = item.crl();
        return crl.isSignedBy(ca) ? crl.statusOf(certificate) : null;
      }
      if (item.is(Evidence.Kind.OCSP)) {
        OcspResponse response = OcspResponse.parse(item.bytes());
        return response.isSignedFor(ca) ? response.statusOf(certificate, ca) : null;
      }
      return null;
    }
  }
}
