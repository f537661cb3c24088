package io.hufu.exchange;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.pki.Crl;
import io.hufu.crypto.pki.PathResult;
import io.hufu.crypto.pki.PathValidator;
import io.hufu.crypto.pki.RevocationStatus;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.TrustList.TrustAnchor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a trust list says of a key of an authority.
 *
 * @param crls revocation lists at hand; a certificate that one of them lists is refused
 */
record ListedKeys(TrustList trust, List<Crl> crls) {
  private static final int MAX_PATH = 12;

  /** Looks for what stands against a key; empty when nothing does. */
  Optional<String> objection(List<Certificate> chain, String code, KeyUse use, Instant instant) {
    List<Certificate> anchors =
        trust.anchors(TrustAnchor.Use.LICENCE).stream().map(TrustAnchor::certificate).toList();
    PathResult path = new PathValidator(MAX_PATH).validate(chain.get(0), chain, anchors, instant);
    if (!path.valid()) {
      return Optional.of("no valid path to a root of the trust list: " + path.detail());
    }
    if (trust.nextUpdate().isBefore(instant)) {
      return Optional.of("the trust list has expired; get the current one");
    }
    boolean named =
        trust.authoritiesOf(chain.get(0), path.path(), use).stream()
            .anyMatch(authority -> authority.code().equals(code));
    if (!named) {
      return Optional.of("the trust list does not name this key for " + code);
    }
    return revoked(path.path())
        ? Optional.of("a certificate of " + code + " is revoked")
        : Optional.empty();
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
