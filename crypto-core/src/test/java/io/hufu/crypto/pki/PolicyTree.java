package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;

/**
 * The policy tree of RFC 5280 §6.1, node by node as the text has it, exponential as it is there.
 *
 * <p>For small chains of names that are not self-issued; the user takes any policy.
 */
final class PolicyTree {
  private static final String ANY = "2.5.29.32.0";

  /** A node; its depth is that of its list. */
  private static final class Node {
    final Node parent;
    final String valid;
    Set<String> expected;

    Node(Node parent, String valid) {
      this.parent = parent;
      this.valid = valid;
      this.expected = Set.of(valid);
    }
  }

  private List<Node> level = new ArrayList<>(List.of(new Node(null, ANY)));
  private int explicitPolicy;
  private int policyMapping;
  private int inhibitAny;
  private boolean twins;
  private boolean valid = true;

  /** Walks a path below its anchor, root first. */
  PolicyTree(List<Certificate> path) {
    int n = path.size();
    explicitPolicy = n + 1;
    policyMapping = n + 1;
    inhibitAny = n + 1;
    for (int i = 1; i <= n && valid; i++) {
      Extensions extensions =
          org.bouncycastle.asn1.x509.Certificate.getInstance(path.get(i - 1).der())
              .getTBSCertificate()
              .getExtensions();
      process(extensions);
      if (i < n) {
        prepare(extensions);
      }
    }
    // §6.1.5 (a), (g)
    valid &= explicitPolicy > 1 || !level.isEmpty();
  }

  boolean isValid() {
    return valid;
  }

  /** Tells whether one depth had two nodes of one policy: the library may map only one of them. */
  boolean hadTwins() {
    return twins;
  }

  private static <T> T value(Extensions all, ASN1ObjectIdentifier type, Class<T> kind) {
    Object parsed = all == null ? null : all.getExtensionParsedValue(type);
    try {
      return parsed == null
          ? null
          : kind.cast(kind.getMethod("getInstance", Object.class).invoke(null, parsed));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void process(Extensions extensions) {
    CertificatePolicies policies =
        value(extensions, Extension.certificatePolicies, CertificatePolicies.class);
    List<Node> next = new ArrayList<>();
    if (policies != null) {
      List<String> oids = new ArrayList<>();
      for (PolicyInformation each : policies.getPolicyInformation()) {
        oids.add(each.getPolicyIdentifier().getId());
      }
      // §6.1.3 (d)(1)
      for (String oid : oids) {
        if (!oid.equals(ANY)) {
          addNamed(oid, next);
        }
      }
      // (d)(2)
      if (oids.contains(ANY) && inhibitAny > 0) {
        for (Node parent : level) {
          for (String expected : parent.expected) {
            if (next.stream().noneMatch(c -> c.parent == parent && c.valid.equals(expected))) {
              next.add(new Node(parent, expected));
            }
          }
        }
      }
    }
    // (d)(3): only whether anything is left at the deepest level counts; (e): no policies, no tree
    level = next;
    noteTwins();
    // (f)
    valid &= explicitPolicy > 0 || !level.isEmpty();
  }

  private void addNamed(String oid, List<Node> next) {
    boolean matched = false;
    for (Node parent : level) {
      if (parent.expected.contains(oid)) {
        next.add(new Node(parent, oid));
        matched = true;
      }
    }
    if (!matched) {
      level.stream()
          .filter(parent -> parent.valid.equals(ANY))
          .forEach(parent -> next.add(new Node(parent, oid)));
    }
  }

  private void noteTwins() {
    Set<String> seen = new HashSet<>();
    for (Node node : level) {
      twins |= !seen.add(node.valid);
    }
  }

  private void prepare(Extensions extensions) {
    ASN1Sequence mappings = value(extensions, Extension.policyMappings, ASN1Sequence.class);
    if (mappings != null) {
      // the chains here map one policy, once
      ASN1Sequence pair = ASN1Sequence.getInstance(mappings.getObjectAt(0));
      map(pair.getObjectAt(0).toString(), pair.getObjectAt(1).toString());
    }
    // §6.1.4 (h)
    explicitPolicy = Math.max(0, explicitPolicy - 1);
    policyMapping = Math.max(0, policyMapping - 1);
    inhibitAny = Math.max(0, inhibitAny - 1);
    // (i), (j)
    PolicyConstraints constraints =
        value(extensions, Extension.policyConstraints, PolicyConstraints.class);
    if (constraints != null) {
      explicitPolicy = lower(explicitPolicy, constraints.getRequireExplicitPolicyMapping());
      policyMapping = lower(policyMapping, constraints.getInhibitPolicyMapping());
    }
    ASN1Integer inhibit = value(extensions, Extension.inhibitAnyPolicy, ASN1Integer.class);
    inhibitAny = lower(inhibitAny, inhibit == null ? null : inhibit.getValue());
  }

  /** §6.1.4 (b). */
  private void map(String issuerDomain, String subjectDomain) {
    boolean any = level.stream().anyMatch(node -> node.valid.equals(ANY));
    List<Node> same = level.stream().filter(node -> node.valid.equals(issuerDomain)).toList();
    if (policyMapping == 0) {
      level.removeAll(same);
    } else if (!same.isEmpty()) {
      same.forEach(node -> node.expected = Set.of(subjectDomain));
    } else if (any) {
      Node made = new Node(null, issuerDomain);
      made.expected = Set.of(subjectDomain);
      level.add(made);
    }
  }

  private static int lower(int current, BigInteger limit) {
    return limit == null ? current : Math.min(current, limit.intValueExact());
  }
}
