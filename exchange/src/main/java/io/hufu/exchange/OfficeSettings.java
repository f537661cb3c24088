package io.hufu.exchange;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Suite;
import io.hufu.model.Anchor;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an office is made of. Immutable once it is open. */
record OfficeSettings(
    String authority,
    SigningKey signer,
    DecryptionKey decryption,
    List<DecryptionKey> earlier,
    Senders senders,
    Recipients recipients,
    ExchangePolicy policy,
    Consents consents,
    Answers answers,
    ExchangeLimits limits,
    Duration life,
    Duration firstRetry,
    Clock clock,
    String timeSource,
    SecureRandom random,
    @Nullable Anchor anchor) {
  Suite suite() {
    return signer.algorithm().suite();
  }

  Instant now() {
    return clock.instant();
  }

  Optional<String> objection(List<Certificate> chain, String code) {
    return chain.isEmpty() ? Optional.of("no certificate") : senders.objection(chain, code, now());
  }
}
