package io.hufu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {
  private static final String TYPE = "11100000000013338W011";
  private static final String AUTHORITY = "11430000006122244L";

  @Test
  void an_identifier_in_use_parses_and_prints_the_same() throws Exception {
    String text = "1.2.156.3005.2." + TYPE + "." + AUTHORITY + ".20230000403.001.U";
    LicenceIdentifier identifier = LicenceIdentifier.parse(text);
    assertThat(identifier.text()).isEqualTo(text);
    assertThat(identifier.state()).isEqualTo(LicenceIdentifier.CheckState.CORRECT);
    assertThat(LicenceIdentifier.of(TYPE, AUTHORITY, "20230000403", "001")).isEqualTo(identifier);
  }

  @Test
  void the_legacy_variant_is_told_apart_from_a_wrong_character() throws Exception {
    String body =
        "1.2.156.3005.2.11100000000013661B006.113700000045046442"
            + ".209FA4E88F9E4C878F3E9BED2CE7EA49.001.";
    assertThat(LicenceIdentifier.parse(body + "M").state())
        .isEqualTo(LicenceIdentifier.CheckState.LEGACY_VARIANT);
    assertThat(LicenceIdentifier.parse(body + "D").state())
        .isEqualTo(LicenceIdentifier.CheckState.CORRECT);
    assertThat(LicenceIdentifier.parse(body + "E").state())
        .isEqualTo(LicenceIdentifier.CheckState.WRONG);
  }

  @Test
  void a_region_code_as_authority_is_read_but_never_made() throws Exception {
    LicenceIdentifier read =
        LicenceIdentifier.parse("1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9");
    assertThat(read.namesAuthorityByRegion()).isTrue();
    assertThat(read.state()).isEqualTo(LicenceIdentifier.CheckState.CORRECT);
    assertThatThrownBy(() -> LicenceIdentifier.of(TYPE, "340100", "000000016", "001"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".....",
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001",
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.000.U",
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L.2023_403.001.U",
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L..001.U",
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.u",
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.UU",
        "1.2.156.3005.3.11100000000013338W011.11430000006122244L.20230000403.001.U",
        "1.2.156.3005.2.11100000000013338w011.11430000006122244L.20230000403.001.U",
        "01.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.００１.U"
      })
  void what_is_no_identifier_is_malformed(String text) {
    assertThatThrownBy(() -> LicenceIdentifier.parse(text))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void one_changed_character_or_two_swapped_neighbours_never_keep_the_check_right() {
    String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    Seeds.run(
        300,
        random -> {
          StringBuilder serial = new StringBuilder();
          for (int i = 0; i < 1 + random.nextInt(40); i++) {
            serial.append(alphabet.charAt(random.nextInt(36)));
          }
          LicenceIdentifier made = LicenceIdentifier.of(TYPE, AUTHORITY, serial.toString(), "001");
          assertThat(made.state()).isEqualTo(LicenceIdentifier.CheckState.CORRECT);
          int place = random.nextInt(serial.length());
          char other = alphabet.charAt(random.nextInt(36));
          if (serial.charAt(place) != other) {
            serial.setCharAt(place, other);
            assertThat(
                    new LicenceIdentifier(TYPE, AUTHORITY, serial.toString(), "001", made.check())
                        .state())
                .isNotEqualTo(LicenceIdentifier.CheckState.CORRECT);
          }
        });
  }

  @Test
  void a_completed_social_credit_code_is_valid_and_one_changed_character_is_not() {
    String alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    Seeds.run(
        500,
        random -> {
          StringBuilder body = new StringBuilder();
          for (int i = 0; i < 17; i++) {
            body.append(alphabet.charAt(random.nextInt(31)));
          }
          StringBuilder code = new StringBuilder(UnifiedSocialCreditCode.complete(body.toString()));
          assertThat(UnifiedSocialCreditCode.isValid(code.toString())).isTrue();
          int place = random.nextInt(18);
          char other = alphabet.charAt(random.nextInt(31));
          boolean same = code.charAt(place) == other;
          code.setCharAt(place, other);
          assertThat(UnifiedSocialCreditCode.isValid(code.toString())).isEqualTo(same);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "9131011559169385",
        "91310115591693856I",
        "9131011559169385６A",
        "91310115591693856a"
      })
  void what_is_no_social_credit_code_is_invalid(String text) {
    assertThat(UnifiedSocialCreditCode.isValid(text)).isFalse();
  }

  @Test
  void the_well_known_sample_bodies_of_resident_numbers_get_their_check_characters() {
    assertThat(ResidentIdNumber.complete("11010519491231002")).isEqualTo("11010519491231002X");
    assertThat(ResidentIdNumber.complete("44052418800101001")).isEqualTo("440524188001010014");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11010519491231002x", // lower case
        "110105194912310021", // wrong check character
        "990102200002300017", // 30 February
        "99010220000101", // too short
        "９９0102200001010010", // full-width digits
        "990102200013010010" // month 13
      })
  void what_is_no_resident_number_is_invalid(String text) {
    assertThat(ResidentIdNumber.isValid(text)).isFalse();
  }

  @Test
  void one_changed_digit_makes_a_resident_number_invalid() {
    Seeds.run(
        500,
        random -> {
          StringBuilder number =
              new StringBuilder(
                  new SampleFacts(random).residentId(random.nextBoolean() ? "男" : "女"));
          assertThat(ResidentIdNumber.isValid(number.toString())).isTrue();
          int place = random.nextInt(17);
          char other = (char) ('0' + random.nextInt(10));
          boolean same = number.charAt(place) == other;
          number.setCharAt(place, other);
          assertThat(ResidentIdNumber.isValid(number.toString())).isEqualTo(same);
        });
  }
}
