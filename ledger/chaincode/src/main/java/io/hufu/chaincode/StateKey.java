package io.hufu.chaincode;

/** Keys of the world state, composed as the chaincode interface composes them. */
final class StateKey {
  private static final String NUL = "\u0000";

  private StateKey() {}

  static String origin(String origin) {
    return composite("origin", origin);
  }

  static String head(String origin) {
    return composite("head", origin);
  }

  static String checkpoint(String origin, long size) {
    return composite("checkpoint", origin, Long.toString(size));
  }

  static String trustHead() {
    return composite("trusthead", "-");
  }

  static String trustList(long version) {
    return composite("trustlist", Long.toString(version));
  }

  private static String composite(String kind, String... attributes) {
    return NUL + kind + NUL + String.join(NUL, attributes) + NUL;
  }
}
