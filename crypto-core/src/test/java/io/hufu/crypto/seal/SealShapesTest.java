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
import org.junit.jupiter.params.provider.ValueSource;

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
  @EnumSource(OddSeal.Habit.class)
  void bit_strings_that_count_bits_their_own_way_are_read_and_told_apart(OddSeal.Habit habit)
      throws Exception {
    OddSeal odd = new OddSeal(habit, maker, signer, FROM, TO);
    Seal seal = Seal.parse(odd.seal());
    assertThat(seal.makerSignature(maker.certificate())).isEqualTo(SealEncoding.UNUSED_BITS);
    assertThat(seal.isStrictDer()).isFalse();
    assertThat(Seal.parse(raw(SealVersion.V1).seal()).isStrictDer()).isTrue();
    byte[] der = odd.sign(XML, PATH, new byte[0]);
    SealSignature signature = SealSignature.parse(der);
    assertThat(signature.version()).isEqualTo(SealVersion.V1);
    assertThat(signature.der()).isEqualTo(der);
    assertThat(signature.verify(signer.certificate())).isEqualTo(SealEncoding.UNUSED_BITS);
    assertThat(signature.dataHash()).isEqualTo(HashAlgorithm.SM3.digest(XML));
    SealedData data = new SealedData(SIGNED, new byte[32], PATH);
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> SealSignature.sign(seal, data, signer)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void zero_octets_that_a_bit_string_lost_are_known_from_its_form() throws Exception {
    byte[] whole;
    do {
      whole = signer.signDer(XML);
    } while (whole[whole.length - 1] != 0);
    byte[] cut = Arrays.copyOf(whole, whole.length - 1);
    SealValue value = SealValue.of("1.2.156.10197.1.501", new Der.Bits(cut, false));
    assertThat(value.octets()).isEqualTo(whole);
    assertThat(value.verify(signer.certificate(), XML)).isEqualTo(SealEncoding.UNUSED_BITS);
    byte[] shorter = Arrays.copyOf(whole, whole.length - 9);
    SealValue other = SealValue.of("1.2.156.10197.1.501", new Der.Bits(shorter, false));
    assertThat(other.verify(signer.certificate(), XML)).isEqualTo(SealEncoding.NONE);
  }

  @Test
  void two_integers_side_by_side_that_begin_like_a_sequence_are_left_as_they_are() {
    byte[] raw = new byte[64];
    raw[0] = 0x30;
    raw[1] = 66;
    SealValue value = SealValue.of("1.2.156.10197.1.501", new Der.Bits(raw, false));
    assertThat(value.octets()).isEqualTo(raw);
    assertThat(value.odd()).isFalse();
  }

  @Test
  void zero_octets_that_a_digest_lost_are_there_again() throws Exception {
    byte[] xml = XML;
    do {
      xml = Arrays.copyOf(xml, xml.length + 1);
    } while (HashAlgorithm.SM3.digest(xml)[31] != 0);
    OddSeal odd = new OddSeal(OddSeal.Habit.TRIMMED, maker, signer, FROM, TO);
    SealSignature signature = SealSignature.parse(odd.sign(xml, PATH, new byte[0]));
    assertThat(signature.dataHash()).isEqualTo(HashAlgorithm.SM3.digest(xml));
  }

  @Test
  void a_list_that_holds_no_certificate_lists_nobody() throws Exception {
    Seal seal = Seal.parse(raw(SealVersion.V1).listingNobody().seal());
    assertThat(seal.listing(signer.certificate())).isEqualTo(Seal.Listing.NOT_LISTED);
    assertThat(seal.makerSignature(maker.certificate())).isEqualTo(SealEncoding.DER);
  }

  @Test
  void an_algorithm_that_is_not_computed_says_nothing_against_a_value() throws Exception {
    byte[] der = raw(SealVersion.V4).seal();
    Seal seal = Seal.parse(der);
    int at = seal.der().length - 1;
    while (!(der[at - 1] == (byte) 0x83 && der[at] == 0x75)) {
      at--;
    }
    der[at] = 0x76;
    assertThat(Seal.parse(der).makerSignature(maker.certificate()))
        .isEqualTo(SealEncoding.NOT_COMPUTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20200102030405Z",
        "200102030405Z",
        "20200102030405.125Z",
        "20200102110405+0800",
        "200102110405GMT+08:00"
      })
  void times_name_their_zone(String text) {
    assertThat(SealTime.parse(text)).isEqualTo(Instant.parse("2020-01-02T03:04:05Z"));
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(() -> SealTime.parse("20200102030405")))
        .isInstanceOf(java.time.DateTimeException.class);
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
