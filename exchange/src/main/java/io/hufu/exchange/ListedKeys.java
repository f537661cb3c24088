package io.hufu.exchange;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.pki.Crl;
import io.hufu.crypto.pki.PathResult;
import io.hufu.crypto.pki.PathValidator;
import io.hufu.crypto.pki.RevocationStatus;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.TrustList.TrustAnchor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What a trust list says of a key of an authority. Thread-safe.
 *
 * <p>That nothing stands against a key is remembered for a minute, and not beyond the end of a
 * certificate or of the list: every message of an exchange asks several times.
 */
final class ListedKeys {
  private static final int MAX_PATH = 12;
  private static final int REMEMBERED = 1024;
  private static final Duration FOR = Duration.ofMinutes(1);

  private final TrustList trust;
  private final List<Crl> crls;
  private final Map<Question, Period> good = new ConcurrentHashMap<>();

  /** A key, and whose it is said to be. */
  private record Question(Certificate key, String code, KeyUse use) {}

  /** From an instant to before another. */
  private record Period(Instant from, Instant until) {
    boolean holds(Instant instant) {
      return !instant.isBefore(from) && instant.isBefore(until);
    }
  }

  /** Takes revocation lists at hand; a certificate that one of them lists is refused. */
  ListedKeys(TrustList trust, List<Crl> crls) {
    this.trust = trust;
    this.crls = List.copyOf(crls);
  }

  /** Looks for what stands against a key; empty when nothing does. */
  Optional<String> objection(List<Certificate> chain, String code, KeyUse use, Instant instant) {
    Question question = new Question(chain.get(0), code, use);
    Period known = good.get(question);
    if (known != null && known.holds(instant)) {
      return Optional.empty();
    }
    List<Certificate> anchors =
        trust.anchors(TrustAnchor.Use.LICENCE).stream().map(TrustAnchor::certificate).toList();
    List<Certificate> any = Stream.concat(chain.stream(), anchors.stream()).toList();
    // Whom no path could name is not worth the signatures of one.
    return isNamed(any, code, use)
        ? judge(question, chain, anchors, instant)
        : Optional.of("the trust list does not name this key for " + code);
  }

  private Optional<String> judge(
      Question question, List<Certificate> chain, List<Certificate> anchors, Instant instant) {
    PathResult path = new PathValidator(MAX_PATH).validate(chain.get(0), chain, anchors, instant);
    if (!path.valid()) {
      return Optional.of("no valid path to a root of the trust list: " + path.detail());
    }
    if (trust.nextUpdate().isBefore(instant)) {
      return Optional.of("the trust list has expired; get the current one");
    }
    if (!isNamed(path.path(), question.code(), question.use())) {
      return Optional.of("the trust list does not name this key for " + question.code());
    }
    if (revoked(path.path())) {
      return Optional.of("a certificate of " + question.code() + " is revoked");
    }
    remember(question, path.path(), instant);
    return Optional.empty();
  }

  /** Tells whether the list names the first certificate, or one behind it, for an authority. */
  private boolean isNamed(List<Certificate> path, String code, KeyUse use) {
    return trust.authoritiesOf(path.get(0), path, use).stream()
        .anyMatch(authority -> authority.code().equals(code));
  }

  private void remember(Question question, List<Certificate> path, Instant instant) {
    Instant until = instant.plus(FOR);
    for (Certificate each : path) {
      until = each.notAfter().isBefore(until) ? each.notAfter() : until;
    }
    until = trust.nextUpdate().isBefore(until) ? trust.nextUpdate() : until;
    if (good.size() >= REMEMBERED) {
      good.clear();
    }
    good.put(question, new Period(instant, until));
  }

  private boolean revoked(List<Certificate> path) {
    for (int i = 0; i < path.size() - 1; i++) {
      Certificate certificate = path.get(i);
      Certificate ca = path.get(i + 1);
      if (crls.stream()
          .filter(crl -> crl.isSignedBy(ca))
          .anyMatch(crl -> crl.statusOf(certificate).state() == RevocationStatus.State.REVOKED)) {
        return true;
      }
    }
    return false;
  }
}
