package io.hufu.crypto.pki;

import io.hufu.crypto.pki.PathResult.Problem;

/**
 * Thrown inside the path rules at the first rule that a path breaks. Never leaves the package.
 *
 * <p>A rule may be broken ten calls deep; an exception keeps the steps of RFC 5280 §6.1 readable.
 */
final class Violation extends Exception {
  private final Problem problem;

  Violation(Problem problem, String detail) {
    super(detail, null, false, false);
    this.problem = problem;
  }

  static Violation constraint(X509 certificate, String detail) {
    return new Violation(Problem.CONSTRAINT, describe(certificate) + ": " + detail);
  }

  static String describe(X509 certificate) {
    return certificate.certificate().toString();
  }

  Problem problem() {
    return problem;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
