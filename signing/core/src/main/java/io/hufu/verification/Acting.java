package io.hufu.verification;

import io.hufu.crypto.Certificate;
import io.hufu.model.Authority;
import io.hufu.model.IssuesFor;
import io.hufu.model.Succession;
import io.hufu.model.TrustList;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * In whose name an authority signs, and by what right: its own, its predecessor's, or that of one
 * for which it may issue.
 *
 * @param own the entry of the authority that signed
 * @param named the entry of the authority that the licence names, as the signer's list sees it
 * @param basis the decision that lets it speak for another; null in its own name
 * @param from first day on which it may; null when it always might
 * @param to last such day; null while it lasts
 */
record Acting(
    Authority own,
    Authority named,
    Kind kind,
    @Nullable String basis,
    @Nullable LocalDate from,
    @Nullable LocalDate to) {
  /** By what right. */
  enum Kind {
    ITSELF,
    SUCCESSOR,
    ON_BEHALF
  }

  /** The listed authorities whose licence key signed; empty without a validated path. */
  static List<Authority> signersOf(SignatureCase signature, TrustList trust) {
    return signature
        .validPath()
        .map((List<Certificate> path) -> trust.authoritiesOf(path.get(0), path))
        .orElse(List.of());
  }

  /** Finds by what right an authority signs in a name; empty when the lists know of none. */
  static Optional<Acting> of(Authority own, String name, TrustList trust) {
    if (own.code().equals(name)) {
      return Optional.of(new Acting(own, own, Kind.ITSELF, null, null, null));
    }
    Authority named = trust.authority(own, name).orElse(null);
    if (named == null) {
      return Optional.empty();
    }
    for (Succession succession : named.successors()) {
      if (succession.code().equals(own.code())) {
        return Optional.of(
            new Acting(own, named, Kind.SUCCESSOR, succession.basis(), succession.from(), null));
      }
    }
    for (IssuesFor other : own.mayIssueFor()) {
      if (other.code().equals(name)) {
        return Optional.of(
            new Acting(own, named, Kind.ON_BEHALF, other.basis(), other.from(), other.to()));
      }
    }
    return Optional.empty();
  }

  /**
   * Tells whether it could speak in that name.
   *
   * @param issued the day of issue: whoever issues on behalf of another must have been allowed then
   * @param signed the day of signing: a successor may sign again what its predecessor had issued
   */
  boolean possible(LocalDate issued, LocalDate signed) {
    LocalDate day = kind == Kind.SUCCESSOR && signed.isAfter(issued) ? signed : issued;
    LocalDate first = from;
    LocalDate last = to;
    return (first == null || !day.isBefore(first)) && (last == null || !day.isAfter(last));
  }

  /** Whose grants count: in another's name only the other's, as a successor also its own. */
  List<Authority> grantors() {
    return switch (kind) {
      case ITSELF -> List.of(own);
      case ON_BEHALF -> List.of(named);
      case SUCCESSOR -> List.of(named, own);
    };
  }
}
