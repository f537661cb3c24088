package io.hufu.crypto.tsp;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** Something that time-stamps digests (RFC 3161). Implementations are thread-safe. */
public interface TimeStampAuthority {
  /**
   * Obtains a token for a digest; the answer's imprint, nonce and status are checked.
   *
   * @throws IOException when the authority cannot be reached or refuses
   */
  TimeStampToken stamp(HashAlgorithm hash, byte[] digest) throws IOException;

  /** Asks an authority over HTTP (RFC 3161 §3.4); no redirects, answers of at most 1 MiB. */
  static TimeStampAuthority http(URI address, Duration timeout, SecureRandom random) {
    throw new AssertionError("skeleton");
  }

  /** Stamps in this process, for pilots and tests. */
  static TimeStampAuthority inProcess(SigningKey key, Clock clock, SecureRandom random) {
    throw new AssertionError("skeleton");
  }
}
