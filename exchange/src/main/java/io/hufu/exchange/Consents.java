package io.hufu.exchange;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.VerificationKey;
import io.hufu.exchange.message.ConsentToken;
import io.hufu.exchange.message.ExchangeRequest;
import io.hufu.exchange.message.SignedMessage;
import io.hufu.model.SignedConsent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides whether a consent token is good for a request. Implementations are thread-safe. */
@FunctionalInterface
public interface Consents {
  /** Looks for what stands against a consent; empty when nothing does. */
  Optional<String> objection(SignedMessage consent, SignedMessage request, Instant instant);

  /** Knows which key is a holder's, such as the one that a licence is bound to. Thread-safe. */
  @FunctionalInterface
  interface HolderKeys {
    /** Finds the key; empty when the holder has none. */
    Optional<VerificationKey> keyOf(ExchangeRequest.Holder holder);
  }

  /**
   * Takes what a holder has signed with a known key, and what an official of the requester has.
   *
   * @param officials decides whether a certificate may speak for the requesting authority
   */
  static Consents of(HolderKeys holders, Senders officials, Duration skew) {
    return new KnownConsents(holders, officials, skew);
  }

  /** The token fits the request, is in force, and is signed by the holder or by an official. */
  record KnownConsents(HolderKeys holders, Senders officials, Duration skew) implements Consents {
    @Override
    public Optional<String> objection(
        SignedMessage consent, SignedMessage request, Instant instant) {
      try {
        ConsentToken token = ConsentToken.of(consent);
        if (!token.request().equals(request.digest())
            || !token.parties().from().equals(request.from())
            || !token.parties().to().equals(request.to())) {
          return Optional.of("the consent is for another request");
        }
        if (instant.minus(skew).isAfter(token.expires())
            || token.parties().created().isAfter(instant.plus(skew))) {
          return Optional.of("the consent is not in force");
        }
        boolean signed =
            token.by() == SignedConsent.By.HOLDER
                ? holders
                    .keyOf(ExchangeRequest.of(request).holder())
                    .filter(consent::verifies)
                    .isPresent()
                : consent.verifiesByItsCertificate()
                    && officials
                        .objection(consent.certificates(), consent.from(), instant)
                        .isEmpty();
        return signed ? Optional.empty() : Optional.of("nobody who may has signed the consent");
      } catch (MalformedDataException e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    }
  }
}
