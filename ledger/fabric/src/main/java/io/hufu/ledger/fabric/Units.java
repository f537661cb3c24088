package io.hufu.ledger.fabric;

import java.util.ArrayList;
import java.util.List;

/** Reads the organisational units of a subject (RFC 4514 §2). */
final class Units {
  private static final String UNIT = "OU=";

  private Units() {}

  /** Returns the units in their order; what is escaped separates nothing. */
  static List<String> of(String subject) {
    List<String> units = new ArrayList<>();
    int start = 0;
    for (int at = 0; at <= subject.length(); at++) {
      boolean end = at == subject.length();
      char c = end ? ',' : subject.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == ',' || c == '+') {
        String part = subject.substring(start, Math.min(at, subject.length()));
        if (part.startsWith(UNIT)) {
          units.add(part.substring(UNIT.length()));
        }
        start = at + 1;
      }
    }
    return units;
  }
}
