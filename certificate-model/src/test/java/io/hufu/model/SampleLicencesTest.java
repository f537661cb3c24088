package io.hufu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SampleLicencesTest {
  @Test
  void two_of_every_type_are_shipped() {
    List<Licence> shipped = SampleLicences.shipped();
    assertThat(shipped).hasSize(22);
    for (LicenceType type : Catalogue.shipped().types()) {
      assertThat(shipped).filteredOn(l -> l.type().equals(type.code())).hasSize(2);
    }
  }

  @Test
  void shipped_and_made_samples_are_well_formed_fictional_and_marked() {
    SampleLicences.shipped().forEach(SampleLicencesTest::assertWellFormed);
    for (LicenceType type : Catalogue.shipped().types()) {
      Set<String> identifiers = new HashSet<>();
      for (Licence licence : SampleLicences.stream(type.id(), 99).limit(200).toList()) {
        assertWellFormed(licence);
        identifiers.add(licence.identifier().text());
      }
      assertThat(identifiers).as(type.id()).hasSize(200);
    }
  }

  private static void assertWellFormed(Licence licence) {
    LicenceType type = Catalogue.shipped().find(licence.type()).orElseThrow();
    assertThat(type.validate(licence.items())).as(type.id()).isEmpty();
    assertThat(licence.sample()).isTrue();
    assertThat(licence.name()).isEqualTo(type.nameZh());
    assertThat(licence.areaCode()).startsWith("99");
    assertThat(licence.identifier().state()).isEqualTo(LicenceIdentifier.CheckState.CORRECT);
    assertThat(licence.identifier().type()).isEqualTo(licence.type());
    assertThat(licence.identifier().authority()).isEqualTo(licence.issuer().code());
    assertThat(type.issuerLevels()).contains(licence.issuer().level());
    assertThat(licence.issuer())
        .isEqualTo(SampleLicences.issuerOf(type.id()).orElseThrow().asIssuer());
    for (Licence.Holder holder : licence.holders()) {
      switch (holder.codeType()) {
        case "001" -> {
          assertThat(UnifiedSocialCreditCode.isValid(holder.code())).isTrue();
          assertThat(holder.code()).startsWith("9199");
        }
        case "111" -> {
          assertThat(ResidentIdNumber.isValid(holder.code())).isTrue();
          assertThat(holder.code()).startsWith("99");
        }
        default -> assertThat(holder.codeType()).isEqualTo("999");
      }
    }
    if (type.personalNumber()) {
      assertThat(licence.identifier().text()).doesNotContain(licence.number());
    }
  }

  @Test
  void one_seed_makes_one_series_and_another_seed_another() {
    List<Licence> one = SampleLicences.stream("degree", 4).limit(10).toList();
    assertThat(SampleLicences.stream("degree", 4).limit(10).toList()).isEqualTo(one);
    assertThat(SampleLicences.stream("degree", 5).limit(10).toList()).isNotEqualTo(one);
  }

  @Test
  void samples_can_be_issued_on_any_day_and_keep_the_length_of_their_period() {
    LocalDate day = LocalDate.of(2031, 5, 6);
    List<Licence> moved = SampleLicences.shipped(day);
    for (int i = 0; i < moved.size(); i++) {
      Licence before = SampleLicences.shipped().get(i);
      Licence after = moved.get(i);
      assertThat(after.issuedOn()).isEqualTo(day);
      assertThat(after.items()).isEqualTo(before.items());
      if (before.expiresOn() == null) {
        assertThat(after.expiresOn()).isNull();
      } else {
        assertThat(after.expiresOn().toEpochDay() - after.issuedOn().toEpochDay())
            .isEqualTo(before.expiresOn().toEpochDay() - before.issuedOn().toEpochDay());
      }
    }
  }

  @Test
  void a_type_that_is_not_shipped_has_no_samples() {
    assertThatThrownBy(() -> SampleLicences.stream("passport", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void every_authority_has_a_valid_code_in_its_region() {
    for (SampleAuthority authority : SampleLicences.authorities()) {
      assertThat(UnifiedSocialCreditCode.isValid(authority.code())).isTrue();
      assertThat(authority.code().substring(2, 8)).isEqualTo(authority.region()).startsWith("99");
      assertThat(authority.types()).isNotEmpty();
    }
  }
}
