package io.hufu.verification;

import java.util.Map;

/** What is said of a part that threw, which none may: names, never a message or a value. */
final class Defect {
  private static final System.Logger LOG = System.getLogger(Defect.class.getName());

  private Defect() {}

  static Map<String, String> facts(Object part, Throwable thrown) {
    // The rest of a lambda's class name differs from run to run; a report must not.
    String name = part.getClass().getName().replaceFirst("\\$\\$Lambda.*", "");
    // A stack trace holds class names and lines; a message might hold what the document says.
    LOG.log(System.Logger.Level.ERROR, () -> name + " failed with " + thrown.getClass().getName());
    return Map.of("part", name, "exception", thrown.getClass().getName());
  }
}
