package io.hufu.exchange;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.Certificate.KeyUsage;
import io.hufu.crypto.pki.Crl;
import io.hufu.crypto.pki.PathResult;
import io.hufu.crypto.pki.PathValidator;
import io.hufu.crypto.pki.RevocationStatus;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.TrustAnchor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides from whom messages are taken. Implementations are thread-safe. */
@FunctionalInterface
public interface Senders {
  /**
   * Looks for what stands against a sender; empty when nothing does.
   *
   * @param chain the signer's certificate first; its key has verified the message
   * @param code unified social credit code that the message states for its sender
   * @param instant when the message is judged
   */
  Optional<String> objection(List<Certificate> chain, String code, Instant instant);

  /**
   * Takes what authorities of a trust list sign.
   *
   * @param crls revocation lists at hand; a certificate that one of them lists is refused
   */
  static Senders listedIn(TrustList trust, List<Crl> crls) {
    return new ListedSenders(trust, List.copyOf(crls));
  }

  /** The trust list names the signer's key for the authority that the message states. */
  record ListedSenders(TrustList trust, List<Crl> crls) implements Senders {
    private static final int MAX_PATH = 12;

    @Override
    public Optional<String> objection(List<Certificate> chain, String code, Instant instant) {
      if (!chain.get(0).allows(KeyUsage.DIGITAL_SIGNATURE)
          && !chain.get(0).allows(KeyUsage.NON_REPUDIATION)) {
        return Optional.of("the certificate is not one for signing");
      }
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
          trust.authoritiesOf(chain.get(0), path.path()).stream()
              .anyMatch(authority -> authority.code().equals(code));
      if (!named) {
        return Optional.of("the trust list does not name this key for " + code);
      }
      return revoked(path.path())
          ? Optional.of("a certificate of the sender is revoked")
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
}
