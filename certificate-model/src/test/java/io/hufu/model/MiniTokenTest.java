package io.hufu.model;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MiniTokenTest {
  /** 23:30 on the last day of June in London is July in China. */
  private static final Instant LATE = Instant.parse("2026-06-30T23:30:00Z");

  private static final Licence SAMPLE =
      SampleLicences.stream("food-operation", 7).findFirst().orElseThrow();

  private static LicencePayload payload(LicenceIdentifier identifier, HashAlgorithm hash) {
    Licence licence =
        new Licence(
            SAMPLE.type(),
            SAMPLE.name(),
            SAMPLE.number(),
            identifier,
            SAMPLE.issuer(),
            SAMPLE.issuedOn(),
            SAMPLE.holders(),
            SAMPLE.areaCode(),
            null,
            null,
            null,
            true,
            SAMPLE.items());
    return new LicencePayload(licence, hash, new byte[32], null, Role.DATA, null, LATE);
  }

  private static LicencePayload payload(SigningKey key) {
    return payload(SAMPLE.identifier(), key.algorithm().suite().hash());
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void a_token_survives_both_forms_and_verifies_by_its_key_alone(SignatureAlgorithm algorithm)
      throws Exception {
    SigningKey key = TestKeys.bare(algorithm);
    LicencePayload payload = payload(key);
    MiniToken token = MiniToken.sign(payload, key);

    assertThat(MiniToken.parse(token.bytes())).isEqualTo(token);
    assertThat(MiniToken.parseText(token.text())).isEqualTo(token);
    assertThat(token.verifies(key.verificationKey())).isTrue();
    assertThat(token.verifies(TestKeys.bare(algorithm).verificationKey())).isFalse();
    assertThat(token.identifier()).isEqualTo(SAMPLE.identifier());
    assertThat(token.licenceDigest()).isEqualTo(payload.licenceDigest());
    assertThat(token.day()).isEqualTo(LocalDate.of(2026, 7, 1));
  }

  @Test
  void the_longest_identifier_still_fits_into_220_bytes_and_an_alphanumeric_qr_code()
      throws Exception {
    LicenceIdentifier longest =
        LicenceIdentifier.of(SAMPLE.type(), SAMPLE.issuer().code(), "Z".repeat(64), "999");
    SigningKey key = TestKeys.bare(SignatureAlgorithm.SM2_SM3);
    MiniToken token = MiniToken.sign(payload(longest, HashAlgorithm.SM3), key);

    assertThat(token.bytes()).hasSizeLessThanOrEqualTo(MiniToken.MAX_BYTES);
    assertThat(token.text()).matches("HUFU1:[0-9A-Z $%*+./:-]+").hasSizeLessThanOrEqualTo(336);
    assertThat(MiniToken.parseText(token.text()).identifier()).isEqualTo(longest);
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void no_flipped_bit_is_still_the_token_of_that_key(SignatureAlgorithm algorithm)
      throws Exception {
    SigningKey key = TestKeys.bare(algorithm);
    byte[] bytes = MiniToken.sign(payload(key), key).bytes();
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(verifies(flipped, key)).as("bit " + bit).isFalse();
    }
  }

  private static boolean verifies(byte[] bytes, SigningKey key) {
    try {
      return MiniToken.parse(bytes).verifies(key.verificationKey());
    } catch (MalformedDataException e) {
      return false;
    }
  }

  @Test
  void every_shorter_and_longer_byte_string_is_malformed() throws Exception {
    SigningKey key = TestKeys.bare(SignatureAlgorithm.SM2_SM3);
    byte[] bytes = MiniToken.sign(payload(key), key).bytes();
    for (int length = 0; length < bytes.length + 80; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      if (length != bytes.length) {
        assertThatThrownBy(() -> MiniToken.parse(cut)).isInstanceOf(MalformedDataException.class);
      }
    }
  }

  @Test
  void random_bytes_and_texts_are_malformed_and_nothing_worse() {
    Seeds.run(
        2000,
        random -> {
          byte[] bytes = new byte[random.nextInt(MiniToken.MAX_BYTES + 8)];
          random.nextBytes(bytes);
          if (bytes.length > 2 && random.nextBoolean()) {
            bytes[0] = 'H';
            bytes[1] = 1;
            bytes[2] = 1;
          }
          assertThatThrownBy(() -> MiniToken.parse(bytes))
              .isInstanceOf(MalformedDataException.class);
          String text = MiniToken.PREFIX + new String(bytes, US_ASCII);
          assertThatThrownBy(() -> MiniToken.parseText(text))
              .isInstanceOf(MalformedDataException.class);
        });
  }

  @Test
  void the_other_value_that_ecdsa_would_verify_is_malformed() throws Exception {
    SigningKey key = TestKeys.bare(SignatureAlgorithm.ES256);
    byte[] bytes = MiniToken.sign(payload(key), key).bytes();
    BigInteger order =
        new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    byte[] s = Arrays.copyOfRange(bytes, bytes.length - 32, bytes.length);
    byte[] other = order.subtract(new BigInteger(1, s)).toByteArray();
    System.arraycopy(other, other.length - 32, bytes, bytes.length - 32, 32);

    assertThatThrownBy(() -> MiniToken.parse(bytes)).hasMessageContaining("canonical");
  }

  @Test
  void an_identifier_with_a_region_code_or_a_wrong_check_character_gets_no_token() {
    SigningKey key = TestKeys.bare(SignatureAlgorithm.SM2_SM3);
    LicenceIdentifier region = new LicenceIdentifier(SAMPLE.type(), "340100", "16", "001", '9');
    LicenceIdentifier good = SAMPLE.identifier();
    char wrong = good.check() == 'A' ? 'B' : 'A';
    LicenceIdentifier bad =
        new LicenceIdentifier(good.type(), good.authority(), good.serial(), good.version(), wrong);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> MiniToken.sign(payload(region, HashAlgorithm.SM3), key));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MiniToken.sign(payload(bad, HashAlgorithm.SM3), key));
  }

  /** RFC 9285 §4.3 and §4.4. */
  @ParameterizedTest
  @CsvSource({"AB, BB8", "Hello!!, '%69 VD92EX0'", "base-45, UJCLQE7W581", "ietf!, QED8WEX0"})
  void base45_is_that_of_the_rfc(String plain, String encoded) throws Exception {
    assertThat(Base45.encode(plain.getBytes(US_ASCII))).isEqualTo(encoded);
    assertThat(new String(Base45.decode(encoded), US_ASCII)).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GGW", ":::", "A", "AB8C", "V5", "bb8", "B\u00008"})
  void base45_refuses_what_stands_for_no_bytes(String text) {
    assertThatThrownBy(() -> Base45.decode(text)).isInstanceOf(MalformedDataException.class);
  }
}
