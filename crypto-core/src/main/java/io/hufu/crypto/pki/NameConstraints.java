package io.hufu.crypto.pki;

import io.hufu.crypto.MalformedDataException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.jspecify.annotations.Nullable;

/**
 * The name constraints gathered along one path (RFC 5280 §4.2.1.10, §6.1.3 (b), (c), §6.1.4 (g)).
 *
 * <p>Instead of intersecting permitted subtrees, each CA's constraints are kept and each name must
 * satisfy all of them, which is the same and stays simple. Not thread-safe.
 */
final class NameConstraints {
  /** More comparisons than any honest path needs; beyond it the path is refused. */
  private static final int MAX_COMPARISONS = 100_000;

  private final List<OneCa> constraints = new ArrayList<>();
  private int comparisons;

  private record OneCa(List<Subtree> permitted, List<Subtree> excluded) {}

  /** §6.1.4 (g): adds the constraints of a CA, if it has any. */
  void add(X509 ca) throws MalformedDataException {
    org.bouncycastle.asn1.x509.NameConstraints value =
        ca.value(
            Extension.nameConstraints, org.bouncycastle.asn1.x509.NameConstraints::getInstance);
    if (value == null) {
      return;
    }
    List<Subtree> permitted = subtrees(value.getPermittedSubtrees());
    List<Subtree> excluded = subtrees(value.getExcludedSubtrees());
    if (permitted.isEmpty() && excluded.isEmpty()) {
      throw new MalformedDataException("name constraints are empty");
    }
    constraints.add(new OneCa(permitted, excluded));
  }

  private static List<Subtree> subtrees(GeneralSubtree @Nullable [] values)
      throws MalformedDataException {
    List<Subtree> subtrees = new ArrayList<>();
    if (values != null) {
      for (GeneralSubtree value : values) {
        // §4.2.1.10: minimum MUST be zero, and maximum MUST be absent
        if (value.getMinimum().signum() != 0 || value.getMaximum() != null) {
          throw new MalformedDataException("a name constraint has a minimum or maximum");
        }
        subtrees.add(Subtree.of(value.getBase()));
      }
    }
    return subtrees;
  }

  /** §6.1.3 (b), (c): every name of the certificate is permitted and none is excluded. */
  void check(X509 certificate) throws Violation, MalformedDataException {
    if (constraints.isEmpty()) {
      return;
    }
    for (GeneralName name : namesOf(certificate)) {
      for (OneCa ca : constraints) {
        String broken = broken(name, ca);
        if (broken != null) {
          throw Violation.constraint(certificate, broken);
        }
      }
    }
  }

  private @Nullable String broken(GeneralName name, OneCa ca) throws MalformedDataException {
    boolean constrained = false;
    boolean permitted = false;
    for (Subtree subtree : ca.permitted) {
      count();
      if (subtree.isOfKind(name)) {
        constrained = true;
        permitted |= subtree.containsAll(name);
      }
    }
    if (constrained && !permitted) {
      return "a name is outside the permitted names of its CA";
    }
    for (Subtree subtree : ca.excluded) {
      count();
      if (subtree.isOfKind(name) && subtree.touches(name)) {
        return "a name is excluded by its CA";
      }
    }
    return null;
  }

  private void count() throws MalformedDataException {
    if (++comparisons > MAX_COMPARISONS) {
      throw new MalformedDataException("more name constraints than are worth checking");
    }
  }

  /** The subject, its e-mail addresses where no alternative name has one, and the alternatives. */
  private static List<GeneralName> namesOf(X509 certificate) throws MalformedDataException {
    List<GeneralName> names = new ArrayList<>();
    if (!certificate.subject().isEmpty()) {
      names.add(new GeneralName(certificate.tbs().getSubject()));
    }
    GeneralNames alternatives =
        certificate.value(Extension.subjectAlternativeName, GeneralNames::getInstance);
    if (alternatives != null) {
      names.addAll(List.of(alternatives.getNames()));
      return names;
    }
    for (RDN rdn : certificate.tbs().getSubject().getRDNs()) {
      for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
        if (attribute.getType().equals(PKCSObjectIdentifiers.pkcs_9_at_emailAddress)) {
          names.add(
              new GeneralName(
                  GeneralName.rfc822Name, IETFUtils.valueToString(attribute.getValue())));
        }
      }
    }
    return names;
  }
}
