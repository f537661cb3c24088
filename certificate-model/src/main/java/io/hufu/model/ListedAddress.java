package io.hufu.model;

import java.net.URI;

/**
 * Where something may be fetched from.
 *
 * @param prefix scheme, host, port and path prefix, such as {@code https://a.example/status/}
 * @param allowPrivate whether the host may resolve to a private address
 */
public record ListedAddress(String prefix, boolean allowPrivate) {
  /** Refuses a prefix that is not http or https, or that holds user, query, fragment or dots. */
  public ListedAddress {
    AddressPrefix.parse(prefix);
  }

  /** Tells whether a URI lies under the prefix, path segment by path segment. */
  public boolean covers(URI uri) {
    return AddressPrefix.parse(prefix).covers(uri);
  }
}
