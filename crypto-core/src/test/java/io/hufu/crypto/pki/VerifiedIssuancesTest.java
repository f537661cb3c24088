package io.hufu.crypto.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SignatureAlgorithm;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifiedIssuancesTest {
  private final Pilot pilot = new Pilot(SignatureAlgorithm.SM2_SM3);
  private final Certificate signer = pilot.signer.certificate();
  private final Certificate ca = pilot.ca.certificate();

  VerifiedIssuancesTest() throws Exception {}

  /** A certificate whose signature has another last byte. */
  private static Certificate altered(Certificate certificate, int by) throws Exception {
    byte[] der = certificate.der();
    der[der.length - 1] ^= (byte) by;
    return Certificate.fromDer(der);
  }

  @Test
  void an_answer_is_the_same_when_it_is_remembered() throws Exception {
    VerifiedIssuances issuances = new VerifiedIssuances(8);
    for (int round = 0; round < 2; round++) {
      assertThat(issuances.isSignedBy(signer, ca)).isTrue();
      assertThat(issuances.isSignedBy(signer, pilot.root.certificate())).isFalse();
      assertThat(issuances.isSignedBy(altered(signer, 1), ca)).isFalse();
    }
    assertThat(issuances.size()).isEqualTo(3);
  }

  @Test
  void however_much_is_offered_no_more_than_the_bound_is_held() throws Exception {
    VerifiedIssuances issuances = new VerifiedIssuances(8);
    for (int i = 1; i <= 50; i++) {
      assertThat(issuances.isSignedBy(altered(signer, i), ca)).as("flip %d", i).isFalse();
      assertThat(issuances.size()).isBetween(1, 8);
    }
    assertThat(issuances.isSignedBy(signer, ca)).isTrue();
  }

  @Test
  void a_validator_that_knows_the_good_certificate_refuses_the_altered_one() throws Exception {
    PathValidator validator = new PathValidator(12);
    List<Certificate> candidates = List.of(ca);
    List<Certificate> anchors = List.of(pilot.root.certificate());
    for (int round = 0; round < 2; round++) {
      assertThat(validator.validate(signer, candidates, anchors, Pilot.AT).valid()).isTrue();
      assertThat(validator.validate(altered(signer, 1), candidates, anchors, Pilot.AT).problem())
          .isEqualTo(PathResult.Problem.BAD_SIGNATURE);
    }
  }
}
