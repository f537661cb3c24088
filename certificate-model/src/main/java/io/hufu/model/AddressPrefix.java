package io.hufu.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** The part of a URI that must agree before it may be fetched. */
record AddressPrefix(String scheme, String host, int port, String path) {

  static AddressPrefix parse(String prefix) {
    try {
      return of(new URI(prefix));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("address is not a URI", e);
    }
  }

  private static AddressPrefix of(URI uri) {
    String scheme = uri.getScheme();
    String host = uri.getHost();
    boolean web = scheme != null && (isScheme(scheme, "https") || isScheme(scheme, "http"));
    if (!web || host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "address is not http or https with a host, or has a user or a fragment");
    }
    if (uri.getRawQuery() != null || climbs(uri)) {
      throw new IllegalArgumentException("address has a query or a path that is not normal");
    }
    return new AddressPrefix(
        scheme.toLowerCase(Locale.ROOT), host.toLowerCase(Locale.ROOT), port(uri), path(uri));
  }

  private static boolean isScheme(String scheme, String expected) {
    return scheme.equalsIgnoreCase(expected);
  }

  /** Encoded dots and slashes may be undone by a server: they climb out of a prefix. */
  private static boolean climbs(URI uri) {
    String path = path(uri).toLowerCase(Locale.ROOT);
    return path.contains("%2e")
        || path.contains("%2f")
        || path.contains("%5c")
        || path.contains("//")
        || (path + "/").contains("/../")
        || (path + "/").contains("/./");
  }

  private static String path(URI uri) {
    String path = uri.getRawPath();
    return path == null || path.isEmpty() ? "/" : path;
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return isScheme(uri.getScheme(), "https") ? 443 : 80;
  }

  /** Tells whether a URI has this scheme, host and port, and a path below; a query is fine. */
  boolean covers(URI uri) {
    String candidateScheme = uri.getScheme();
    String candidateHost = uri.getHost();
    if (candidateScheme == null || candidateHost == null || uri.getRawUserInfo() != null) {
      return false;
    }
    return scheme.equalsIgnoreCase(candidateScheme)
        && host.equalsIgnoreCase(candidateHost)
        && port == port(uri)
        && !climbs(uri)
        && underPath(path(uri));
  }

  private boolean underPath(String candidate) {
    String folder = path.endsWith("/") ? path : path + "/";
    return candidate.equals(path) || candidate.startsWith(folder);
  }
}
