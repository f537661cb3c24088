package io.hufu.exchange;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.pki.Crl;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.KeyUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Knows to which certificate packages for an authority are encrypted. Thread-safe. */
@FunctionalInterface
public interface Recipients {
  /** Finds the encryption certificate of an authority; empty when none may be used. */
  Optional<Certificate> certificateOf(String code, Instant instant);

  /**
   * Takes those that a trust list names for an authority, with the use ENCRYPTION; the one that
   * ends last when there are several.
   *
   * @param certificates encryption and CA certificates beside those that the trust list carries
   */
  static Recipients listedIn(TrustList trust, List<Certificate> certificates, List<Crl> crls) {
    ListedKeys keys = new ListedKeys(trust, List.copyOf(crls));
    List<Certificate> all = new ArrayList<>(trust.certificates());
    all.addAll(certificates);
    return (code, instant) ->
        all.stream()
            .filter(each -> !each.isCa())
            .filter(
                each -> {
                  List<Certificate> chain = new ArrayList<>(List.of(each));
                  all.stream().filter(Certificate::isCa).forEach(chain::add);
                  return keys.objection(chain, code, KeyUse.ENCRYPTION, instant).isEmpty();
                })
            .max(java.util.Comparator.comparing(Certificate::notAfter));
  }
}
