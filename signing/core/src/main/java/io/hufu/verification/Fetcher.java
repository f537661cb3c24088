package io.hufu.verification;

import io.hufu.model.TrustList;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Fetches objects from addresses that the trust list names. Implementations are thread-safe. */
public interface Fetcher {
  /** Fetches by GET; at most {@code limit} bytes. */
  byte[] get(URI address, int limit) throws IOException;

  /** Fetches by POST; at most {@code limit} bytes. */
  byte[] post(URI address, String mediaType, byte[] body, int limit) throws IOException;

  /**
   * Fetches over HTTP only what the trust list allows: scheme, host, port, path prefix; no
   * redirects, no proxy, no private ranges unless listed.
   *
   * <p>Names are looked up before each connection, and a name with any private address is refused.
   *
   * @param timeout for one object, from the connection to its last byte
   */
  static Fetcher http(TrustList trust, Duration timeout) {
    return new HttpFetcher(trust, timeout);
  }
}
