package io.hufu.verification;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.pki.Crl;
import io.hufu.crypto.pki.OcspResponse;
import io.hufu.crypto.pki.RevocationStatus;
import io.hufu.crypto.pki.RevocationStatus.State;
import io.hufu.model.Evidence;
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

  CertificateStatus(List<EvidenceItem> items, Judgement judgement) {
    this.items = items;
    this.fetches = judgement.fetches();
    this.knownAt = judgement.knownAt();
  }

  /**
   * Finds the newest word on a certificate that holds for an instant.
   *
   * @param ca its issuer in a validated path
   * @param instant when it matters: the proven time of the signature, or known-at
   * @return empty when there is no usable word; REVOKED is usable whatever its age
   */
  Optional<RevocationStatus> of(Certificate certificate, Certificate ca, Instant instant) {
    List<RevocationStatus> words = new ArrayList<>();
    for (EvidenceItem item : items) {
      add(words, item.evidence().kind(), item.bytes(), certificate, ca);
    }
    Optional<RevocationStatus> newest = newest(words, certificate, instant);
    if (newest.isPresent()) {
      return newest;
    }
    for (String uri : certificate.crlUris()) {
      fetches.get(uri).ifPresent(b -> add(words, Evidence.Kind.CRL, b, certificate, ca));
    }
    for (String uri : certificate.ocspUris()) {
      fetches
          .askOcsp(uri, OcspResponse.request(certificate, ca))
          .ifPresent(b -> add(words, Evidence.Kind.OCSP, b, certificate, ca));
    }
    return newest(words, certificate, instant);
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

  private static void add(
      List<RevocationStatus> words,
      Evidence.Kind kind,
      byte[] bytes,
      Certificate certificate,
      Certificate ca) {
    RevocationStatus word = word(kind, bytes, certificate, ca);
    if (word != null && word.state() != State.UNKNOWN) {
      words.add(word);
    }
  }

  private static @Nullable RevocationStatus word(
      Evidence.Kind kind, byte[] bytes, Certificate certificate, Certificate ca) {
    try {
      if (kind == Evidence.Kind.CRL) {
        Crl crl = Crl.parse(bytes);
        return crl.isSignedBy(ca) ? crl.statusOf(certificate) : null;
      }
      if (kind == Evidence.Kind.OCSP) {
        OcspResponse response = OcspResponse.parse(bytes);
        return response.isSignedFor(ca) ? response.statusOf(certificate, ca) : null;
      }
      return null;
    } catch (MalformedDataException e) {
      return null; // reported by the check of unused evidence
    }
  }
}
