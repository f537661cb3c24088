package io.hufu.cli;

/** Subject names of a pilot PKI, in RFC 4514 form. Stateless. */
final class PilotName {
  /** What every such certificate says of itself. */
  static final String MARK = "试点 PILOT";

  private static final String SPECIAL = ",+\"\\<>;=";

  private PilotName() {}

  /** Names something of the PKI itself. */
  static String of(String name) {
    return "CN=" + escaped(name) + ",O=" + MARK + ",C=CN";
  }

  /** Names an agency by its name and its unified social credit code. */
  static String agency(String name, String code) {
    return "CN=" + escaped(name) + ",OU=" + escaped(code) + ",O=" + MARK + ",C=CN";
  }

  private static String escaped(String value) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean edge = (i == 0 && (c == ' ' || c == '#')) || (i == value.length() - 1 && c == ' ');
      if (edge || SPECIAL.indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }
}
