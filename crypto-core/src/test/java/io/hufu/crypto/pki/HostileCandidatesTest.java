package io.hufu.crypto.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.pki.PathResult.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Candidates come from documents: whoever presents one chooses them. The timeouts mean "hangs". */
@Timeout(120)
class HostileCandidatesTest {
  private static final AlgorithmIdentifier SM2 =
      AlgorithmIdentifier.getInstance(SignatureAlgorithm.SM2_SM3.algorithmIdentifier());

  private final PathValidator validator = new PathValidator(12);
  private final Pilot pilot;
  private final List<Certificate> anchors;
  private final Certificate leaf;

  HostileCandidatesTest() throws Exception {
    pilot = new Pilot(SignatureAlgorithm.SM2_SM3);
    anchors = List.of(pilot.root.certificate());
    leaf = pilot.signer.certificate();
  }

  private static SigningKey key() {
    return SigningKey.generate(SignatureAlgorithm.SM2_SM3, Pilot.RANDOM);
  }

  @Test
  void the_order_and_number_of_candidates_do_not_matter() throws Exception {
    List<Certificate> candidates = new ArrayList<>();
    SigningKey other = key();
    for (int i = 0; i < 2_000; i++) {
      candidates.add(
          new RawCertificate("CN=x" + i, other.verificationKey())
              .ca()
              .unsigned("CN=x" + (i + 1), SM2));
    }
    candidates.add(pilot.ca.certificate());
    candidates.addAll(candidates.subList(0, 500));
    long seed = System.nanoTime();
    Collections.shuffle(candidates, new Random(seed));
    assertThat(validator.validate(leaf, candidates, anchors, Pilot.AT).valid())
        .as("seed %d", seed)
        .isTrue();
  }

  @Test
  void certificates_that_certify_each_other_end_without_path() throws Exception {
    SigningKey a = key();
    SigningKey b = key();
    SigningKey c = key();
    Certificate bogusLeaf = new RawCertificate("CN=leaf", c.verificationKey()).signedBy("CN=a", a);
    List<Certificate> loop =
        List.of(
            new RawCertificate("CN=a", a.verificationKey()).ca().signedBy("CN=b", b),
            new RawCertificate("CN=b", b.verificationKey()).ca().signedBy("CN=a", a),
            new RawCertificate("CN=a", a.verificationKey()).ca().signedBy("CN=a", a));
    PathResult result = new PathValidator(10_000).validate(bogusLeaf, loop, anchors, Pilot.AT);
    assertThat(result.problem()).isEqualTo(Problem.NO_PATH);
    assertThat(result.detail()).as("the search came to its own end").startsWith("no listed root");
  }

  @Test
  void a_way_out_of_a_loop_is_found() throws Exception {
    SigningKey a = key();
    SigningKey b = key();
    String root = "CN=r";
    SigningKey r = key();
    Certificate anchor = new RawCertificate(root, r.verificationKey()).ca().signedBy(root, r);
    Certificate end = new RawCertificate("CN=leaf", key().verificationKey()).signedBy("CN=a", a);
    List<Certificate> graph =
        List.of(
            new RawCertificate("CN=a", a.verificationKey()).ca().signedBy("CN=b", b),
            new RawCertificate("CN=b", b.verificationKey()).ca().signedBy("CN=a", a),
            new RawCertificate("CN=b", b.verificationKey()).ca().signedBy(root, r));
    PathResult result = validator.validate(end, graph, List.of(anchor), Pilot.AT);
    assertThat(result.detail()).isEmpty();
    assertThat(result.path()).hasSize(4);
  }

  @Test
  void a_complete_graph_of_cross_certificates_ends_in_no_path() throws Exception {
    List<SigningKey> keys = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      keys.add(key());
    }
    List<Certificate> graph = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      for (int j = 0; j < keys.size(); j++) {
        graph.add(
            new RawCertificate("CN=k" + i, keys.get(i).verificationKey())
                .ca()
                .signedBy("CN=k" + j, keys.get(j)));
      }
    }
    Certificate end =
        new RawCertificate("CN=leaf", key().verificationKey()).signedBy("CN=k0", keys.get(0));
    PathResult result = validator.validate(end, graph, anchors, Pilot.AT);
    assertThat(result.problem()).isEqualTo(Problem.NO_PATH);
    assertThat(result.detail()).contains("too many");
  }

  @Test
  void namesakes_with_other_keys_cannot_hide_the_path_nor_fake_a_bad_signature() throws Exception {
    Certificate ca = pilot.ca.certificate();
    List<Certificate> namesakes = namesakes(300);
    PathResult without = validator.validate(leaf, namesakes, anchors, Pilot.AT);
    assertThat(without.problem()).isEqualTo(Problem.NO_PATH);

    namesakes.add(ca);
    assertThat(validator.validate(leaf, namesakes, anchors, Pilot.AT).valid()).isTrue();
  }

  @Test
  void too_many_namesakes_end_the_search() throws Exception {
    PathResult result =
        validator.validate(leaf, namesakes(PathSearch.MAX_SIGNATURES + 1), anchors, Pilot.AT);
    assertThat(result.problem()).isEqualTo(Problem.NO_PATH);
    assertThat(result.detail()).contains("too many");
  }

  /** Certificates with the CA's name and key identifier and some other key. */
  private List<Certificate> namesakes(int count) throws Exception {
    Certificate ca = pilot.ca.certificate();
    SubjectKeyIdentifier id = new SubjectKeyIdentifier(ca.subjectKeyId().orElseThrow());
    List<Certificate> namesakes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      namesakes.add(
          new RawCertificate("C=CN,O=虎符试点,CN=试点运营CA", key().verificationKey())
              .ca()
              .with(Extension.subjectKeyIdentifier, false, id)
              .unsigned("CN=none", SM2));
    }
    return namesakes;
  }

  @Test
  void a_leaf_altered_after_signing_has_a_bad_signature() throws Exception {
    byte[] der = leaf.der();
    der[der.length - 1] ^= 1;
    Certificate altered = Certificate.fromDer(der);
    PathResult result =
        validator.validate(altered, List.of(pilot.ca.certificate()), anchors, Pilot.AT);
    assertThat(result.problem()).isEqualTo(Problem.BAD_SIGNATURE);
    assertThat(result.path())
        .containsExactly(altered, pilot.ca.certificate(), pilot.root.certificate());
  }

  @Test
  void an_altered_candidate_is_as_good_as_none() throws Exception {
    byte[] der = pilot.ca.certificate().der();
    der[der.length - 1] ^= 1;
    PathResult result =
        validator.validate(leaf, List.of(Certificate.fromDer(der)), anchors, Pilot.AT);
    assertThat(result.problem()).isEqualTo(Problem.NO_PATH);
  }

  @Test
  void a_path_longer_than_allowed_is_not_built() throws Exception {
    List<Certificate> candidates = List.of(pilot.ca.certificate());
    assertThat(new PathValidator(3).validate(leaf, candidates, anchors, Pilot.AT).valid()).isTrue();
    assertThat(new PathValidator(2).validate(leaf, candidates, anchors, Pilot.AT).problem())
        .isEqualTo(Problem.NO_PATH);
  }

  @Test
  void an_expired_renewal_does_not_hide_the_certificate_in_force() throws Exception {
    Certificate old =
        new CertificateBuilder(
                Profile.CA, pilot.ca.certificate().subject(), pilot.ca.verificationKey())
            .validity(Pilot.FROM.minus(Duration.ofDays(30)), Pilot.FROM)
            .signedBy(pilot.root);
    List<Certificate> both = List.of(old, pilot.ca.certificate());
    assertThat(validator.validate(leaf, both, anchors, Pilot.AT).valid()).isTrue();
    PathResult result = validator.validate(leaf, List.of(old), anchors, Pilot.AT);
    assertThat(result.problem()).isEqualTo(Problem.EXPIRED);
  }

  @Test
  void expiry_is_only_said_when_nothing_else_is_wrong() throws Exception {
    SigningKey end = key();
    Certificate byLeaf =
        new RawCertificate("CN=below", end.verificationKey())
            .with(
                Extension.authorityKeyIdentifier,
                false,
                new AuthorityKeyIdentifier(leaf.subjectKeyId().orElseThrow()))
            .with(Extension.subjectKeyIdentifier, false, new DEROctetString(new byte[20]))
            .signedBy("C=CN,CN=试点发证机关", pilot.signer);
    PathResult result =
        validator.validate(
            byLeaf,
            List.of(leaf, pilot.ca.certificate()),
            anchors,
            Pilot.TO.plus(Duration.ofDays(1)));
    assertThat(result.problem()).isEqualTo(Problem.CONSTRAINT);
  }
}
