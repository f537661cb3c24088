package io.hufu.exchange;

import io.hufu.exchange.message.ExchangeRequest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a package is sent, as its signed manifest says it. Immutable.
 *
 * @param purpose for a person, in one line
 * @param legalBasis law or statutory-basis code that permits the transfer
 * @param matter code of the matter; null when there is none
 * @param caseReference the sender's reference of the case; null when there is none
 */
public record PackageReason(
    String purpose, String legalBasis, @Nullable String matter, @Nullable String caseReference) {
  static PackageReason of(ExchangeRequest.Reason reason) {
    return new PackageReason(
        reason.purpose(), reason.legalBasis(), reason.matter(), reason.caseReference());
  }

  /**
   * The terms of a package that is made now; IllegalArgumentException for what cannot stand there.
   */
  PackageTerms terms(String sender, Instant now, Duration life) {
    return new PackageTerms(
        sender, purpose, legalBasis, matter, caseReference, now, now.plus(life));
  }
}
