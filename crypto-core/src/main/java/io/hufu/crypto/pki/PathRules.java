package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.Certificate.KeyUsage;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.pki.PathResult.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of RFC 5280 §6.1 for one path whose names and signatures already chain.
 *
 * <p>The anchor is judged like every certificate: its period, constraints, key usage and critical
 * extensions count. Being listed makes its key and name trusted, not what the certificate itself
 * limits; a list that means more must list another certificate (RFC 5937 allows the same). Only its
 * certificate policies do not count: roots rarely carry any.
 */
final class PathRules {
  private final List<X509> path;
  private final PolicyState policies;
  private final NameConstraints names = new NameConstraints();
  private int maxPathLength;

  private PathRules(List<X509> path) {
    this.path = path;
    policies = new PolicyState(path.size() - 1);
    maxPathLength = path.size();
  }

  /**
   * Checks a path, anchor first.
   *
   * @return null when valid; expiry only when nothing else is wrong
   */
  static @Nullable Violation check(List<X509> path, Instant at) {
    try {
      new PathRules(path).walk();
      for (int i = path.size() - 1; i >= 0; i--) {
        checkPeriod(path.get(i), at);
      }
      return null;
    } catch (Violation e) {
      return e;
    } catch (MalformedDataException
        | ClassCastException
        | IllegalArgumentException
        | IllegalStateException e) {
      // Parts of extensions are decoded when they are asked for; what cannot be read constrains.
      return new Violation(Problem.CONSTRAINT, "an extension cannot be read: " + e.getMessage());
    }
  }

  private void walk() throws Violation, MalformedDataException {
    int last = path.size() - 1;
    for (int i = 0; i <= last; i++) {
      X509 certificate = path.get(i);
      CertificateProfile.check(certificate);
      // §6.1.3 (b), (c): not for self-issued certificates, save the last
      if (i == last || !certificate.isSelfIssued()) {
        names.check(certificate);
      }
      // §6.1.3 (d)–(f)
      if (i > 0) {
        policies.process(certificate, i == last);
      }
      if (i < last) {
        prepareNext(certificate, i > 0);
      } else if (i > 0) {
        policies.wrapUp(certificate); // §6.1.5
      }
    }
    requireUsableKey(path.get(last));
  }

  /** §6.1.4. */
  private void prepareNext(X509 ca, boolean counted) throws Violation, MalformedDataException {
    // steps (a), (b), (h)–(j)
    if (counted) {
      policies.prepareNext(ca);
    }
    // step (g)
    names.add(ca);
    // step (k)
    Certificate certificate = ca.certificate();
    if (!certificate.isCa()) {
      throw Violation.constraint(ca, "issues certificates but is not a CA");
    }
    // step (l)
    if (counted && !ca.isSelfIssued()) {
      if (maxPathLength <= 0) {
        throw Violation.constraint(ca, "the path is longer than a CA above allows");
      }
      maxPathLength--;
    }
    // step (m)
    maxPathLength = Math.min(maxPathLength, certificate.pathLength().orElse(Integer.MAX_VALUE));
    // step (n)
    if (certificate.hasKeyUsage() && !certificate.allows(KeyUsage.KEY_CERT_SIGN)) {
      throw Violation.constraint(ca, "key usage does not allow it to sign certificates");
    }
  }

  private static void requireUsableKey(X509 leaf) throws Violation {
    if (!leaf.certificate().hasUsableKey()) {
      throw new Violation(
          Problem.ALGORITHM, Violation.describe(leaf) + ": key of a kind that is not accepted");
    }
  }

  /**
   * §6.1.3 (a)(2), both ends inclusive (§4.1.2.5). Validity has whole seconds, so the instant is
   * taken to the second it lies in.
   */
  private static void checkPeriod(X509 x509, Instant at) throws Violation {
    Certificate certificate = x509.certificate();
    Instant second = at.truncatedTo(ChronoUnit.SECONDS);
    if (second.isBefore(certificate.notBefore())) {
      throw new Violation(
          Problem.NOT_YET_VALID,
          Violation.describe(x509) + ": valid from " + certificate.notBefore());
    }
    if (second.isAfter(certificate.notAfter())) {
      throw new Violation(
          Problem.EXPIRED, Violation.describe(x509) + ": valid until " + certificate.notAfter());
    }
  }
}
