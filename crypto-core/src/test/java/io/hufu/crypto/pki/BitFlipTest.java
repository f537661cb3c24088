package io.hufu.crypto.pki;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.BitFlips;
import io.hufu.crypto.BitFlips.Judge;
import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.pki.RevocationStatus.State;
import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.crypto.tsp.TimeStampToken;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No flipped bit of a signed structure leaves it valid, and none meets an exception but ours. */
class BitFlipTest {
  private static final Clock CLOCK = Clock.fixed(Pilot.AT, ZoneOffset.UTC);
  private static final Instant WEEK_LATER = Pilot.AT.plusSeconds(7 * 86_400);

  private record Case(byte[] good, Judge judge) {}

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void one_flipped_bit_in_each_byte_invalidates(SignatureAlgorithm algorithm) throws Exception {
    for (Map.Entry<String, Case> each : cases(algorithm).entrySet()) {
      BitFlips.noneIsValid(each.getKey(), each.getValue().good, each.getValue().judge);
    }
  }

  @Test
  void every_cut_off_structure_is_malformed() throws Exception {
    for (Map.Entry<String, Case> each : cases(SignatureAlgorithm.SM2_SM3).entrySet()) {
      byte[] good = each.getValue().good;
      for (int length = 0; length < good.length; length++) {
        byte[] cut = Arrays.copyOf(good, length);
        assertThatThrownBy(() -> each.getValue().judge.isValid(cut))
            .as("%s cut to %d bytes", each.getKey(), length)
            .isInstanceOf(MalformedDataException.class);
      }
    }
  }

  @Tag("soak")
  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void every_flipped_bit_invalidates(SignatureAlgorithm algorithm) throws Exception {
    for (Map.Entry<String, Case> each : cases(algorithm).entrySet()) {
      BitFlips.noneOfAllIsValid(each.getKey(), each.getValue().good, each.getValue().judge);
    }
  }

  private static Map<String, Case> cases(SignatureAlgorithm algorithm) throws Exception {
    Pilot pilot = new Pilot(algorithm);
    Certificate ca = pilot.ca.certificate();
    Certificate signer = pilot.signer.certificate();
    Crl crl =
        new CrlBuilder(Pilot.AT, WEEK_LATER, 1)
            .revoke(signer.serial(), Pilot.FROM, CRLReason.keyCompromise, Pilot.FROM)
            .signedBy(pilot.ca);
    byte[] request = OcspResponse.request(signer, ca);
    SigningKey delegate = Pilot.issue(pilot.ca, Profile.OCSP_RESPONDER, "CN=OCSP,C=CN");
    SigningKey tsa = Pilot.issue(pilot.ca, Profile.TIME_STAMPING, "CN=试点时间戳,C=CN");
    HashAlgorithm hash = algorithm.suite().hash();
    byte[] token =
        TimeStampAuthority.inProcess(tsa, CLOCK, Pilot.RANDOM)
            .stamp(hash, hash.digest(request))
            .der();

    Map<String, Case> cases = new LinkedHashMap<>();
    cases.put("leaf", new Case(signer.der(), der -> isValid(pilot, Certificate.fromDer(der), ca)));
    cases.put("CA", new Case(ca.der(), der -> isValid(pilot, signer, Certificate.fromDer(der))));
    cases.put(
        "CRL",
        new Case(
            crl.der(),
            der -> {
              Crl read = Crl.parse(der);
              return read.isSignedBy(ca) && read.statusOf(signer).state() == State.REVOKED;
            }));
    Judge ocsp =
        der -> {
          OcspResponse read = OcspResponse.parse(der);
          return read.isSignedFor(ca) && read.statusOf(signer, ca).state() == State.REVOKED;
        };
    byte[] own = new OcspResponder(pilot.ca, ca, () -> crl, CLOCK).respond(request);
    byte[] delegated = new OcspResponder(delegate, ca, () -> crl, CLOCK).respond(request);
    cases.put("OCSP of the CA", new Case(own, ocsp));
    cases.put("OCSP of a delegate", new Case(delegated, ocsp));
    cases.put(
        "token", new Case(token, der -> TimeStampToken.parse(der).isSignedBy(tsa.certificate())));
    return cases;
  }

  private static boolean isValid(Pilot pilot, Certificate leaf, Certificate ca) {
    return new PathValidator(12)
        .validate(leaf, List.of(ca), List.of(pilot.root.certificate()), Pilot.AT)
        .valid();
  }
}
