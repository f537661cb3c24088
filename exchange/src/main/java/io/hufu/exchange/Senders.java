package io.hufu.exchange;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.Certificate.KeyUsage;
import io.hufu.crypto.pki.Crl;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.KeyUse;
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
    ListedKeys keys = new ListedKeys(trust, List.copyOf(crls));
    return (chain, code, instant) ->
        chain.get(0).allows(KeyUsage.DIGITAL_SIGNATURE)
                || chain.get(0).allows(KeyUsage.NON_REPUDIATION)
            ? keys.objection(chain, code, KeyUse.LICENCE, instant)
            : Optional.of("the certificate is not one for signing");
  }
}
