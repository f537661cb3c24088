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
   * <p>Whether the authority is trusted is for whoever verifies the token; here its signature must
   * only be that of a certificate in the token.
   *
   * @throws IOException when the authority cannot be reached or refuses
   */
  TimeStampToken stamp(HashAlgorithm hash, byte[] digest) throws IOException;

  /**
   * Asks an authority over HTTP (RFC 3161 §3.4); no redirects, answers of at most 1 MiB.
   *
   * <p>No proxy is used, and none is looked up.
   *
   * @param address http or https, without user and password
   * @param timeout for the whole exchange, from connecting to the last byte
   */
  static TimeStampAuthority http(URI address, Duration timeout, SecureRandom random) {
    return new HttpTimeStampAuthority(address, timeout, random);
  }

  /** Stamps in this process, for pilots and tests. */
  static TimeStampAuthority inProcess(SigningKey key, Clock clock, SecureRandom random) {
    TimeStampResponder responder = new TimeStampResponder(key, clock, random);
    return (hash, digest) -> {
      TimeStampRequest request = TimeStampRequest.of(hash, digest, random);
      return request.token(responder.respond(request.der()));
    };
  }
}
