package io.hufu.crypto.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.pki.PathResult.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PathValidatorTest {
  private final PathValidator validator = new PathValidator(12);

  private static List<Certificate> certificates(SigningKey... keys) {
    List<Certificate> certificates = new ArrayList<>();
    for (SigningKey key : keys) {
      certificates.add(key.certificate());
    }
    return certificates;
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void a_chain_to_a_listed_root_is_valid(SignatureAlgorithm algorithm) throws Exception {
    Pilot pilot = new Pilot(algorithm);

    PathResult result =
        validator.validate(
            pilot.signer.certificate(),
            certificates(pilot.signer, pilot.root, pilot.ca),
            certificates(pilot.root),
            Pilot.AT);

    assertThat(result.detail()).isEmpty();
    assertThat(result.valid()).isTrue();
    assertThat(result.path())
        .containsExactlyElementsOf(certificates(pilot.signer, pilot.ca, pilot.root));
  }

  @Test
  void a_certificate_that_is_listed_itself_needs_no_issuer() throws Exception {
    Pilot pilot = new Pilot(SignatureAlgorithm.SM2_SM3);
    PathResult result =
        validator.validate(
            pilot.signer.certificate(), List.of(), certificates(pilot.signer), Pilot.AT);
    assertThat(result.valid()).isTrue();
    assertThat(result.path()).containsExactly(pilot.signer.certificate());
  }

  @Test
  void a_chain_to_a_root_that_is_not_listed_has_no_path() throws Exception {
    Pilot pilot = new Pilot(SignatureAlgorithm.SM2_SM3);
    Pilot twin = new Pilot(SignatureAlgorithm.SM2_SM3);
    PathResult result =
        validator.validate(
            pilot.signer.certificate(),
            certificates(pilot.ca, pilot.root),
            certificates(twin.root),
            Pilot.AT);
    assertThat(result.problem()).isEqualTo(Problem.NO_PATH);
  }

  @Test
  void both_ends_of_the_period_are_inside() throws Exception {
    Pilot pilot = new Pilot(SignatureAlgorithm.SM2_SM3);
    assertThat(problemAt(pilot, Pilot.FROM)).isNull();
    assertThat(problemAt(pilot, Pilot.FROM.minusMillis(1))).isEqualTo(Problem.NOT_YET_VALID);
    assertThat(problemAt(pilot, Pilot.TO.plusMillis(999))).isNull();
    assertThat(problemAt(pilot, Pilot.TO.plusSeconds(1))).isEqualTo(Problem.EXPIRED);
  }

  private Problem problemAt(Pilot pilot, Instant at) {
    return validator
        .validate(pilot.signer.certificate(), certificates(pilot.ca), certificates(pilot.root), at)
        .problem();
  }

  @Test
  void an_expired_anchor_vouches_for_nothing() throws Exception {
    SigningKey root = SigningKey.generate(SignatureAlgorithm.SM2_SM3, Pilot.RANDOM);
    Certificate old =
        new CertificateBuilder(Profile.ROOT, "CN=旧根", root.verificationKey())
            .validity(Pilot.FROM.minus(Duration.ofDays(400)), Pilot.FROM)
            .selfSigned(root);
    SigningKey leaf = Pilot.issue(root.withChain(List.of(old)), Profile.SIGNER, "CN=签发");
    PathResult result = validator.validate(leaf.certificate(), List.of(), List.of(old), Pilot.AT);
    assertThat(result.problem()).isEqualTo(Problem.EXPIRED);
    assertThat(result.detail()).contains("CN=旧根");
  }
}
