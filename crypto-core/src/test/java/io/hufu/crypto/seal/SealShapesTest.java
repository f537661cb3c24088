package io.hufu.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.pki.Pilot;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Seals of all editions, made field by field. */
class SealShapesTest {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2030-01-01T00:00:00Z");
  private static final Instant SIGNED = Instant.parse("2026-06-01T00:00:00Z");
  private static final byte[] XML = {1, 2, 3};
  private static final String PATH = "/Doc_0/Signs/Sign_0/Signature.xml";
  private static SigningKey maker;
  private static SigningKey signer;

  @BeforeAll
  static void make_keys() throws Exception {
    SigningKey root = Pilot.root(SignatureAlgorithm.SM2_SM3, "CN=根,C=CN");
    maker = Pilot.issue(root, Profile.SIGNER, "CN=制章者,C=CN");
    signer = Pilot.issue(root, Profile.SIGNER, "CN=用章者,C=CN");
  }

  private static RawSeal raw(SealVersion version) {
    return new RawSeal(version, maker, signer, FROM, TO);
  }

  @ParameterizedTest
  @EnumSource(SealVersion.class)
  void every_edition_is_verified_over_its_own_scope(SealVersion version) throws Exception {
    Seal seal = Seal.parse(raw(version).seal());
    assertThat(seal.version()).isEqualTo(version);
    assertThat(seal.makerSignature(maker.certificate())).isEqualTo(SealEncoding.DER);
    assertThat(seal.makerSignature(signer.certificate())).isEqualTo(SealEncoding.NONE);
    assertThat(seal.listing(signer.certificate())).isEqualTo(Seal.Listing.CERTIFICATE);
    assertThat(seal.validFrom()).isEqualTo(FROM);
    assertThat(seal.validTo()).isEqualTo(TO);
    SealSignature signature = SealSignature.parse(raw(version).sign(XML, PATH, SIGNED));
    assertThat(signature.version()).isEqualTo(version);
    assertThat(signature.verify(signer.certificate())).isEqualTo(SealEncoding.DER);
    assertThat(signature.dataHash()).isEqualTo(HashAlgorithm.SM3.digest(XML));
    assertThat(signature.propertyInfo()).isEqualTo(PATH);
  }

  @ParameterizedTest
  @EnumSource(SealVersion.class)
  void values_of_two_integers_side_by_side_are_told_apart(SealVersion version) throws Exception {
    SealSignature signature = SealSignature.parse(raw(version).rawValues().sign(XML, PATH, SIGNED));
    assertThat(signature.verify(signer.certificate())).isEqualTo(SealEncoding.RAW);
    assertThat(signature.seal().makerSignature(maker.certificate())).isEqualTo(SealEncoding.RAW);
  }

  @Test
  void a_fifth_member_makes_a_seal_of_V5_and_of_nothing_else() throws Exception {
    byte[] token = {0x30, 0};
    assertThat(Seal.parse(raw(SealVersion.V5).stamped(token).seal()).timeStamp()).contains(token);
    byte[] four = raw(SealVersion.V4).stamped(token).seal();
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Seal.parse(four)))
        .isInstanceOf(MalformedDataException.class);
  }

  @ParameterizedTest
  @EnumSource(SealVersion.class)
  void no_bit_can_be_flipped_unseen(SealVersion version) throws Exception {
    byte[] good = raw(version).sign(XML, PATH, SIGNED);
    assertThat(holds(good)).isTrue();
    for (int i = version.ordinal(); i < good.length; i += 5) {
      byte[] flipped = good.clone();
      flipped[i] ^= (byte) (1 << (i % 8));
      assertThat(holds(flipped)).as(version + " byte " + i).isFalse();
    }
  }

  /** What a verifier asks of the structure itself. */
  private static boolean holds(byte[] der) {
    try {
      SealSignature signature = SealSignature.parse(der);
      Certificate by = Certificate.fromDer(signature.signerCertificate());
      Certificate madeBy = Certificate.fromDer(signature.seal().makerCertificate());
      return by.equals(signer.certificate())
          && madeBy.equals(maker.certificate())
          && signature.verify(by) == SealEncoding.DER
          && signature.seal().makerSignature(madeBy) == SealEncoding.DER
          && signature.seal().listing(by) == Seal.Listing.CERTIFICATE
          && Arrays.equals(signature.dataHash(), HashAlgorithm.SM3.digest(XML));
    } catch (MalformedDataException e) {
      return false;
    }
  }
}
