package io.hufu.crypto.pki;

import io.hufu.crypto.MalformedDataException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.jspecify.annotations.Nullable;

/**
 * Certificate policies along one path (RFC 5280 §6.1.2 (a), (d)–(f), §6.1.3 (d)–(f), §6.1.4,
 * §6.1.5).
 *
 * <p>Any policy satisfies the caller, so only one question remains: whether a path that must have a
 * policy has one. For that the deepest level of the graph of RFC 9618 is enough: work and memory
 * stay linear where the tree of RFC 5280 grows exponentially. Not thread-safe.
 */
final class PolicyState {
  private static final String ANY = "2.5.29.32.0";

  /** Valid policies of the last certificate with what is expected next; null: no policy is left. */
  private @Nullable Map<String, Set<String>> level = Map.of(ANY, Set.of(ANY));

  private int explicitPolicy;
  private int policyMapping;
  private int inhibitAnyPolicy;

  /** Starts for a path of {@code length} certificates, the anchor not counted. */
  PolicyState(int length) {
    explicitPolicy = length + 1;
    policyMapping = length + 1;
    inhibitAnyPolicy = length + 1;
  }

  /** §6.1.3 (d)–(f). */
  void process(X509 certificate, boolean last) throws Violation, MalformedDataException {
    CertificatePolicies policies =
        certificate.value(Extension.certificatePolicies, CertificatePolicies::getInstance);
    // steps (d), (e)
    boolean anyAllowed = inhibitAnyPolicy > 0 || (!last && certificate.isSelfIssued());
    level = policies == null || level == null ? null : next(level, oids(policies), anyAllowed);
    // step (f)
    if (explicitPolicy == 0 && level == null) {
      throw Violation.constraint(certificate, "an explicit policy is required and none is valid");
    }
  }

  /** §6.1.4 (a), (b), (h)–(j). */
  void prepareNext(X509 certificate) throws Violation, MalformedDataException {
    Map<String, Set<String>> mappings = mappings(certificate);
    // step (b)
    if (level != null && !mappings.isEmpty()) {
      level = policyMapping > 0 ? mapped(level, mappings) : unmapped(level, mappings);
    }
    // step (h)
    if (!certificate.isSelfIssued()) {
      explicitPolicy = Math.max(0, explicitPolicy - 1);
      policyMapping = Math.max(0, policyMapping - 1);
      inhibitAnyPolicy = Math.max(0, inhibitAnyPolicy - 1);
    }
    // step (i)
    PolicyConstraints constraints =
        certificate.value(Extension.policyConstraints, PolicyConstraints::getInstance);
    if (constraints != null) {
      explicitPolicy = lower(explicitPolicy, constraints.getRequireExplicitPolicyMapping());
      policyMapping = lower(policyMapping, constraints.getInhibitPolicyMapping());
    }
    // step (j)
    ASN1Integer inhibit = certificate.value(Extension.inhibitAnyPolicy, ASN1Integer::getInstance);
    inhibitAnyPolicy = lower(inhibitAnyPolicy, inhibit == null ? null : inhibit.getValue());
  }

  /** §6.1.5 (a), (b), (g), with any-policy as the user's initial set. */
  void wrapUp(X509 certificate) throws Violation, MalformedDataException {
    // step (a)
    explicitPolicy = Math.max(0, explicitPolicy - 1);
    // step (b)
    PolicyConstraints constraints =
        certificate.value(Extension.policyConstraints, PolicyConstraints::getInstance);
    if (constraints != null
        && BigInteger.ZERO.equals(constraints.getRequireExplicitPolicyMapping())) {
      explicitPolicy = 0;
    }
    // step (g)
    if (explicitPolicy == 0 && level == null) {
      throw Violation.constraint(certificate, "an explicit policy is required and none is valid");
    }
  }

  /** RFC 9618 §5.3 (d)(1)–(3): the next level; null when nothing is left (pruned to the root). */
  private static @Nullable Map<String, Set<String>> next(
      Map<String, Set<String>> level, List<String> policies, boolean anyAllowed) {
    Set<String> expected = new HashSet<>();
    level.values().forEach(expected::addAll);
    Map<String, Set<String>> next = new LinkedHashMap<>();
    for (String policy : policies) {
      // (1)(i) an expected policy, (1)(ii) any policy above
      if (!policy.equals(ANY) && (expected.contains(policy) || level.containsKey(ANY))) {
        next.put(policy, Set.of(policy));
      }
    }
    // (2) anyPolicy stands for every expected policy not named
    if (anyAllowed && policies.contains(ANY)) {
      expected.forEach(policy -> next.putIfAbsent(policy, Set.of(policy)));
    }
    return next.isEmpty() ? null : next;
  }

  /** §6.1.4 (b)(1). */
  private static Map<String, Set<String>> mapped(
      Map<String, Set<String>> level, Map<String, Set<String>> mappings) {
    Map<String, Set<String>> next = new LinkedHashMap<>(level);
    mappings.forEach(
        (issuerDomain, subjectDomains) -> {
          if (level.containsKey(issuerDomain) || level.containsKey(ANY)) {
            next.put(issuerDomain, subjectDomains);
          }
        });
    return next;
  }

  /** §6.1.4 (b)(2). */
  private static @Nullable Map<String, Set<String>> unmapped(
      Map<String, Set<String>> level, Map<String, Set<String>> mappings) {
    Map<String, Set<String>> next = new LinkedHashMap<>(level);
    next.keySet().removeAll(mappings.keySet());
    return next.isEmpty() ? null : next;
  }

  private static List<String> oids(CertificatePolicies policies) throws MalformedDataException {
    List<String> oids = new ArrayList<>();
    for (PolicyInformation policy : policies.getPolicyInformation()) {
      oids.add(policy.getPolicyIdentifier().getId());
    }
    if (oids.isEmpty() || new HashSet<>(oids).size() != oids.size()) {
      throw new MalformedDataException("certificate policies are empty or name one twice");
    }
    return oids;
  }

  /** §4.2.1.5; step (a): anyPolicy must not be mapped. */
  private static Map<String, Set<String>> mappings(X509 certificate)
      throws Violation, MalformedDataException {
    Map<String, Set<String>> mappings = new HashMap<>();
    ASN1Sequence pairs = certificate.value(Extension.policyMappings, ASN1Sequence::getInstance);
    if (pairs == null) {
      return mappings;
    }
    for (int i = 0; i < pairs.size(); i++) {
      ASN1Sequence pair = ASN1Sequence.getInstance(pairs.getObjectAt(i));
      String from = ASN1ObjectIdentifier.getInstance(pair.getObjectAt(0)).getId();
      String to = ASN1ObjectIdentifier.getInstance(pair.getObjectAt(1)).getId();
      if (from.equals(ANY) || to.equals(ANY)) {
        throw Violation.constraint(certificate, "anyPolicy is mapped");
      }
      mappings.computeIfAbsent(from, unused -> new HashSet<>()).add(to);
    }
    return mappings;
  }

  private static int lower(int current, @Nullable BigInteger limit) throws MalformedDataException {
    if (limit == null) {
      return current;
    }
    if (limit.signum() < 0) {
      throw new MalformedDataException("a number of certificates to skip is negative");
    }
    return limit.min(BigInteger.valueOf(current)).intValue();
  }
}
