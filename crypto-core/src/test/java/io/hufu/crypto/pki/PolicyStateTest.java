package io.hufu.crypto.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.PathResult.Problem;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.CertPolicyId;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyMappings;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Certificate policies, judged against the library's own path validator on random chains. */
class PolicyStateTest {
  private static final String ANY = "2.5.29.32.0";
  private static final String A = "1.2.3.1";
  private static final String B = "1.2.3.2";
  private static final String C = "1.2.3.3";
  private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

  private final List<SigningKey> keys = new ArrayList<>();
  private final Certificate root;

  PolicyStateTest() throws Exception {
    for (int i = 0; i < 5; i++) {
      keys.add(SigningKey.generate(SignatureAlgorithm.ES256, Pilot.RANDOM));
    }
    root =
        new RawCertificate("CN=0", keys.get(0).verificationKey())
            .ca()
            .signedBy("CN=0", keys.get(0));
  }

  /** The certificate {@code index} steps below the root; its issuer is the one above. */
  private RawCertificate below(int index) {
    return new RawCertificate("CN=" + index, keys.get(index).verificationKey());
  }

  private Certificate issued(RawCertificate raw, int index) throws Exception {
    return raw.signedBy("CN=" + (index - 1), keys.get(index - 1));
  }

  private static CertificatePolicies policies(String... oids) {
    PolicyInformation[] all = new PolicyInformation[oids.length];
    for (int i = 0; i < oids.length; i++) {
      all[i] = new PolicyInformation(new ASN1ObjectIdentifier(oids[i]));
    }
    return new CertificatePolicies(all);
  }

  private static PolicyMappings mapping(String from, String to) {
    return new PolicyMappings(
        CertPolicyId.getInstance(new ASN1ObjectIdentifier(from)),
        CertPolicyId.getInstance(new ASN1ObjectIdentifier(to)));
  }

  private static PolicyConstraints constraints(int explicit, int inhibitMapping) {
    return new PolicyConstraints(
        explicit < 0 ? null : BigInteger.valueOf(explicit),
        inhibitMapping < 0 ? null : BigInteger.valueOf(inhibitMapping));
  }

  private Problem problem(List<Certificate> rootFirst) {
    Certificate leaf = rootFirst.get(rootFirst.size() - 1);
    return new PathValidator(12).validate(leaf, rootFirst, List.of(root), Pilot.AT).problem();
  }

  @Test
  void a_required_policy_must_be_there() throws Exception {
    Certificate ca =
        issued(
            below(1)
                .ca()
                .with(Extension.certificatePolicies, false, policies(A))
                .with(Extension.policyConstraints, true, constraints(0, -1)),
            1);
    Certificate with = issued(below(2).with(Extension.certificatePolicies, false, policies(A)), 2);
    Certificate other = issued(below(2).with(Extension.certificatePolicies, false, policies(B)), 2);
    Certificate without = issued(below(2), 2);
    assertThat(problem(List.of(root, ca, with))).isNull();
    assertThat(problem(List.of(root, ca, other))).isEqualTo(Problem.CONSTRAINT);
    assertThat(problem(List.of(root, ca, without))).isEqualTo(Problem.CONSTRAINT);
  }

  /**
   * Where a policy is reached on two ways, the library may map only one of them and so accept a
   * chain that RFC 5280 refuses (one in some ten thousand of these): there the tree alone is asked.
   */
  @Test
  void random_chains_are_judged_as_the_tree_of_RFC_5280_and_as_the_library_judge_them()
      throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int valid = 0;
    for (int i = 0; i < 300; i++) {
      List<Certificate> chain = randomChain(random);
      PolicyTree tree = new PolicyTree(chain.subList(1, chain.size()));
      boolean ours = problem(chain) == null;
      assertThat(ours).as("seed %d, chain %d", seed, i).isEqualTo(tree.isValid());
      if (!tree.hadTwins()) {
        assertThat(ours).as("seed %d, chain %d", seed, i).isEqualTo(libraryAccepts(chain));
      }
      valid += ours ? 1 : 0;
    }
    assertThat(valid).as("both outcomes occur, seed %d", seed).isBetween(30, 270);
  }

  /** RFC 5280 §6.1.4 (b)(1) maps every node of a policy. */
  @Test
  void a_policy_that_is_reached_on_two_ways_is_mapped_on_both() throws Exception {
    List<Certificate> chain = new ArrayList<>(List.of(root));
    chain.add(
        issued(
            below(1)
                .ca()
                .with(Extension.policyMappings, true, mapping(A, B))
                .with(Extension.certificatePolicies, false, policies(A, B)),
            1));
    chain.add(
        issued(
            below(2)
                .ca()
                .with(Extension.policyMappings, true, mapping(B, C))
                .with(Extension.certificatePolicies, false, policies(B)),
            2));
    chain.add(
        issued(
            below(3)
                .ca()
                .with(Extension.policyConstraints, true, constraints(0, -1))
                .with(Extension.certificatePolicies, false, policies(B)),
            3));
    chain.add(issued(below(4).with(Extension.certificatePolicies, false, policies(ANY)), 4));
    assertThat(problem(chain)).isEqualTo(Problem.CONSTRAINT);
    assertThat(new PolicyTree(chain.subList(1, 5)).isValid()).isFalse();
  }

  private List<Certificate> randomChain(Random random) throws Exception {
    List<Certificate> chain = new ArrayList<>(List.of(root));
    int length = 2 + random.nextInt(3);
    for (int i = 1; i <= length; i++) {
      RawCertificate raw = below(i);
      if (i < length) {
        raw.ca();
        constrain(raw, random);
      }
      if (random.nextInt(8) != 0) {
        raw.with(Extension.certificatePolicies, false, randomPolicies(random));
      }
      chain.add(issued(raw, i));
    }
    return chain;
  }

  private static void constrain(RawCertificate raw, Random random) {
    if (random.nextInt(2) == 0) {
      raw.with(
          Extension.policyConstraints, true, constraints(random.nextInt(3), random.nextInt(4) - 1));
    }
    if (random.nextInt(4) == 0) {
      raw.with(Extension.inhibitAnyPolicy, true, new ASN1Integer(random.nextInt(2)));
    }
    if (random.nextInt(3) == 0) {
      String[] some = {A, B, C};
      raw.with(
          Extension.policyMappings,
          true,
          mapping(some[random.nextInt(3)], some[random.nextInt(3)]));
    }
  }

  private static CertificatePolicies randomPolicies(Random random) {
    List<String> chosen = new ArrayList<>();
    for (String oid : List.of(A, B, C)) {
      if (random.nextInt(2) == 0) {
        chosen.add(oid);
      }
    }
    if (chosen.isEmpty() || random.nextInt(4) == 0) {
      chosen.add(ANY);
    }
    return policies(chosen.toArray(new String[0]));
  }

  private static boolean libraryAccepts(List<Certificate> rootFirst) throws Exception {
    CertificateFactory factory = CertificateFactory.getInstance("X.509", PROVIDER);
    List<X509Certificate> path = new ArrayList<>();
    for (Certificate certificate : rootFirst) {
      path.add(
          0,
          (X509Certificate)
              factory.generateCertificate(new ByteArrayInputStream(certificate.der())));
    }
    X509Certificate anchor = path.remove(path.size() - 1);
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(Pilot.AT));
    try {
      CertPathValidator.getInstance("PKIX", PROVIDER)
          .validate(factory.generateCertPath(path), parameters);
      return true;
    } catch (CertPathValidatorException e) {
      return false;
    }
  }

  /** The tree of RFC 5280 doubles at each of these levels (RFC 9618 §3.1). */
  @Test
  @Timeout(60)
  void policies_that_would_grow_a_tree_exponentially_are_judged_quickly() throws Exception {
    int levels = 10;
    int width = 60;
    List<SigningKey> chainKeys = new ArrayList<>(List.of(keys.get(0)));
    List<Certificate> chain = new ArrayList<>(List.of(root));
    for (int i = 1; i <= levels; i++) {
      SigningKey key = SigningKey.generate(SignatureAlgorithm.ES256, Pilot.RANDOM);
      ASN1EncodableVector pairs = new ASN1EncodableVector();
      String[] oids = new String[width];
      for (int p = 0; p < width; p++) {
        oids[p] = "1.2.3." + p;
        for (int q = 0; q < width; q++) {
          pairs.add(
              new DERSequence(
                  new ASN1ObjectIdentifier[] {
                    new ASN1ObjectIdentifier(oids[p]), new ASN1ObjectIdentifier("1.2.3." + q)
                  }));
        }
      }
      RawCertificate raw =
          new RawCertificate("CN=" + i, key.verificationKey())
              .with(Extension.certificatePolicies, false, policies(oids));
      if (i < levels) {
        raw.ca().with(Extension.policyMappings, true, new DERSequence(pairs));
      }
      chain.add(raw.signedBy("CN=" + (i - 1), chainKeys.get(i - 1)));
      chainKeys.add(key);
    }
    assertThat(problem(chain)).isNull();
  }
}
